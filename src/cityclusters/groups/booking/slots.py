"""Who is there at once, and what of a day is free: arithmetic alone, no database.

A span is (start, end), the end not in it; starts and ends are of one kind that can be compared (moments, or
minutes of a day)."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar


class Ordered(Protocol):
    """What has an order."""

    def __lt__(self, other: Any, /) -> bool: ...
    def __le__(self, other: Any, /) -> bool: ...


T = TypeVar("T", bound=Ordered)


def most_at_once(taken: "Iterable[tuple[T, T]]", start: T, end: T) -> int:
    """The largest number of spans that hold at one moment from `start` to `end`."""
    changes: list[tuple[T, int]] = []
    for first, last in taken:
        if first < end and start < last:
            changes.append((first if start <= first else start, 1))
            changes.append((last, -1))
    changes.sort(key=lambda change: change[1])  # at one moment, who leaves makes room first
    changes.sort(key=lambda change: _Key(change[0]))
    now = most = 0
    for _moment, step in changes:
        now += step
        most = max(most, now)
    return most


class _Key:
    """Makes any ordered value a key for sorting."""

    __slots__ = ("value",)

    def __init__(self, value: Ordered) -> None:
        self.value = value

    def __lt__(self, other: "_Key") -> bool:
        return self.value < other.value


def levels(opens: int, closes: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The minutes of a day from `opens` to `closes` in parts (start, end, how many are there), in order; two
    parts beside each other differ."""
    edges = sorted({opens, closes, *(min(max(edge, opens), closes) for span in taken for edge in span)})
    parts: list[tuple[int, int, int]] = []
    for start, end in zip(edges, edges[1:], strict=False):
        there = sum(first <= start and end <= last for first, last in taken)
        if parts and parts[-1][2] == there:
            parts[-1] = (parts[-1][0], end, there)
        else:
            parts.append((start, end, there))
    return parts


def free_parts(
    opens: int, closes: int, taken: Sequence[tuple[int, int]], places: int
) -> list[tuple[int, int]]:
    """The parts of the day in which a place is left, put together where they touch."""
    found: list[tuple[int, int]] = []
    for start, end, there in levels(opens, closes, taken):
        if there >= places:
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
