"""What became of people, by the definitions of the indicators H3, H4 and C6 (rule HU6). No database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cityclusters.groups.hub.outcomes import (
    Outcome,
    followed,
    has_started,
    is_high,
    is_in_business,
    months_later,
    sales_changes,
    work_answer,
)

STATES = ("answered", "answered", "not_reached", "declined", "due")
SERVED = date(2025, 3, 1)
SOLD = Outcome(
    sex="female",
    state="answered",
    work_before="none",
    work="self_employed",
    business_before="no",
    registered="yes",
    firsts=(date(2025, 6, 1),),
    first_service_on=SERVED,
)


def test_HU6_in_business_is_registered_and_a_first_thing() -> None:
    assert is_in_business(SOLD)
    assert is_in_business(replace(SOLD, registered="not_needed"))
    assert not is_in_business(replace(SOLD, registered="no"))  # the law asks for it
    assert not is_in_business(replace(SOLD, firsts=()))  # registered, and nothing has happened


def test_HU6_a_start_comes_after_the_first_service() -> None:
    assert has_started(SOLD)
    assert has_started(replace(SOLD, firsts=(SERVED,)))
    assert not has_started(replace(SOLD, firsts=(date(2025, 2, 28), date(2025, 6, 1))))
    assert not has_started(replace(SOLD, first_service_on=None))


def test_HU6_a_business_that_was_there_or_that_another_hub_counts_is_no_start() -> None:
    assert not has_started(replace(SOLD, business_before="yes"))
    assert not has_started(replace(SOLD, counted_elsewhere=True))


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({}, "works"),
        ({"work": "employed"}, "works"),
        ({"work_before": "employed"}, "worked_before"),
        ({"work": "unpaid"}, "works_not"),
        ({"work": "none"}, "works_not"),
        ({"state": "not_reached", "work": ""}, "unanswered"),
        ({"state": "declined", "work": ""}, "unanswered"),
    ],
)
def test_HU6_work_says_who_worked_before_and_of_whom_nothing_is_known(
    change: dict[str, Any], answer: str
) -> None:
    assert work_answer(replace(SOLD, **change)) == answer


def test_HU6_attrition_is_shown() -> None:
    rows = [
        replace(SOLD, state=state) for state in ("answered", "answered", "not_reached", "declined", "due")
    ]
    found = followed(rows)
    assert (found.due, found.answered, found.not_reached, found.declined, found.waiting) == (5, 2, 1, 1, 1)


def _sold(before: str, now: str | None, currency: str = "JOD") -> Outcome:
    return replace(
        SOLD,
        sales_before=Decimal(before),
        currency_before="JOD",
        sales=None if now is None else Decimal(now),
        currency=currency if now is not None else "",
        state="answered" if now is not None else "not_reached",
    )


def test_HU6_sales_are_of_the_same_people_in_one_currency_with_who_was_lost() -> None:
    rows = [
        _sold("100", "150"),
        _sold("50", "50"),
        _sold("0", "30"),
        _sold("80", None),
        _sold("10", "90", "USD"),
    ]
    (found,) = sales_changes([*rows, SOLD])
    assert (found.currency, found.matched, found.unmatched) == ("JOD", 3, 2)
    assert (found.before, found.now, found.percent) == (Decimal(150), Decimal(230), 53)
    assert found.middle == 25  # the median of +50 % and 0 %; who sold nothing before has no percentage


def test_HU6_nothing_sold_before_has_no_percentage() -> None:
    (found,) = sales_changes([_sold("0", "30")])
    assert (found.percent, found.middle) == (None, None)


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 30), 6, date(2024, 2, 29)),
        (date(2025, 1, 15), 12, date(2026, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 1), 6, date(2026, 6, 1)),
    ],
)
def test_HU6_checks_fall_due_by_the_month(day: date, months: int, due: date) -> None:
    assert months_later(day, months) == due


def test_HU8_more_than_a_quarter() -> None:
    assert is_high(3, 11)
    assert not is_high(2, 8)  # exactly a quarter
    assert not is_high(0, 0)
