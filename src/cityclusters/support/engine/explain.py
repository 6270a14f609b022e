"""Why a need got what it got: better hosts it did not get, why it waits, and who had to move.

Everything here reads a finished match; nothing is decided.
"""

from dataclasses import dataclass

import numpy as np

from cityclusters.support.engine.choice import Choice, Values
from cityclusters.support.engine.data import (
    BARS,
    Change,
    Codes,
    Floats,
    Ints,
    Problem,
    Small,
    Truths,
    Unmatched,
    WhyNot,
)
from cityclusters.support.engine.room import Room, bar_of

NAMED = 3
"""How many other offers are named for each need."""
DIGITS = 6
"""To which prices and losses are printed."""
FULL = ("", "full", "owner_full", "country_full")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished match: what a page asks when somebody wonders why."""

    problem: Problem
    bars: Codes
    """(p)"""
    first: Small
    """Positions of the scored pairs that are first choices, ascending."""
    full: Codes
    """(m) which limit lets nobody in (a number of `FULL`), 0 where there is room."""
    got: Ints
    """(n) first choices of each need, held ones included."""
    held: Truths
    """(n) a pair of this need was accepted or pinned."""
    worth: Values
    choice: Choice | None
    """None in mode `stable`, which has no prices."""

    def loss(self, pairs: Ints | Small) -> tuple[Floats, Ints]:
        """What choosing these pairs would cost at least: in score, and in acceptable matches.

        From the prices, so at no cost; `matching.what_if` tells exactly, by matching once more.
        """
        assert self.choice is not None
        need, offer = self.problem.pairs.need[pairs], self.problem.pairs.offer[pairs]
        worth = self.worth.pair[pairs] + self.choice.weight * self.worth.acceptable[pairs]
        return split(self.choice.need_gain[need] + self.choice.offer_price[offer] - worth, self.choice.weight)


def split(worth: Floats, weight: float) -> tuple[Floats, Ints]:
    """A worth as score (0 or more) and whole acceptable matches, each of which counts `weight`."""
    matches = np.rint(worth / weight) if weight else np.zeros(len(worth))
    score = np.maximum(worth - matches * weight, 0).round(DIGITS)  # the draw is smaller than that
    return score, matches.astype(np.int64)


def full_levels(left: Room) -> Codes:
    """(m) which limit lets nobody in, the lowest first."""
    found = np.zeros(len(left.offer), np.uint8)
    for number, (_code, places, group) in reversed(list(enumerate(left.levels(), 1))):
        limited = group >= 0
        shut = np.zeros(len(group), bool)
        shut[limited] = places[group[limited]] <= 0
        found[shut] = number
    return found


def best_pairs(problem: Problem, usable: Truths, count: int) -> list[Ints]:
    """The best-scored usable pairs of each need: `count` lists, each with at most one pair per need."""
    pairs = problem.pairs
    sizes = np.diff(pairs.start)
    filled = np.flatnonzero(sizes)
    left = np.where(usable, pairs.score, -np.inf)
    found: list[Ints] = []
    for _again in range(count):
        if not len(filled):
            return [np.zeros(0, np.int64)] * count
        highest = np.maximum.reduceat(left, pairs.start[filled])
        same = np.flatnonzero(left == np.repeat(highest, sizes[filled]))
        same = same[left[same] > -np.inf]
        _needs, first = np.unique(pairs.need[same], return_index=True)
        found.append(same[first])
        left[same[first]] = -np.inf
    return found


def why_not(outcome: Outcome) -> dict[int, list[WhyNot]]:
    """For each served need the best offers that it did not get, the best first."""
    problem, pairs = outcome.problem, outcome.problem.pairs
    usable = np.ones(len(pairs.need), bool)
    usable[outcome.first] = False
    usable &= outcome.got[pairs.need] > 0
    own = np.full(len(problem.needs.ids), np.inf)
    np.minimum.at(own, pairs.need[outcome.first], pairs.score[outcome.first])
    found: dict[int, list[WhyNot]] = {}
    for chosen in best_pairs(problem, usable, NAMED):
        for need, line in zip(pairs.need[chosen].tolist(), _lines(outcome, chosen, own), strict=True):
            found.setdefault(need, []).append(line)
    return found


def _lines(outcome: Outcome, chosen: Ints, own: Floats) -> list[WhyNot]:
    """One line per pair; `own` (n) is the score of the worst that each need got."""
    problem, pairs = outcome.problem, outcome.problem.pairs
    need, offer = pairs.need[chosen], pairs.offer[chosen]
    better = pairs.score[chosen] > own[need]
    codes = np.where(better, outcome.full[offer], 0)
    barred = outcome.bars[chosen]
    losses: list[float | None] = [None] * len(chosen)
    matches: list[int | None] = [None] * len(chosen)
    if outcome.choice is not None:
        priced = np.flatnonzero((barred == 0) & ~outcome.held[need])
        score, lost = outcome.loss(chosen[priced])
        for at, one, other in zip(priced.tolist(), score.tolist(), lost.tolist(), strict=True):
            losses[at], matches[at] = one, other
    return [
        {
            "offer": problem.offers.ids[at],
            "code": BARS[bar] or FULL[code] or "lower_score",
            "score": value,
            "loss": loss,
            "acceptable_lost": lost_matches,
        }
        for at, bar, code, value, loss, lost_matches in zip(
            offer.tolist(),
            barred.tolist(),
            codes.tolist(),
            pairs.score[chosen].tolist(),
            losses,
            matches,
            strict=True,
        )
    ]


def why_not_this(outcome: Outcome, need_id: str, offer_id: str) -> WhyNot | None:
    """Why this need did not get this offer; None where it did. Raises KeyError for unknown ids."""
    problem = outcome.problem
    need, offer = problem.need_at[need_id], problem.offer_at[offer_id]
    pair = problem.pairs.find(need, offer)
    if pair < 0:
        code = BARS[bar_of(problem, need, offer)] or "no_candidate"
        return {"offer": offer_id, "code": code, "score": 0.0, "loss": None, "acceptable_lost": None}
    if pair in outcome.first:
        return None
    own = np.full(len(problem.needs.ids), -np.inf)
    mine = outcome.first[problem.pairs.need[outcome.first] == need]
    own[need] = problem.pairs.score[mine].min(initial=np.inf) if len(mine) else -np.inf
    return _lines(outcome, np.array([pair]), own)[0]


def unmatched(outcome: Outcome) -> list[Unmatched]:
    """The needs that got less than they want, each with its reason and the next date."""
    problem, pairs = outcome.problem, outcome.problem.pairs
    short = np.flatnonzero(outcome.got < problem.needs.wants)
    chosen = np.zeros(len(pairs.need), bool)
    chosen[outcome.first] = True
    lines: list[Unmatched] = []
    for need in short.tolist():
        row = np.arange(pairs.start[need], pairs.start[need + 1])
        row = row[~chosen[row]]
        row = row[np.argsort(-pairs.score[row], kind="stable")]
        possible = row[outcome.bars[row] == 0]
        offers = pairs.offer[possible].tolist()
        dates = [found for at in offers if (found := problem.offers.next_opening[at])]
        lines.append(
            {
                "need": problem.needs.ids[need],
                "code": _waiting(outcome, row, possible),
                "nearest": [problem.offers.ids[at] for at in offers[:NAMED]],
                "next_date": min(dates, default=problem.rules.next_round),
                "wants": int(problem.needs.wants[need]),
                "got": int(outcome.got[need]),
            }
        )
    return lines


def _waiting(outcome: Outcome, row: Ints, possible: Ints) -> str:
    """Why a need waits; its pairs and the possible ones among them, the best first."""
    if not len(row):
        return "no_candidate"
    if not len(possible):
        return BARS[outcome.bars[row[0]]]
    codes = set(outcome.full[outcome.problem.pairs.offer[possible]].tolist())
    if 0 in codes:
        return "lower_score"
    return (
        {2: "owner_full", 3: "country_full"}.get(codes.pop(), "all_full") if len(codes) == 1 else "all_full"
    )


def changes(outcome: Outcome, proposed: dict[str, list[str]]) -> list[Change]:
    """The needs whose former proposal is gone, with what they have now.

    `proposed`: offers by need, best first.
    """
    problem = outcome.problem
    former: dict[str, list[str]] = {}
    for need, offer in problem.previous:
        if need in problem.need_at:
            former.setdefault(need, []).append(offer)
    lines: list[Change] = []
    for need in sorted(former):
        now = proposed.get(need, [])
        gone = [offer for offer in former[need] if offer not in now]
        fresh = [offer for offer in now if offer not in former[need]]
        for number, offer in enumerate(gone):
            code = _moved(outcome, need, offer)
            lines.append(
                {
                    "need": need,
                    "from": offer,
                    "to": fresh[number] if number < len(fresh) else None,
                    "code": code,
                    "reason": MOVED[code].format(offer=offer),
                }
            )
    return lines


MOVED = {
    "withdrawn": "{offer} withdrawn",
    "no_candidate": "{offer} no longer fits",
    "same_owner": "{offer} is the need's own",
    "forbidden": "{offer} is forbidden now",
    "declined": "{offer} was declined",
    "conflict": "{offer} has a conflict of interest",
    "held": "another place is accepted or pinned",
    "full": "the places of {offer} go to others",
    "owner_full": "the places of the owner of {offer} go to others",
    "country_full": "the places of the country of {offer} go to others",
    "lower_score": "another place fits better",
}
"""Reasons of a change; a page says them in its own words, by their code."""


def _moved(outcome: Outcome, need_id: str, offer_id: str) -> str:
    problem = outcome.problem
    if offer_id not in problem.offer_at:
        return "withdrawn"
    need, offer = problem.need_at[need_id], problem.offer_at[offer_id]
    barred = BARS[bar_of(problem, need, offer)]
    if barred or problem.pairs.find(need, offer) < 0:
        return barred or "no_candidate"
    return "held" if outcome.held[need] else FULL[outcome.full[offer]] or "lower_score"
