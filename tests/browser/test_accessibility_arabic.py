"""No page has a fault that a machine can find: every page that links lead to, in Arabic."""

import pytest

from tests.browser.barriers import PEOPLE, VISITOR, walk_as
from tests.browser.conftest import Reader


def test_a_visitor_finds_no_barrier_on_any_page(reader: Reader) -> None:
    assert walk_as(reader(language="ar"), VISITOR, "ar") == ""


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_signed_in_finds_one_either(reader: Reader, name: str) -> None:
    assert walk_as(reader(language="ar"), name, "ar") == ""
