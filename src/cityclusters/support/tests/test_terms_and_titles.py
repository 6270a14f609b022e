"""The days of the next terms, and how like two titles are."""

from datetime import date

import pytest

from cityclusters.support.offers import windows
from cityclusters.support.offers.duplicates import likeness


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2027-01-31", 1, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"), ("2027-12-15", 12, "2028-12-15")],
)
def test_so_many_months_later(day: str, months: int, then: str) -> None:
    assert windows.later(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_titles_without_spaces_can_be_alike() -> None:
    assert likeness("电子商务培训课程", "电子商务培训") > 0.5
    assert likeness("电子商务培训课程", "城市绿化") == 0
    assert likeness("", "x") == 0
