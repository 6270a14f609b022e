"""The pairs of a match file, read block by block into arrays: half a million of them in half a second.

A block is a list of parsed rows. Each check runs over a whole column at once; only when it fails are the
rows looked at one by one, so that the refusal can name its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cityclusters.core.engine_input import (
    InputError,
    a_code,
    a_list,
    a_whole_number,
    an_object,
    kind_of,
    quoted,
)
from cityclusters.support.engine.build import PairColumns
from cityclusters.support.engine.data import Parts
from cityclusters.support.engine.stable import LARGEST_RANK

REQUIRED = ("need", "offer", "score")
OPTIONAL = ("contributions", "rank_need", "rank_offer")
ADDS_UP = 1e-9
LARGEST_SCORE = 1e9
MOST_WORDS = 65_000
KINDS: dict[str, type[Any]] = {
    "need": np.int32,
    "offer": np.int32,
    "score": np.float64,
    "rank_need": np.int32,
    "rank_offer": np.int32,
    "parts": np.int32,
    "word": np.uint16,
    "value": np.float64,
}
Row = Mapping[str, Any]


def a_score(value: object, place: str) -> float:
    """A finite number."""
    if type(value) not in (int, float):
        raise InputError(place, f"must be a number, not {kind_of(value)}")
    assert isinstance(value, int | float)
    if not abs(value) <= LARGEST_SCORE:  # not a number compares as false
        raise InputError(place, f"must be a finite number up to {LARGEST_SCORE:.0e}, not {quoted(value)}")
    return value


class Numbers(dict[str, int]):
    """Texts numbered in the order of first sight. Raises TypeError for what is no text."""

    def __missing__(self, text: str) -> int:
        if type(text) is not str:
            raise TypeError
        self[text] = number = len(self)
        return number


class PairReader:
    """Takes blocks of rows, gives `PairColumns`. Memory: 28 bytes a pair and 10 a part of its score."""

    def __init__(self) -> None:
        self.rows = 0
        self._need, self._offer, self._word = Numbers(), Numbers(), Numbers()
        self._blocks: dict[str, list[NDArray[Any]]] = {key: [] for key in KINDS}

    def take(self, block: Sequence[Row]) -> None:
        """Reads one more block. Raises InputError with the place of what is wrong."""
        try:
            columns = self._read(block, *self._shape(block))
        except (
            KeyError,
            TypeError,
            ValueError,
            OverflowError,
        ):  # looked at row by row, one of them is refused
            for number, row in enumerate(block, self.rows):
                _refuse(row, f"pairs[{number}]")
            raise
        for key, column in columns.items():
            self._blocks[key].append(column)
        self.rows += len(block)

    def columns(self, needs: Mapping[str, int], offers: Mapping[str, int]) -> PairColumns:
        """All blocks together, once. Raises InputError for a pair with an unknown need or offer."""
        joined = {
            key: np.concatenate(self._blocks.pop(key) or [np.zeros(0, kind)]) for key, kind in KINDS.items()
        }
        ranks = [joined[key] if joined[key].any() else joined[key][:0] for key in ("rank_need", "rank_offer")]
        return PairColumns(
            need=_known(joined["need"], self._need, needs, "need"),
            offer=_known(joined["offer"], self._offer, offers, "offer"),
            score=joined["score"],
            parts=Parts(
                words=list(self._word),
                start=np.concatenate([[0], np.cumsum(joined["parts"])]).astype(np.int32),
                word=joined["word"],
                value=joined["value"],
            ),
            rank_need=ranks[0],
            rank_offer=ranks[1],
        )

    def _shape(self, block: Sequence[Row]) -> tuple[bool, bool]:
        """Whether some rows have contributions, and ranks. Raises TypeError for rows with wrong keys."""
        if set(map(len, block)) == {4} and "contributions" in block[0]:
            return True, False  # the four keys are asked for: a row of four others fails there
        if set(map(type, block)) != {dict}:
            raise TypeError
        shapes = set(map(tuple, block))
        if not all({*REQUIRED} <= {*keys} <= {*REQUIRED, *OPTIONAL} for keys in shapes):
            raise TypeError
        seen = set(chain.from_iterable(shapes))
        return "contributions" in seen, not seen.isdisjoint(("rank_need", "rank_offer"))

    def _read(self, block: Sequence[Row], parts: bool, ranks: bool) -> dict[str, NDArray[Any]]:
        """The columns of one block. Raises all sorts of errors for wrong types."""
        score = list(map(itemgetter("score"), block))
        numbers = _numbers(score)
        columns: dict[str, NDArray[Any]] = {
            "need": np.array([self._need[row["need"]] for row in block], np.int32),
            "offer": np.array([self._offer[row["offer"]] for row in block], np.int32),
            "score": numbers,
            "parts": np.zeros(len(block), np.int32),
        }
        for key in ("rank_need", "rank_offer"):
            columns[key] = _ranks(block, key) if ranks else np.zeros(len(block), np.int32)
        if parts:
            same = set(map(len, block)) == {4}
            lists = [row["contributions"] if same else row.get("contributions") for row in block]
            columns |= self._parts([() if one is None else one for one in lists], numbers)
        return columns

    def _parts(self, lists: list[Any], score: NDArray[np.float64]) -> dict[str, NDArray[Any]]:
        """The parts of the scores. Raises InputError where they do not add up."""
        if not set(map(type, lists)) <= {list, tuple}:
            raise TypeError
        counts = np.fromiter(map(len, lists), np.int32, len(lists))
        names, values = zip(*chain.from_iterable(lists), strict=True) if counts.any() else ((), ())
        value = _numbers(values)
        sums = np.bincount(np.repeat(np.arange(len(lists)), counts), value, len(lists))
        wrong = np.flatnonzero((counts > 0) & (np.abs(sums - score) > ADDS_UP))
        if len(wrong):
            at = int(wrong[0])
            place = f"pairs[{self.rows + at}].contributions"
            raise InputError(place, f"add up to {sums[at]:.12g}, not to the score {score[at]:.12g}")
        return {"parts": counts, "word": self._words(names, counts), "value": value}

    def _words(self, names: tuple[Any, ...], counts: NDArray[np.int32]) -> NDArray[np.uint16]:
        """Numbers of the parts' names; a third of the time where all rows name the same in the same order."""
        each = int(counts[0])
        if each and (counts == each).all():
            first = [self._word[name] for name in names[:each]]
            if all(names[at::each].count(names[at]) == len(counts) for at in range(each)):
                return np.tile(np.array(first, np.uint16), len(counts))
        numbers = [self._word[name] for name in names]
        if len(self._word) > MOST_WORDS:
            raise InputError(
                f"pairs[{self.rows}].contributions", f"more than {MOST_WORDS} different names so far"
            )
        return np.array(numbers, np.uint16)


def _numbers(values: Sequence[Any]) -> NDArray[np.float64]:
    """Finite numbers as an array. Raises TypeError for others."""
    if not set(map(type, values)) <= {int, float}:
        raise TypeError
    numbers = np.array(values, np.float64)
    if not (np.abs(numbers) <= LARGEST_SCORE).all():  # not a number compares as false
        raise TypeError
    return numbers


def _ranks(block: Sequence[Row], key: str) -> NDArray[np.int32]:
    values = [row.get(key) for row in block]
    for value in values:
        _a_rank(value, "")
    return np.array([value or 0 for value in values], np.int32)


def _known(
    numbers: NDArray[Any], seen: Mapping[str, int], known: Mapping[str, int], key: str
) -> NDArray[np.int32]:
    """Numbers in the order of first sight become positions among the needs or offers."""
    places = np.array([known.get(name, -1) for name in seen], np.int32)
    if (places < 0).any():
        first = int(np.flatnonzero(places[numbers] < 0)[0])
        name = list(seen)[int(numbers[first])]
        raise InputError(f"pairs[{first}].{key}", f"there is no {key} {quoted(name)}")
    found: NDArray[np.int32] = places[numbers]
    return found


def _refuse(row: object, place: str) -> None:
    """Raises InputError for what is wrong with a row, if anything."""
    pair = an_object(row, place, required=REQUIRED, optional=OPTIONAL)
    a_code(pair["need"], f"{place}.need")
    a_code(pair["offer"], f"{place}.offer")
    a_score(pair["score"], f"{place}.score")
    for key in ("rank_need", "rank_offer"):
        _a_rank(pair.get(key), f"{place}.{key}")
    _contributions(pair.get("contributions"), f"{place}.contributions")


def _a_rank(value: object, place: str) -> int | None:
    return None if value is None else a_whole_number(value, place, least=1, most=LARGEST_RANK)


def _contributions(value: object, place: str) -> None:
    """Null, or a list of `[name, number]`."""
    if value is None:
        return
    for number, part in enumerate(a_list(value, place)):
        here = f"{place}[{number}]"
        if len(a_list(part, here)) != 2:
            raise InputError(here, "must be a name and a number")
        if type(part[0]) is not str:
            raise InputError(f"{here}[0]", f"must be text, not {kind_of(part[0])}")
        a_score(part[1], f"{here}[1]")


def read_pairs(blocks: Iterable[Sequence[Row]]) -> PairReader:
    """A reader that has taken all the blocks."""
    reader = PairReader()
    for block in blocks:
        if block:
            reader.take(block)
    return reader
