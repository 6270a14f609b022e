"""Which needs are proposed to which offers: the whole match, from a problem to its answer.

First what was accepted and pinned, then the choice of the mode, then (for a shortlist) second and later
choices one flow after the other, and at the end the reasons. Pure: no database, no clock, no chance beyond
the seed in the rules.
"""

from dataclasses import dataclass, replace

import numpy as np

from cityclusters.support.engine.choice import Choice, Values, choose, fair_steps, most_matches, values
from cityclusters.support.engine.data import (
    Answer,
    Certificate,
    Change,
    Floats,
    Ints,
    OfferLine,
    Problem,
    Proposal,
    Small,
    Truths,
    WhyNot,
)
from cityclusters.support.engine.explain import Outcome, changes, full_levels, split, unmatched, why_not
from cityclusters.support.engine.later import next_choice
from cityclusters.support.engine.report import blocking, concentration, demand, satisfaction
from cityclusters.support.engine.room import Held, Room, bars, hold, room
from cityclusters.support.engine.stable import defer

EQUAL = 1e-12
"""Scores that differ by less than this part are equal (0.6 is three quarters of 0.8)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A finished match with all that its reasons are read from."""

    outcome: Outcome
    held: Held
    left: Room
    """What is left after the first choices."""
    best: Floats
    """(n) the best score that each need could have, 0 where it has no candidate."""
    acceptable: Truths
    """(p)"""
    ranks: list[Small]
    """Per rank the positions of the proposed pairs; held pairs that were scored are in the first."""
    certificate: Certificate
    acceptable_bound: int


def match(problem: Problem) -> Answer:
    """The answer to a problem, as the document of the contract."""
    return answer_of(run(problem))


def run(problem: Problem) -> Match:
    """The match itself."""
    barred = bars(problem)
    left = room(problem)
    everything = left.copy()
    held = hold(problem, left)
    possible = (barred == 0) & ~_other_dates(problem)
    best, acceptable = _acceptable(problem, possible)
    worth = values(problem, possible, acceptable)
    taken = np.zeros(len(possible), bool)
    taken[held.pair[held.pair >= 0]] = True
    start = left.copy()
    chosen, choice = _first(problem, left, worth, np.flatnonzero(possible & ~taken).astype(np.int32))
    taken[chosen] = True
    left.take_places(problem.pairs.offer[chosen].astype(np.int64))
    np.subtract.at(left.wants, problem.pairs.need[chosen], 1)
    first = np.flatnonzero(taken).astype(np.int32)
    is_held = np.zeros(len(problem.needs.ids), bool)
    is_held[held.need] = True
    got = problem.needs.wants - left.wants
    outcome = Outcome(problem, barred, first, full_levels(left), got, is_held, worth, choice)
    certificate, most_acceptable = _proof(problem, start, worth, choice, chosen, possible & acceptable, held)
    return Match(
        outcome,
        held,
        left,
        best,
        acceptable & possible,
        [first, *_later(problem, everything, held, worth, possible, taken)],
        certificate,
        most_acceptable,
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """What other rules would change."""

    objective: float
    acceptable: int
    moved: list[Change]
    """Who would get another host than now."""


def what_if(done: Match, **rules: object) -> Difference:
    """The match with some rules replaced, against the match as it is: `what_if(done, pin=[("n1", "o7")])`.

    For another capacity, `run` the other problem and compare with `difference`.
    """
    problem = done.outcome.problem
    return difference(done, run(replace(problem, rules=replace(problem.rules, **rules))))  # type: ignore[arg-type]


def difference(now: Match, other: Match) -> Difference:
    """What the other match has beyond this one, and whom it moves."""
    before = [(line["need"], line["offer"]) for line in _proposals(now) if line["rank"] == 1]
    after = _first_choices(_proposals(other))
    moved = changes(replace(other.outcome, problem=replace(other.outcome.problem, previous=before)), after)
    acceptable = [int(np.count_nonzero(done.acceptable[done.ranks[0]])) for done in (now, other)]
    objective = other.certificate["objective"] - now.certificate["objective"]
    return Difference(objective, acceptable[1] - acceptable[0], moved)


def _acceptable(problem: Problem, possible: Truths) -> tuple[Floats, Truths]:
    """(n) the best score each need could have; (p) which pairs come near enough to it."""
    pairs = problem.pairs
    best = np.zeros(len(problem.needs.ids))
    np.maximum.at(best, pairs.need[possible], pairs.score[possible])
    enough = problem.rules.acceptable * best[pairs.need] * (1 - EQUAL)
    return best, possible & (pairs.score >= enough)


def _first(problem: Problem, left: Room, worth: Values, candidates: Small) -> tuple[Small, Choice | None]:
    """The first choices beyond what is held."""
    if problem.rules.mode == "stable":
        return defer(left, problem, candidates, worth.draw), None
    filled = problem.offers.capacity - left.offer
    choice = choose(left, problem, worth, candidates, fair_steps(problem, worth, filled))
    return choice.chosen, choice


def _later(
    problem: Problem, left: Room, held: Held, worth: Values, possible: Truths, taken: Truths
) -> list[Small]:
    """Second and later choices: each in a flow of its own over all places but those of accepted pairs, which
    prefers hosts that are likely to have room when their turn comes. Who said no in one offer of a host is
    not asked in another."""
    for need, offer in zip(held.need[: held.accepted], held.offer[: held.accepted], strict=True):
        left.take(int(need), int(offer))
    ranks = [np.flatnonzero(taken).astype(np.int32)]
    for _rank in range(1, problem.rules.shortlist):
        possible = possible & ~_named_before(problem, ranks[-1])
        if problem.rules.mode == "stable":
            candidates = np.flatnonzero(possible & ~taken).astype(np.int32)
            chosen = defer(left, problem, candidates, worth.draw)
        else:
            chosen = next_choice(left, problem, worth, possible, taken, ranks)
        taken[chosen] = True
        ranks.append(chosen)
    return ranks[1:]


def _need_and_host(problem: Problem) -> Ints:
    """(p) one number for each need and host, -1 for an offer that is no other's part."""
    host = problem.offers.host[problem.pairs.offer]
    return np.where(host >= 0, problem.pairs.need.astype(np.int64) * (host.max(initial=0) + 1) + host, -1)


def _other_dates(problem: Problem) -> Truths:
    """(p) pairs that a need for several hosts must leave out: of the offers of one host only its best."""
    both, several = _need_and_host(problem), problem.needs.wants[problem.pairs.need] > 1
    at = np.flatnonzero((both >= 0) & several)
    at = at[np.lexsort((at, -problem.pairs.score[at], both[at]))]
    found = np.zeros(len(both), bool)
    found[at[1:]] = both[at[1:]] == both[at[:-1]]
    return found


def _named_before(problem: Problem, chosen: Small) -> Truths:
    """(p) the other pairs of a need with a host that it has among the chosen pairs."""
    if not (problem.offers.host >= 0).any():
        return np.zeros(len(problem.pairs.need), bool)
    both = _need_and_host(problem)
    named: Truths = (both >= 0) & np.isin(both, both[chosen])
    return named


def _proof(
    problem: Problem,
    start: Room,
    worth: Values,
    choice: Choice | None,
    chosen: Small,
    acceptable: Truths,
    held: Held,
) -> tuple[Certificate, int]:
    """The certificate, and how many acceptable matches any answer can have at most.

    Held pairs count in the objective and in the bound alike. A stable match has no bound of its own.
    """
    scored = held.pair[held.pair >= 0]
    already = int(np.count_nonzero(acceptable[scored]))
    fixed = float(worth.pair[scored].sum()) + worth.fairness * _begun(problem, held)
    if choice is not None and problem.rules.mode == "flow":
        most_acceptable = choice.acceptable_bound
    else:
        free = acceptable.copy()
        free[scored] = False
        most_acceptable = most_matches(start, problem, np.flatnonzero(free).astype(np.int32))
    if choice is None:
        objective = fixed + float(worth.pair[chosen].sum())
        return {"objective": objective, "bound": None, "gap": None}, already + most_acceptable
    objective, above = fixed + choice.objective, fixed + choice.bound
    gap = (above - objective) / abs(above) if above else 0.0
    return {"objective": objective, "bound": above, "gap": gap}, already + most_acceptable


def _begun(problem: Problem, held: Held) -> float:
    """The fairness term of held places, as that of chosen ones: 1 for the first of a host, then less."""
    used = np.bincount(held.offer, minlength=len(problem.offers.ids))
    capacity = np.maximum(problem.offers.capacity, 1)
    return float((used - used * (used - 1) / 2 / capacity).sum())


def answer_of(done: Match) -> Answer:
    """The document of a finished match; lists are sorted by ids, so equal matches are equal byte by byte."""
    outcome = done.outcome
    proposals = _proposals(done)
    waiting = sorted(unmatched(outcome), key=lambda line: line["need"])
    metrics, rows, warnings = _metrics(done)
    return {
        "status": "ok",
        "proposals": proposals,
        "unmatched": [line for line in waiting if line["got"] == 0],
        "partly": [line for line in waiting if line["got"]],
        "offers": _offer_lines(done),
        "metrics": metrics,
        "certificate": done.certificate,
        "changes": changes(outcome, _first_choices(proposals)),
        "not_held": done.held.not_held,
        "demand": rows,
        "warnings": warnings,
    }


def _first_choices(proposals: list[Proposal]) -> dict[str, list[str]]:
    """Offers by need, held ones too; a host that is only the second choice now is none of them."""
    found: dict[str, list[str]] = {}
    for line in proposals:
        if line["rank"] == 1:
            found.setdefault(line["need"], []).append(line["offer"])
    return found


def _proposals(done: Match) -> list[Proposal]:
    held = done.held
    names = list(zip(held.need.tolist(), held.offer.tolist(), strict=True))
    rule = dict.fromkeys(names[: held.accepted], "accepted") | dict.fromkeys(names[held.accepted :], "pinned")
    reasons = why_not(done.outcome)
    lines = _rank_lines(done, 1, done.ranks[0], rule, reasons)
    for rank, chosen in enumerate(done.ranks[1:], 2):
        lines += _rank_lines(done, rank, chosen, {}, {})
    problem = done.outcome.problem
    for (need, offer), pair in zip(names, held.pair.tolist(), strict=True):
        if pair < 0:
            ids = (problem.needs.ids[need], problem.offers.ids[offer])
            lines.append(_line(ids, 1, 0.0, [], [], ["accepted", "not_scored"]))
    lines.sort(key=lambda line: (line["need"], line["rank"], line["offer"]))
    return lines


def _rank_lines(
    done: Match, rank: int, chosen: Small, rule: dict[tuple[int, int], str], reasons: dict[int, list[WhyNot]]
) -> list[Proposal]:
    """The proposals of one rank; `chosen`: positions of pairs."""
    problem, pairs = done.outcome.problem, done.outcome.problem.pairs
    before = set(problem.previous)
    scores = pairs.score[chosen].tolist()
    parts = pairs.parts.of(pairs.row[chosen], scores)
    columns = (pairs.need[chosen].tolist(), pairs.offer[chosen].tolist(), done.acceptable[chosen].tolist())
    lines = []
    for need, offer, acceptable, score, part in zip(*columns, scores, parts, strict=True):
        ids = (problem.needs.ids[need], problem.offers.ids[offer])
        flags = ["kept"] if ids in before else []
        if (need, offer) in rule:
            flags.append(rule[need, offer])
        if not acceptable:
            flags.append("below_acceptable")
        lines.append(_line(ids, rank, score, part, reasons.get(need, []), flags))
    return lines


def _line(
    ids: tuple[str, str],
    rank: int,
    score: float,
    parts: list[list[str | float]],
    reasons: list[WhyNot],
    flags: list[str],
) -> Proposal:
    return {
        "need": ids[0],
        "offer": ids[1],
        "rank": rank,
        "score": score,
        "contributions": parts,
        "why_not": reasons,
        "flags": flags,
    }


def _offer_lines(done: Match) -> list[OfferLine]:
    problem, choice = done.outcome.problem, done.outcome.choice
    capacity = problem.offers.capacity
    load = (capacity - done.left.offer).tolist()
    prices: list[float | None] = [None] * len(load)
    matches: list[int | None] = [None] * len(load)
    if choice is not None:
        score, lost = split(choice.place_price, choice.weight)
        prices, matches = [*score.tolist()], [*lost.tolist()]
    columns = zip(problem.offers.ids, load, capacity.tolist(), prices, matches, strict=True)
    lines: list[OfferLine] = [
        {"offer": name, "load": used, "capacity": places, "price": price, "price_acceptable": count}
        for name, used, places, price, count in columns
    ]
    return sorted(lines, key=lambda line: line["offer"])


def _metrics(done: Match) -> tuple[dict[str, object], list[dict[str, object]], list[str]]:
    """The metrics, the demand by country, and what to warn of."""
    outcome = done.outcome
    problem, first = outcome.problem, outcome.first
    given: dict[int, list[int]] = {}
    for need, offer in zip(
        problem.pairs.need[first].tolist(), problem.pairs.offer[first].tolist(), strict=True
    ):
        given.setdefault(need, []).append(offer)
    for need, offer, pair in zip(
        done.held.need.tolist(), done.held.offer.tolist(), done.held.pair.tolist(), strict=True
    ):
        if pair < 0:
            given.setdefault(need, []).append(offer)
    chosen = np.zeros(len(outcome.bars), bool)
    chosen[first] = True
    needs = len(problem.needs.ids)
    rows = demand(problem, given)
    asked, warnings = concentration(rows, needs)
    metrics: dict[str, object] = {
        "total": float(problem.pairs.score[first].sum()),
        "acceptable": int(np.count_nonzero(done.acceptable[first])),
        "acceptable_bound": done.acceptable_bound,
        **asked,
        "blocking_needs": blocking(problem, chosen, outcome.bars == 0, done.left),
        "needs": needs,
        "served": len(given),
        "waiting": needs - len(given),
        "places": int(problem.offers.capacity.sum()),
        "satisfaction_p5": satisfaction(problem, first, done.best),
    }
    return metrics, rows, warnings
