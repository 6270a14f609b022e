"""Small counts of people in reports: hidden so that what is printed does not give them away."""

import itertools
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cityclusters.projects.progress import Count, Period, periods
from cityclusters.projects.reporting.guard import SIDES, Guarded, guarded, hidden_sides

K = 5


def count_of(female: int, male: int, other: int, not_stated: int) -> Count:
    """The four sides with their sum."""
    return Count(female, male, other, not_stated, female + male + other + not_stated)


def numbers(*rows: tuple[int, ...]) -> list[tuple[Period, Count]]:
    """Quarters from 2024 on, each with its four sides."""
    found = periods("quarter", date(2024, 1, 1), date(2033, 12, 31))
    return [(period, count_of(*row)) for period, row in zip(found, rows, strict=False)]


def shown(found: Guarded) -> list[tuple[int | None, ...]]:
    """The sides of each printed line, and its total."""
    return [(*(line.sides[side] for side in SIDES), line.total) for line in found.lines if line.shown]


def test_large_counts_are_printed() -> None:
    found = guarded("periodic", numbers((20, 10, 0, 0), (30, 12, 0, 0)))
    assert not found.hides
    assert shown(found) == [(20, 10, 0, 0, 30), (30, 12, 0, 0, 42)]
    assert found.so_far is not None
    assert found.so_far.sides["female"] == 50


def test_a_small_side_is_hidden_with_another() -> None:
    assert hidden_sides({"female": 30, "male": 25, "other": 1, "not_stated": 0}, K) == {"other", "male"}
    assert hidden_sides({"female": 30, "male": 3, "other": 2, "not_stated": 0}, K) == {"other", "male"}
    assert hidden_sides({"female": 30, "male": 25, "other": 0, "not_stated": 0}, K) == set()
    assert hidden_sides({"female": 3, "male": 0, "other": 0, "not_stated": 0}, K) is None


def test_a_period_with_few_people_is_printed_with_the_next() -> None:
    found = guarded("periodic", numbers((2, 1, 0, 0), (30, 12, 0, 0), (20, 9, 0, 0)))
    assert shown(found) == [(32, 13, 0, 0, 45), (20, 9, 0, 0, 29)]
    assert [line.shown for line in found.lines] == [False, True, True]


def test_differences_of_all_so_far_are_hidden_too() -> None:
    found = guarded("cumulative", numbers((20, 10, 0, 0), (22, 20, 0, 0), (40, 30, 0, 0)))
    assert found.hides
    first, second, third = shown(found)
    assert second[0] is None or first[0] is None
    assert third == (40, 30, 0, 0, 70)


def test_numbers_corrected_downwards_print_only_how_it_stands() -> None:
    found = guarded("cumulative", numbers((20, 10, 0, 0), (19, 12, 0, 0)))
    assert shown(found) == [(19, 12, 0, 0, 31)]


def test_each_period_of_a_stock_is_protected_alone() -> None:
    found = guarded("stock", numbers((20, 3, 0, 0), (21, 9, 0, 0)))
    assert shown(found) == [(None, None, 0, 0, 23), (21, 9, 0, 0, 30)]


def test_a_group_of_fewer_than_k_people_is_not_shown() -> None:
    found = guarded("stock", numbers((2, 1, 0, 0)))
    assert shown(found) == [(None, None, None, None, None)]
    assert shown(guarded("periodic", numbers((2, 1, 0, 0)))) == [(None, None, None, None, None)]


def test_without_numbers_there_is_nothing() -> None:
    assert guarded("periodic", []) == Guarded([], None, False)


cell = st.integers(0, 7)
rows = st.lists(st.tuples(cell, cell, st.integers(0, 1), st.just(0)), min_size=1, max_size=3)


def fits(rows: list[tuple[int, ...]], found: Guarded, kind: str) -> bool:
    """Whether these steps would print the same."""
    sums = [0] * len(SIDES)
    held = [0] * len(SIDES)
    lines = iter(found.lines)
    for row in rows:
        sums = [one + more for one, more in zip(sums, row, strict=True)]
        held = [one + more for one, more in zip(held, row, strict=True)]
        line = next(lines)
        if not line.shown:
            continue
        values = sums if kind == "cumulative" else held
        said = [line.sides[side] for side in SIDES]
        if any(one is not None and one != value for one, value in zip(said, values, strict=True)):
            return False
        if line.total is not None and line.total != sum(values):
            return False
        held = [0] * len(SIDES)
    last = found.so_far
    assert last is not None
    if any(last.sides[side] not in (None, value) for side, value in zip(SIDES, sums, strict=True)):
        return False
    return last.total in (None, sum(sums))


@settings(max_examples=60, deadline=None)
@given(rows, st.sampled_from(["periodic", "cumulative"]))
def test_no_small_count_can_be_computed(steps: list[tuple[int, ...]], kind: str) -> None:
    """Every small count of a period could still be another one: some other steps print the same."""
    given_rows = steps
    if kind == "cumulative":
        given_rows = [tuple(map(sum, zip(*steps[: at + 1], strict=True))) for at in range(len(steps))]
    found = guarded(kind, numbers(*given_rows), K)
    assert fits(steps, found, kind)
    for at, row in enumerate(steps):
        for side, count in enumerate(row):
            if 0 < count < K:
                others = itertools.product(range(9), repeat=3)
                assert any(
                    fits([*steps[:at], changed, *steps[at + 1 :]], found, kind)
                    or _fits_moved(steps, at, side, changed, found, kind)
                    for values in others
                    if (changed := (*values, 0))[side] != count
                ), (steps, at, side)


def _fits_moved(
    steps: list[tuple[int, ...]], at: int, side: int, changed: tuple[int, ...], found: Guarded, kind: str
) -> bool:
    """The same with what was taken here put into a neighbouring period: margins stay."""
    moved = [have - want for have, want in zip(steps[at], changed, strict=True)]
    for other in range(len(steps)):
        if other == at:
            continue
        row = tuple(have + more for have, more in zip(steps[other], moved, strict=True))
        if min(row) < 0:
            continue
        tried = list(steps)
        tried[at], tried[other] = changed, row
        if fits(tried, found, kind):
            return True
    return False
