"""Abuse 15: nothing that stands in an address becomes markup, on any page, nor on those of refusal."""

import pytest
from django.test import Client

from tests.abuse.walks import absent_addresses, addresses, parameters
from tests.test_access import ROWS, SignIn
from tests.world import World

MARKUP = "\"'><script>alert(15)</script><img src=x onerror=alert(15)>"
RAW = ["<script>alert(15)", "<img src=x", "onerror=alert(15)>"]


def _reflected(browser: Client, address: str, sent: dict[str, str]) -> list[str]:
    response = browser.get(address, sent, follow=True)
    if "text/html" not in response.headers.get("Content-Type", ""):
        return []
    text = response.content.decode()
    return [part for part in RAW if part in text]


@pytest.mark.parametrize("route", [row.route for row in ROWS])
@pytest.mark.parametrize("role", ["visitor", "officer"])
def test_15_parameters_stay_text(route: str, role: str, world: World, as_person: SignIn) -> None:
    browser = as_person(world.people[role])
    assert _reflected(browser, addresses(world)[route], dict.fromkeys(parameters(), MARKUP)) == []


@pytest.mark.parametrize("route", [row.route for row in ROWS if row.arguments])
def test_15_parts_of_an_address_stay_text(route: str, world: World, as_person: SignIn) -> None:
    word = MARKUP.replace("/", "")
    browser = as_person(world.people["officer"])
    assert _reflected(browser, absent_addresses(word)[route], {}) == []


def test_15_the_page_of_a_missing_address_does_not_repeat_it(client: Client) -> None:
    assert _reflected(client, f"/no-such-page/{MARKUP}", {}) == []
