"""No page has a fault that a machine can find: every page that links lead to, in Arabic."""

from tests.browser.barriers import OFFICER, VISITOR, walk_as
from tests.browser.conftest import Reader


def test_a_visitor_finds_no_barrier_on_any_page(reader: Reader) -> None:
    assert walk_as(reader(language="ar"), VISITOR, "ar") == ""


def test_an_officer_finds_none_either(reader: Reader) -> None:
    """Who sees most. What others see besides is looked at in English: the rules are the same ones."""
    assert walk_as(reader(language="ar"), OFFICER, "ar") == ""
