"""The pairs of a match file, read block by block into arrays: half a million of them in half a second.

A block is a list of parsed rows. Each check runs over a whole column at once; only when it fails is the row
looked for, so that the refusal can name its place.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cityclusters.core.engine_input import InputError, a_code, a_list, a_whole_number, an_object, kind_of, quoted
from cityclusters.support.matching_build import PairColumns
from cityclusters.support.matching_data import Parts

REQUIRED = ("need", "offer", "score")
OPTIONAL = ("contributions", "rank_need", "rank_offer")
ADDS_UP = 1e-9
LARGEST_SCORE = 1e9
LARGEST_RANK = 10**9
MOST_WORDS = 65_000
Row = Mapping[str, Any]


def a_score(value: object, place: str) -> float:
    """A finite number."""
    if type(value) not in (int, float):
        raise InputError(place, f"must be a number, not {kind_of(value)}")
    assert isinstance(value, int | float)
    if not math.isfinite(value) or abs(value) > LARGEST_SCORE:
        raise InputError(place, f"must be a finite number up to {LARGEST_SCORE:.0e}, not {quoted(value)}")
    return value


class PairReader:
    """Takes blocks of rows, gives `PairColumns`. Memory: 16 bytes a pair and 10 a part of its score."""

    def __init__(self) -> None:
        self.rows = 0
        self._need: defaultdict[str, int] = defaultdict()
        self._offer: defaultdict[str, int] = defaultdict()
        self._word: defaultdict[str, int] = defaultdict()
        for numbers in (self._need, self._offer, self._word):
            numbers.default_factory = numbers.__len__  # an id that was not seen yet gets the next number
        self._blocks: defaultdict[str, list[NDArray[Any]]] = defaultdict(list)

    def take(self, block: Sequence[Row]) -> None:
        """Reads one more block. Raises InputError with the place of what is wrong."""
        seen = self._known_keys(block)
        need = self._column(block, "need", {str}, a_code)
        offer = self._column(block, "offer", {str}, a_code)
        score = self._column(block, "score", {float, int}, a_score)
        numbers = np.array(score, np.float64)
        if not (np.abs(numbers) <= LARGEST_SCORE).all():
            self._refuse(block, "score", a_score)
        keep = self._blocks
        keep["need"].append(np.array([self._need[name] for name in need], np.int32))
        keep["offer"].append(np.array([self._offer[name] for name in offer], np.int32))
        keep["score"].append(numbers)
        for key in ("rank_need", "rank_offer"):
            keep[key].append(self._ranks(block, key) if key in seen else np.zeros(len(block), np.int32))
        if "contributions" in seen:
            self._contributions(block, numbers)
        else:
            keep["parts"].append(np.zeros(len(block), np.int32))
        self.rows += len(block)

    def columns(self, needs: Mapping[str, int], offers: Mapping[str, int]) -> PairColumns:
        """All blocks together. Raises InputError for a pair that names an unknown need or offer."""
        parts = self._joined("parts", np.int32)
        ranked = {key: self._joined(key, np.int32) for key in ("rank_need", "rank_offer")}
        columns = PairColumns(
            need=self._known(self._joined("need", np.int32), self._need, needs, "need"),
            offer=self._known(self._joined("offer", np.int32), self._offer, offers, "offer"),
            score=self._joined("score", np.float64),
            parts=Parts(
                words=list(self._word),
                start=np.concatenate([[0], np.cumsum(parts)]).astype(np.int64),
                word=self._joined("word", np.uint16),
                value=self._joined("value", np.float64),
            ),
            **{key: ranks if ranks.any() else ranks[:0] for key, ranks in ranked.items()},
        )
        self._blocks.clear()
        return columns

    def _joined(self, key: str, kind: type[Any]) -> NDArray[Any]:
        blocks = self._blocks.pop(key, [])
        return np.concatenate(blocks) if blocks else np.zeros(0, kind)

    def _known(
        self, numbers: NDArray[Any], seen: Mapping[str, int], known: Mapping[str, int], key: str
    ) -> NDArray[Any]:
        """Numbers in the order of first sight become positions among the needs or offers."""
        places = np.array([known.get(name, -1) for name in seen], np.int32)
        if (places < 0).any():
            first = int(np.flatnonzero(places[numbers] < 0)[0])
            name = list(seen)[int(numbers[first])]
            raise InputError(f"pairs[{first}].{key}", f"there is no {key} {quoted(name)}")
        found: NDArray[Any] = places[numbers]
        return found

    def _known_keys(self, block: Sequence[Row]) -> set[str]:
        if set(map(type, block)) <= {dict}:
            shapes = set(map(tuple, block))
            if all({*REQUIRED} <= {*keys} <= {*REQUIRED, *OPTIONAL} for keys in shapes):
                return set(chain.from_iterable(shapes))
        for number, row in enumerate(block, self.rows):
            an_object(row, f"pairs[{number}]", required=REQUIRED, optional=OPTIONAL)
        raise AssertionError("the check of a whole block and that of its rows differ")

    def _column(
        self, block: Sequence[Row], key: str, types: set[type], check: Callable[[object, str], object]
    ) -> list[Any]:
        values = list(map(itemgetter(key), block))
        if not set(map(type, values)) <= types:
            self._refuse(block, key, check)
        return values

    def _refuse(self, block: Sequence[Row], key: str, check: Callable[[object, str], object]) -> None:
        for number, row in enumerate(block, self.rows):
            if key in row:
                check(row[key], f"pairs[{number}].{key}")

    def _ranks(self, block: Sequence[Row], key: str) -> NDArray[np.int32]:
        values = [row.get(key) for row in block]
        if not set(map(type, values)) <= {int, type(None)}:
            self._refuse(block, key, _a_rank)
        if not all(value is None or 1 <= value <= LARGEST_RANK for value in values):
            self._refuse(block, key, _a_rank)
        return np.array([value or 0 for value in values], np.int32)

    def _contributions(self, block: Sequence[Row], score: NDArray[np.float64]) -> None:
        given = (row.get("contributions") for row in block)
        lists = [() if parts is None else parts for parts in given]
        flat = self._flat(block, lists)
        counts = np.fromiter(map(len, lists), np.int32, len(lists))
        values = np.array([part[1] for part in flat], np.float64)
        sums = np.bincount(np.repeat(np.arange(len(lists)), counts), values, len(lists))
        wrong = np.flatnonzero((counts > 0) & ~(np.abs(sums - score) <= ADDS_UP))
        if len(wrong):
            at = int(wrong[0])
            raise InputError(
                f"pairs[{self.rows + at}].contributions", f"add up to {sums[at]:.12g}, not to the score {score[at]:.12g}"
            )
        self._blocks["parts"].append(counts)
        self._blocks["word"].append(np.array([self._word[part[0]] for part in flat], np.uint16))
        self._blocks["value"].append(values)
        if len(self._word) > MOST_WORDS:
            raise InputError(f"pairs[{self.rows}].contributions", f"more than {MOST_WORDS} different names so far")

    def _flat(self, block: Sequence[Row], lists: Sequence[Any]) -> list[Any]:
        """All parts in a row, each `[name, number]`."""
        if set(map(type, lists)) <= {list, tuple}:
            flat = list(chain.from_iterable(lists))
            if set(map(type, flat)) <= {list} and set(map(len, flat)) <= {2}:
                kinds = {*map(type, map(itemgetter(0), flat))}, {*map(type, map(itemgetter(1), flat))}
                if kinds[0] <= {str} and kinds[1] <= {float, int}:
                    return flat
        self._refuse(block, "contributions", _contributions)
        raise AssertionError("the check of a whole block and that of its rows differ")


def _a_rank(value: object, place: str) -> int | None:
    return None if value is None else a_whole_number(value, place, least=1, most=LARGEST_RANK)


def _contributions(value: object, place: str) -> None:
    """A list of `[name, number]`; null is as good as absent."""
    if value is None:
        return
    for number, part in enumerate(a_list(value, place)):
        here = f"{place}[{number}]"
        if len(a_list(part, here)) != 2:
            raise InputError(here, "must be a name and a number")
        a_code(part[0], f"{here}[0]")
        a_score(part[1], f"{here}[1]")


def read_pairs(blocks: Iterable[Sequence[Row]]) -> PairReader:
    """A reader that has taken all the blocks."""
    reader = PairReader()
    for block in blocks:
        if block:
            reader.take(block)
    return reader
