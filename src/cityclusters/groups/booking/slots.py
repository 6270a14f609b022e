"""Who is there at once, and what of a day is free: arithmetic alone, no database.

A span is (start, end), the end not in it; starts and ends are of one kind that can be compared (moments, or
minutes of a day)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T", int, datetime)


def most_at_once(taken: Iterable[tuple[T, T]], start: T, end: T) -> int:
    """The largest number of spans that hold at one moment from `start` to `end`."""
    changes: list[tuple[T, int]] = []
    for first, last in taken:
        if first < end and start < last:
            changes += [(max(first, start), 1), (last, -1)]
    now = most = 0
    for _moment, step in sorted(changes):  # at one moment, who leaves makes room first
        now += step
        most = max(most, now)
    return most


def levels(opens: int, closes: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The minutes of a day from `opens` to `closes` in parts (start, end, how many are there), in order; two
    parts beside each other differ."""
    edges = sorted({opens, closes, *(min(max(edge, opens), closes) for span in taken for edge in span)})
    parts: list[tuple[int, int, int]] = []
    for start, end in pairwise(edges):
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
