"""From a finished match to rows: what is proposed to each need, and why the others are not."""

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from django.db import connection, transaction

from cityclusters.core.texts import pick
from cityclusters.places.folding import fold
from cityclusters.support.engine.explain import why_not_this
from cityclusters.support.matching import Match, answer_of
from cityclusters.support.models import Choice, Need, Outcome, Run, Window, Wish
from cityclusters.support.rounds.rows import Season
from cityclusters.support.rounds.sides import meant, owners, same_themes
from cityclusters.support.words import code_for

MOST_NAMED = 4
"""Windows of one wish for which it is said why they are not proposed."""
MOST_WHY_NOT = 8
AT_ONCE = 200
REST = 0.05
"""Seconds in which others may write on the embedded database between two batches."""
IN_ROWS = ("proposals", "unmatched", "partly", "changes")


def write(run: Run, season: Season, done: Match) -> None:
    """Writes the rows and the answer of a run; what an earlier try left is replaced."""
    answer: dict[str, Any] = answer_of(done)
    teller = _Teller(season, done, answer)
    choices = list(teller.choices(run))
    outcomes = list(teller.outcomes(run, choices))
    Choice.objects.filter(run=run).delete()
    Outcome.objects.filter(run=run).delete()
    _in_batches(Choice, choices)
    _in_batches(Outcome, outcomes)
    run.needs = len(outcomes)
    run.served = sum(1 for row in outcomes if row.got)
    run.answer = {key: value for key, value in answer.items() if key not in IN_ROWS}
    run.answer["not_held"] = [*teller.not_held(answer["not_held"]), *_pins_outside(season)]


def _pins_outside(season: Season) -> list[dict[str, str]]:
    """Pins of offers or needs that are not in the round: they can't hold either."""
    needs, offers = {need.public_id for need in season.needs}, season.windows_of()
    return [
        {"rule": "pin", "need": need, "offer": offer, "code": "not_open" if need in needs else "need_closed"}
        for need, offer, _reason in season.pin
        if need not in needs or offer not in offers
    ]


def _in_batches(model: Any, rows: Sequence[Any]) -> None:
    for first in range(0, len(rows), AT_ONCE):
        with transaction.atomic():
            model.objects.bulk_create(rows[first : first + AT_ONCE])
        if connection.vendor == "sqlite" and len(rows) > AT_ONCE:
            time.sleep(REST)


class _Teller:
    """Knows both sides by their public ids, and what the engine answered for each."""

    def __init__(self, season: Season, done: Match, answer: dict[str, Any]) -> None:
        self.season, self.done = season, done
        self.needs = {need.public_id: need for need in season.needs}
        self.windows = {window.public_id: window for window in season.windows}
        self.tops, self.same = owners(season), same_themes()
        self.half = set(season.half)
        self.proposals: list[dict[str, Any]] = answer["proposals"]
        self.waiting = {line["need"]: line for line in (*answer["unmatched"], *answer["partly"])}
        self.moved: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in answer["changes"]:
            self.moved[line["need"]].append({"from": line["from"], "to": line["to"], "code": line["code"]})
        self.why: dict[str, list[dict[str, Any]]] = {}
        for line in self.proposals:
            if line["rank"] == 1 and line["why_not"]:
                self.why[line["need"]] = line["why_not"]
        self.of_place: dict[int, list[Window]] = defaultdict(list)
        self.of_owner: dict[int, list[Window]] = defaultdict(list)
        self.of_country: dict[str, list[Window]] = defaultdict(list)
        for window in season.windows:
            self.of_place[window.offer.place_id].append(window)
            self.of_owner[self.tops[window.offer.organisation_id]].append(window)
            self.of_country[window.offer.place.country_id].append(window)

    def not_held(self, lines: Sequence[dict[str, str]]) -> list[dict[str, str]]:
        """What could not hold, with the offer in the place of its window."""
        found = []
        for line in lines:
            need, window = self.needs[line["need"]], self.windows[line["offer"]]
            shut_out = need.named_only and not self._is_named(need, window)
            code = "not_named" if shut_out and line["code"] == "no_candidate" else line["code"]
            found.append({**line, "offer": window.offer.public_id, "code": code})
        return found

    def choices(self, run: Run) -> Any:
        """A row for each proposal of each rank."""
        for line in self.proposals:
            need, window = self.needs[line["need"]], self.windows[line["offer"]]
            wished = self._is_named(need, window)
            yield Choice(
                run=run,
                need=need,
                window=window,
                rank=line["rank"],
                score=line["score"],
                parts=line["contributions"],
                flags=self._flags(line),
                as_wished=wished,
                as_asked=wished and (not window.cohort or need.modalities == [window.modality]),
            )

    def _flags(self, line: dict[str, Any]) -> list[str]:
        """The marks of a proposal. For the engine a pair that one side has accepted stays like one that both
        have; people are told which of the two it was."""
        is_half = (line["need"], line["offer"]) in self.half
        return ["half" if flag == "accepted" and is_half else flag for flag in line["flags"]]

    def outcomes(self, run: Run, choices: Sequence[Choice]) -> Any:
        """A row for each need."""
        first: dict[str, list[Choice]] = defaultdict(list)
        for choice in choices:
            if choice.rank == 1:
                first[choice.need.public_id].append(choice)
        for need in self.season.needs:
            name = need.public_id
            line, got = self.waiting.get(name), first[name]
            moved = self.moved.get(name, [])
            yield Outcome(
                run=run,
                need=need,
                wants=max(1, need.wants - need.found_elsewhere),
                got=len(got),
                code=code_for(need, line["code"]) if line else "",
                next_on=self._next_on(line),
                wishes=bool(need.wishes.all()),
                as_wished=any(choice.as_wished for choice in got),
                as_asked=any(choice.as_asked for choice in got),
                why_not=self._why_not(need, line, got),
                nearest=self._nearest(line),
                moved=moved,
                has_moved=bool(moved),
                folded=_folded(need),
            )

    def _nearest(self, line: dict[str, Any] | None) -> list[str]:
        """The offers that came nearest, by public id."""
        names = [self.windows[name].offer.public_id for name in line["nearest"]] if line else []
        return list(dict.fromkeys(names))

    def _next_on(self, line: dict[str, Any] | None) -> date | None:
        """The day that an unserved need is told: its hosts' next places, or the next round (rule MA4)."""
        if line is None:
            return None
        day = date.fromisoformat(line["next_date"]) if line["next_date"] else None
        return day if day and day > self.season.today else self.season.round.next_on

    def _is_named(self, need: Need, window: Window) -> bool:
        return any(self._is_wished(wish, window) for wish in need.wishes.all())

    def _is_wished(self, wish: Wish, window: Window) -> bool:
        offer = window.offer
        if wish.country_id:
            return offer.place.country_id == wish.country_id
        if wish.place_id:
            return offer.place_id == wish.place_id
        return self.tops[offer.organisation_id] == self.tops[wish.organisation_id or 0]

    def _why_not(
        self, need: Need, line: dict[str, Any] | None, got: Sequence[Choice]
    ) -> list[dict[str, Any]]:
        """Those that it named come first, then others near; each window once, and none of an offer that is
        proposed: who gets a place of a host does not ask why not this host."""
        found: list[dict[str, Any]] = []
        for wish in need.wishes.all():
            found += self._of_wish(need, wish)
        known = {one["offer"] for one in found}
        others = self.why.get(need.public_id, [])
        if line is not None and not others:
            others = [why for name in line["nearest"] if (why := self._why(need, self.windows[name]))]
        found += [{**one, "misses": []} for one in others if one["offer"] not in known]
        given = {choice.window.offer_id for choice in got}
        return [one for one in found if self._offer(one) not in given][:MOST_WHY_NOT]

    def _public(self, window: str) -> str:
        """The public id of a window's offer."""
        return self.windows[window].offer.public_id

    def _offer(self, line: dict[str, Any]) -> int | None:
        """The key of the offer that a line is about; None where there is none."""
        window = self.windows.get(line["offer"])
        return window.offer_id if window else None

    def _of_wish(self, need: Need, wish: Wish) -> list[dict[str, Any]]:
        """Why it does not get what this wish names: the windows that would fit best."""
        if wish.country_id:
            windows = self.of_country[wish.country_id]
        elif wish.place_id:
            windows = self.of_place[wish.place_id]
        else:
            windows = self.of_owner[self.tops[wish.organisation_id or 0]]
        if not windows:
            return [{"offer": "", "wish": wish.pk, "code": "no_offer", "misses": []}]
        ranked = self._ranked(need, windows)
        lines = [why for window in ranked if (why := self._why(need, window))]
        return [{**line, "wish": wish.pk} for line in lines]

    def _ranked(self, need: Need, windows: Sequence[Window]) -> list[Window]:
        """The best-scored few of the windows; those without a score come last."""
        problem = self.done.outcome.problem
        at, pairs = problem.need_at[need.public_id], problem.pairs
        row = slice(int(pairs.start[at]), int(pairs.start[at + 1]))
        scores = dict(zip(pairs.offer[row].tolist(), pairs.score[row].tolist(), strict=True))
        places = [scores.get(problem.offer_at[window.public_id], -np.inf) for window in windows]
        order = sorted(range(len(windows)), key=lambda at: (-places[at], windows[at].pk))
        return [windows[at] for at in order[:MOST_NAMED]]

    def _why(self, need: Need, window: Window) -> dict[str, Any] | None:
        """Why the need does not get the window; None where it does."""
        line = why_not_this(self.done.outcome, need.public_id, window.public_id)
        if line is None:
            return None
        return {**line, "misses": self._misses(need, window) if line["code"] == "no_candidate" else []}

    def _misses(self, need: Need, window: Window) -> list[str]:
        """What the two do not have in common: the hard conditions, one by one."""
        offer, today = window.offer, self.season.today
        themes = [set(meant(row.themes.all(), self.same)) for row in (need, offer)]
        subject = themes[0] & themes[1]
        subject |= set(need.sdg_targets) & set(offer.sdg_targets)
        spoken = set(window.languages or offer.languages)
        found = [] if subject else ["subject"]
        if need.modalities and window.modality not in need.modalities:
            found.append("modality")
        if need.languages and spoken and not spoken & set(need.languages):
            found.append("language")
        if window.ends < max(need.window_start or today, today) or (
            need.window_end and window.starts > need.window_end
        ):
            found.append("dates")
        return found or ["far"]


def _folded(need: Need) -> str:
    """What a search on the page of a run looks in: the city, the organisation, the title."""
    words = (need.place.name, pick(need.organisation.names).text, need.title)
    return fold(" ".join(words))[:400]
