"""No page has a fault that a machine can find: every page that links lead to, in English and Arabic."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import axe, probe
from tests.browser.conftest import Reader
from tests.browser.steps import choose_language, sign_in
from tests.browser.walk import walk


def _walk(page: Page, language: str) -> dict[str, list[str]]:
    """What is wrong, by address."""
    wrong = {address: axe(page) + probe(page, language) for address in walk(page)}
    return {address: found for address, found in wrong.items() if found}


def _listed(wrong: dict[str, list[str]]) -> str:
    return "\n".join(f"{address}: {what}" for address, found in wrong.items() for what in found)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_visitor_finds_no_barrier_on_any_page(reader: Reader, language: str) -> None:
    wrong = _walk(reader(language=language), language)
    assert not wrong, _listed(wrong)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "name", ["Programme officer", "Administrator of the platform", "Newcomer without a post"]
)
def test_nobody_signed_in_finds_one_either(reader: Reader, name: str, language: str) -> None:
    page = reader(language=language)
    sign_in(page, name)
    choose_language(page, language)
    wrong = _walk(page, language)
    assert not wrong, _listed(wrong)
