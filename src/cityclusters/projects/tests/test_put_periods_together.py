"""Periods, numbers of periods put together, and how far they have come."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityclusters.projects.progress import (
    MONTHS,
    Count,
    Period,
    Progress,
    falls,
    light,
    over,
    period_of,
    period_on,
    periods,
    progress,
    rhythm_of,
    so_far,
    stated_percent,
    total_of,
    women_percent,
)

RHYTHMS = st.sampled_from(list(MONTHS))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(RHYTHMS, DAYS)
def test_a_period_is_known_by_its_code(rhythm: str, day: date) -> None:
    period = period_on(rhythm, day)
    assert period.start <= day <= period.end
    assert period_of(period.code) == period
    assert rhythm_of(period.code) == rhythm


@given(RHYTHMS, DAYS, st.integers(0, 900))
def test_periods_follow_one_another_without_a_gap(rhythm: str, first: date, length: int) -> None:
    found = list(periods(rhythm, first, first + timedelta(days=length)))
    for one, following in itertools.pairwise(found):
        assert following.start == one.end + timedelta(days=1)
    assert found[0].start <= first
    assert found[-1].end >= first + timedelta(days=length)


@pytest.mark.parametrize(
    "code", ["", "26", "2026-Q5", "2026-13", "2026-0", "2026-q1", "2026-H3", "0000", "٢٠٢٦"]
)
def test_what_is_no_period_is_none(code: str) -> None:
    assert period_of(code) is None


def count(female: int, male: int, not_stated: int = 0) -> Count:
    return Count(female, male, 0, not_stated, female + male + not_stated)


def series(*counts: Count) -> list[tuple[Period, Count]]:
    found = periods("quarter", date(2026, 1, 1), date(2027, 12, 31))
    return list(zip(found, counts, strict=False))


def test_periodic_numbers_add_up_and_name_the_last_period() -> None:
    found = so_far("periodic", "people", series(count(5, 3), count(7, 1, 2)))
    assert found is not None
    assert (found[0].code, found[1]) == ("2026-Q2", count(12, 4, 2))


@pytest.mark.parametrize("kind", ["cumulative", "stock"])
def test_of_all_so_far_and_of_a_stock_the_latest_holds(kind: str) -> None:
    rows = series(count(5, 3), count(7, 4))
    found = so_far(kind, "people", reversed(rows))
    assert found is not None
    assert found[1] == count(7, 4)


def test_percentages_are_not_added_up() -> None:
    rows = series(Count(total=Decimal("40")), Count(total=Decimal("50")))
    found = so_far("periodic", "percent", rows)
    assert found is not None
    assert found[1].total == 50


def test_nothing_is_known_without_numbers() -> None:
    assert so_far("periodic", "people", []) is None


def test_what_is_not_known_is_no_zero() -> None:
    assert Count(female=3) + Count(male=2) == Count(female=3, male=2)
    assert Count() + Count() == Count()


def test_all_so_far_never_falls_silently() -> None:
    assert falls("cumulative", count(5, 3), count(4, 3)) == ["female", "total"]
    assert falls("cumulative", count(5, 3), count(6, 3), count(5, 9)) == ["female"]
    assert falls("cumulative", None, count(1, 1)) == []
    assert falls("stock", count(5, 3), count(1, 1)) == []
    assert falls("periodic", count(5, 3), count(1, 1)) == []


@pytest.mark.parametrize(
    ("actual", "target", "baseline", "kind", "direction", "found"),
    [
        (25, 100, None, "cumulative", "up", Progress(25, False)),
        (125, 100, None, "periodic", "up", Progress(125, True)),
        (60, 100, 20, "stock", "up", Progress(50, False)),
        (60, 100, None, "stock", "up", Progress(None, False)),
        (10, 100, 20, "stock", "up", Progress(0, False)),
        (30, 10, 50, "stock", "down", Progress(50, False)),
        (10, 10, 50, "stock", "down", Progress(100, True)),
        (3, 5, None, "periodic", "down", Progress(None, True)),
        (3, 5, None, "periodic", "none", Progress(None, None)),
        (0, 0, None, "cumulative", "up", Progress(None, True)),
        (None, 5, None, "cumulative", "up", Progress(None, None)),
        (5, None, None, "cumulative", "up", Progress(None, None)),
        (5, 10, 20, "stock", "up", Progress(None, False)),
        (Decimal("0.5"), 100, None, "periodic", "up", Progress(1, False)),
    ],
)
def test_how_far_it_has_come(
    actual: int | None, target: int | None, baseline: int | None, kind: str, direction: str, found: Progress
) -> None:
    assert progress(actual, target, baseline, kind=kind, direction=direction) == found


def test_the_share_of_women_is_of_those_who_stated() -> None:
    assert women_percent(count(30, 10, 60)) == 75
    assert stated_percent(count(30, 10, 60)) == 40
    assert women_percent(count(0, 0, 5)) is None
    assert women_percent(Count(female=3)) is None


def test_people_are_the_sum_of_what_was_said_by_sex() -> None:
    assert total_of("people", Count(2, 3, None, 1)) == 6
    assert total_of("money", Count(total=90)) == 90
    assert total_of("people", Count()) is None


def test_the_light_turns_with_the_days() -> None:
    first, quarter = date(2026, 1, 1), over("quarter", date(2026, 1, 1), date(2026, 4, 1))
    assert [period.code for period in quarter] == ["2026-Q1"]
    assert over("quarter", first, date(2026, 3, 31)) == []
    assert light(quarter, None, date(2026, 4, 1)) == "yellow"
    assert light(quarter, None, date(2026, 4, 15)) == "yellow"
    assert light(quarter, None, date(2026, 4, 16)) == "red"
    assert light(quarter, date(2026, 3, 31), date(2026, 4, 16)) == "green"
    assert light([], None, date(2026, 4, 16)) == "green"


def test_nothing_is_asked_for_after_the_last_day() -> None:
    found = over("quarter", date(2026, 1, 1), date(2027, 6, 1), last=date(2026, 5, 1))
    assert [period.code for period in found] == ["2026-Q1", "2026-Q2"]
