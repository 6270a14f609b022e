"""Who can't be matched at all, how much room is left at each level, and what holds before anything is chosen.

There are three levels of limits: an offer's places, its owner's, its country's. `accepted` pairs hold
first, then pins; within each, a higher score goes first and a tie is drawn by hash. What can't hold is
reported with its code and not obeyed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cityclusters.support.engine.data import (
    BARS,
    CONFLICT,
    DECLINED,
    FORBIDDEN,
    POSSIBLE,
    SAME_OWNER,
    Codes,
    Ints,
    Names,
    NotHeld,
    Problem,
)


def bars(problem: Problem) -> Codes:
    """(p) why a pair can't be (a number of `BARS`), 0 where it can."""
    pairs = problem.pairs
    found = np.zeros(len(pairs.need), np.uint8)
    rules = problem.rules
    for code, names in ((CONFLICT, rules.conflict), (DECLINED, rules.declined), (FORBIDDEN, rules.forbid)):
        for need, offer in names:
            at = pairs.find(problem.need_at[need], problem.offer_at[offer])
            if at >= 0:
                found[at] = code
    owner = problem.needs.owner[pairs.need]
    found[(owner >= 0) & (owner == problem.offers.owner[pairs.offer])] = SAME_OWNER
    return found


def bar_of(problem: Problem, need: int, offer: int) -> int:
    """Why this need and offer can't be a pair, whether or not they were scored; 0 where they can."""
    names = (problem.needs.ids[need], problem.offers.ids[offer])
    owner = problem.needs.owner[need]
    if owner >= 0 and owner == problem.offers.owner[offer]:
        return SAME_OWNER
    rules = problem.rules
    for code, listed in ((FORBIDDEN, rules.forbid), (DECLINED, rules.declined), (CONFLICT, rules.conflict)):
        if names in listed:
            return code
    return POSSIBLE


@dataclass(slots=True)
class Room:
    """What is left to give: places at each level, and what each need still wants. Changed by `take`."""

    wants: Ints
    """(n)"""
    offer: Ints
    """(m)"""
    owner: Ints
    """(number of owners with a limit)"""
    country: Ints
    """(number of countries with a limit)"""
    owner_of: Ints
    """(m) the limited owner of each offer, -1 where it has no limit."""
    country_of: Ints
    """(m) the limited country of each offer, -1 where it has no limit."""

    def copy(self) -> "Room":
        """The same room, to be taken from on its own."""
        left = (self.wants.copy(), self.offer.copy(), self.owner.copy(), self.country.copy())
        return Room(*left, self.owner_of, self.country_of)

    def full(self, offer: int) -> str:
        """The code of the lowest level without a place for one more at this offer; "" where there is one."""
        owner, country = self.owner_of[offer], self.country_of[offer]
        if self.offer[offer] <= 0:
            return "full"
        if owner >= 0 and self.owner[owner] <= 0:
            return "owner_full"
        return "country_full" if country >= 0 and self.country[country] <= 0 else ""

    def take(self, need: int, offer: int) -> None:
        """One place goes, at each level."""
        self.wants[need] -= 1
        self.take_places(np.array([offer]))

    def take_places(self, offers: Ints) -> None:
        """One place each of these offers (an offer may be named often)."""
        self.offer -= np.bincount(offers, minlength=len(self.offer))
        for left, level in ((self.owner, self.owner_of), (self.country, self.country_of)):
            limited = level[offers]
            left -= np.bincount(limited[limited >= 0], minlength=len(left))

    def crossing(self) -> bool:
        """Whether the offers of an owner with a limit stand in several countries of which one has a limit."""
        offers = np.flatnonzero(self.owner_of >= 0)
        first = np.full(len(self.owner), -1, np.int64)
        first[self.owner_of[offers]] = self.country_of[offers]
        return bool((first[self.owner_of[offers]] != self.country_of[offers]).any())

    def levels(self) -> list[tuple[str, Ints, Ints]]:
        """Code, places left and group of each offer, from the lowest level up."""
        own = np.arange(len(self.offer))
        return [
            ("full", self.offer, own),
            ("owner_full", self.owner, self.owner_of),
            ("country_full", self.country, self.country_of),
        ]


def room(problem: Problem) -> Room:
    """All the room there is."""
    offers = problem.offers
    countries = sorted(problem.country_limit)
    number = {country: at for at, country in enumerate(countries)}
    limited = np.flatnonzero(problem.owner_limit >= 0)
    place = np.full(len(problem.owner_limit) + 1, -1, np.int64)  # one more, for the owner -1
    place[limited] = np.arange(len(limited))
    return Room(
        wants=problem.needs.wants.copy(),
        offer=offers.capacity.copy(),
        owner=problem.owner_limit[limited].copy(),
        country=np.array([problem.country_limit[country] for country in countries], np.int64),
        owner_of=place[offers.owner],
        country_of=np.array([number.get(country, -1) for country in offers.country], np.int64),
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What holds before anything is chosen: h pairs."""

    need: Ints
    offer: Ints
    pair: Ints
    """(h) position among the scored pairs, -1 where an accepted pair was not scored this time."""
    accepted: int
    """How many of the h, the first ones, were accepted; the others are pinned."""
    not_held: list[NotHeld]


def hold(problem: Problem, left: Room) -> Held:
    """Accepted pairs and pins that can hold; their places are taken out of `left`."""
    held: list[tuple[int, int, int]] = []
    refused: list[NotHeld] = []
    _hold(problem, problem.rules.accepted, "accepted", left, held, refused)
    accepted = len(held)
    pins = [names for names in problem.rules.pin if names not in set(problem.rules.accepted)]
    _hold(problem, pins, "pin", left, held, refused)
    columns = np.array(held, np.int64).reshape(-1, 3).T
    return Held(columns[0], columns[1], columns[2], accepted, refused)


def _hold(
    problem: Problem,
    names: Sequence[Names],
    rule: str,
    left: Room,
    held: list[tuple[int, int, int]],
    refused: list[NotHeld],
) -> None:
    chosen = [(problem.need_at[need], problem.offer_at[offer]) for need, offer in names]
    listed = [(need, offer, problem.pairs.find(need, offer)) for need, offer in chosen]
    score = problem.pairs.score
    for need, offer, pair in sorted(listed, key=lambda at: (-score[at[2]] if at[2] >= 0 else np.inf, at)):
        code = BARS[bar_of(problem, need, offer)]
        if not code and pair < 0 and rule == "pin":
            code = "no_candidate"
        if not code and left.wants[need] <= 0:
            code = "conflict"  # with what this need has already
        code = code or left.full(offer)
        if code:
            need_name, offer_name = problem.needs.ids[need], problem.offers.ids[offer]
            refused.append({"rule": rule, "need": need_name, "offer": offer_name, "code": code})
        else:
            left.take(need, offer)
            held.append((need, offer, pair))
