"""No page has a fault that a machine can find: every page that links lead to, in English and Arabic."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import axe, probe
from tests.browser.conftest import Reader
from tests.browser.steps import choose_language, sign_in
from tests.browser.walk import route, walk

# A walk that does not come by these has lost its way: the doors, and what people with an account have.
DOORS = {"questions:list", "questions:detail", "questions:reply", "search:search", "exchanges:list"}
OWN = {"digests:mine", "questions:mine", "questions:ask", "questions:answer"}


def _walk(page: Page, language: str, doors: set[str]) -> dict[str, list[str]]:
    """What is wrong, by address."""
    wrong = {address: axe(page) + probe(page, language) for address in walk(page)}
    missing = doors - {route(address) for address in wrong}
    assert not missing, f"no link leads to {missing}"
    return {address: found for address, found in wrong.items() if found}


def _listed(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{address}: {what}" for address, found in wrong.items() for what in found)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_visitor_finds_no_barrier_on_any_page(reader: Reader, language: str) -> None:
    wrong = _walk(reader(language=language), language, DOORS)
    assert not wrong, _listed(wrong)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "name", ["Programme officer", "Administrator of the platform", "Newcomer without a post"]
)
def test_nobody_signed_in_finds_one_either(reader: Reader, name: str, language: str) -> None:
    page = reader(language=language)
    sign_in(page, name)
    choose_language(page, language)
    wrong = _walk(page, language, DOORS | OWN)
    assert not wrong, _listed(wrong)
