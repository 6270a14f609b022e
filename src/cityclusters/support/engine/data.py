"""The plain data that goes into a match and comes out of it. No Django, no arithmetic.

Into it: `Problem`, built by `engine.build.build` (rows may come in any order, the problem is always in
the same). Out of it: `Answer`, a dictionary that is the JSON document of `cityclusters match` as it stands.

Shapes: n needs, m offers, p pairs, k parts of contributions. All indices are positions in the problem, not
in the caller's rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int32]
Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Codes = NDArray[np.uint8]
Names = tuple[str, str]
"""A pair by its ids: need, offer."""

Mode = Literal["flow", "max_total", "stable"]
MODES: tuple[Mode, ...] = ("flow", "max_total", "stable")

POSSIBLE, SAME_OWNER, FORBIDDEN, DECLINED, CONFLICT = range(5)
BARS = ("", "same_owner", "forbidden", "declined", "conflict")
"""Why a pair can't be, by its number; 0 means that it can."""


@dataclass(frozen=True, slots=True)
class Needs:
    """n needs, in the order of a hash of their ids."""

    ids: Sequence[str]
    owner: Ints
    """(n) number of the owner, -1 where none is named."""
    wants: Ints
    """(n) how many hosts, at least 1."""
    urgency: Floats
    """(n) 0 or more, without a unit: 4 counts a score one and a half times."""
    prefers: Sequence[tuple[str, ...]]
    """Per need the countries that it names."""
    key: NDArray[np.uint64]
    """(n) hash of the id and the seed; ties are drawn with it."""


@dataclass(frozen=True, slots=True)
class Offers:
    """m offers, in the order of a hash of their ids."""

    ids: Sequence[str]
    capacity: Ints
    """(m) places, 0 or more."""
    owner: Ints
    """(m) number of the owner, -1 where none is named; the numbers are those of the needs' owners."""
    country: Sequence[str]
    """ISO code or whatever the rules call it; "" where none is named."""
    next_opening: Sequence[str | None]
    """ISO date of the next places, where known."""
    host: Ints
    """(m) number of what a need asks once only: offers that are the same help on other days have the same.
    -1 where it is no other's."""
    key: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Parts:
    """What the scores of the pairs are made of, for all pairs (row: number in the caller's order)."""

    words: Sequence[str]
    start: Small
    """(p + 1) where the parts of a row begin in the two arrays below."""
    word: NDArray[np.uint16]
    """(k) number of the part's name in `words`."""
    value: Floats
    """(k) score that the part adds."""

    def of(self, rows: Ints | Small, scores: Sequence[float]) -> list[list[list[str | float]]]:
        """The parts of these rows as the document prints them; a score without parts is its own only part."""
        first, counts = self.start[rows], np.diff(self.start)[rows]
        ends = np.cumsum(counts)
        flat = np.repeat(first - ends + counts, counts) + np.arange(ends[-1] if len(ends) else 0)
        words, values = [self.words[word] for word in self.word[flat].tolist()], self.value[flat].tolist()
        both: list[list[str | float]] = [[word, value] for word, value in zip(words, values, strict=True)]
        found = []
        for end, count, score in zip(ends.tolist(), counts.tolist(), scores, strict=True):
            found.append(both[end - count : end] if count else [["score", score]])
        return found


@dataclass(frozen=True, slots=True)
class Pairs:
    """p scored pairs, sorted by need, then by offer; no pair twice."""

    need: Small
    offer: Small
    score: Floats
    """(p) any finite number; more is better, and a score below 0 is worse than no match."""
    row: Small
    """(p) number of the pair in the caller's order."""
    start: Ints
    """(n + 1) where the pairs of a need begin."""
    parts: Parts
    rank_need: Small
    """(p) place of the offer on the need's own list, 1 the best, 0 where the need has none."""
    rank_offer: Small

    def find(self, need: int, offer: int) -> int:
        """The position of a pair, -1 where there is none."""
        first, last = int(self.start[need]), int(self.start[need + 1])
        at = first + int(np.searchsorted(self.offer[first:last], offer))
        return at if at < last and self.offer[at] == offer else -1


STEADY = 0.15
"""The stability with which rounds are opened; a file that names none has that of `Rules`."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How to match; pairs by ids. The defaults are those of the file."""

    mode: Mode = "flow"
    acceptable: float = 0.75
    """Share of a need's own best score from which a match is acceptable to it."""
    stability: float = 0.1
    """Score added to what was already proposed."""
    shortlist: int = 1
    """How many choices in a row each need gets."""
    pin: Sequence[Names] = ()
    forbid: Sequence[Names] = ()
    accepted: Sequence[Names] = ()
    declined: Sequence[Names] = ()
    conflict: Sequence[Names] = ()
    """Pairs with a conflict of interest."""
    seed: str = ""
    """Of the round's recorded draw: another seed breaks ties in another way."""
    next_round: str | None = None
    """ISO date on which an unserved need without a host's date is looked at again."""


@dataclass(frozen=True, slots=True)
class Problem:
    """All that a match needs to know."""

    needs: Needs
    offers: Offers
    pairs: Pairs
    owner_limit: Ints
    """Per owner's number: its places over all its offers, -1 where it has no limit."""
    country_limit: Mapping[str, int]
    rules: Rules
    previous: Sequence[Names]
    """What was proposed last time, by ids; what is gone since then may still be named."""
    need_at: Mapping[str, int]
    offer_at: Mapping[str, int]


class WhyNot(TypedDict):
    offer: str
    code: str
    score: float
    loss: float | None
    acceptable_lost: int | None


class Proposal(TypedDict):
    need: str
    offer: str
    rank: int
    score: float
    contributions: list[list[str | float]]
    why_not: list[WhyNot]
    flags: list[str]


class Unmatched(TypedDict):
    need: str
    code: str
    nearest: list[str]
    next_date: str | None
    wants: int
    got: int


class OfferLine(TypedDict):
    offer: str
    load: int
    capacity: int
    price: float | None
    price_acceptable: int | None


Change = TypedDict("Change", {"need": str, "from": str | None, "to": str | None, "code": str, "reason": str})


class NotHeld(TypedDict):
    rule: str
    need: str
    offer: str
    code: str


class Certificate(TypedDict):
    objective: float
    bound: float | None
    gap: float | None


Answer = dict[str, object]
"""The document of the contract: status, proposals, unmatched, partly, offers, metrics, certificate, changes,
not_held, demand and warnings."""
