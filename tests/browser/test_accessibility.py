"""No page has a fault that a machine can find: every page that links lead to, in English and Arabic."""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from tests.browser.axe import axe, probe
from tests.browser.conftest import Reader
from tests.browser.steps import choose_language, sign_in

STARTS = ["/", "/account/login/", "/account/signup/", "/there-is-no-such-page/"]
MOST = 150  # pages, so that a trap of endless links ends
NOT_PAGES = {"account_logout"}


def _route(address: str) -> str:
    """The name of the route that an address belongs to; the address itself where there is none."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return urlsplit(address).path


def _links(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "a[href^='/']:not([download])", "links => links.map(link => link.getAttribute('href'))"
    )
    return found


def _opens_a_page(page: Page, address: str) -> bool:
    """Goes there; False where it is a file to take away."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message or "ERR_ABORTED" in error.message:
            return False
        raise
    return answer is not None and "text/html" in answer.headers.get("content-type", "")


def _walk(page: Page, language: str) -> dict[str, list[str]]:
    """Opens one page of each route that links lead to; returns what is wrong, by address."""
    seen: set[str] = set()
    waiting = list(STARTS)
    wrong: dict[str, list[str]] = {}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        route = _route(address)
        if route in seen or route in NOT_PAGES:
            continue
        seen.add(route)
        if _opens_a_page(page, address):
            waiting += _links(page)
            if found := axe(page) + probe(page, language):
                wrong[address] = found
    return wrong


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
