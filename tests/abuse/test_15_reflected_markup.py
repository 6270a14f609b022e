"""Abuse 15: nothing that stands in an address becomes markup, on any page, nor on those of refusal."""

import pytest
from django.test import Client

from tests.abuse.walks import absent_addresses, addresses, pages, parameters, text_of
from tests.test_access import SignIn
from tests.world import World

pytestmark = pytest.mark.page

MARKUP = "\"'><script>alert(15)</script><img src=x onerror=alert(15)>"
RAW = ["<script>alert(15)", "<img src=x", "onerror=alert(15)>"]


def _reflected(browser: Client, address: str, sent: dict[str, str]) -> bool:
    text = text_of(browser.get(address, sent, follow=True))
    return any(part in text for part in RAW)


@pytest.mark.parametrize("role", ["visitor", "officer"])
def test_15_parameters_stay_text(role: str, world: World, as_person: SignIn) -> None:
    browser, sent = as_person(world.people[role]), dict.fromkeys(parameters(), MARKUP)
    reflecting = {route for route, at in addresses(world, pages()).items() if _reflected(browser, at, sent)}
    assert reflecting == set()


def test_15_parts_of_an_address_stay_text(world: World, as_person: SignIn) -> None:
    browser = as_person(world.people["officer"])
    tried = absent_addresses(MARKUP.replace("/", ""))
    assert len(tried) > 10
    assert {route for route, address in tried.items() if _reflected(browser, address, {})} == set()


def test_15_the_page_of_a_missing_address_does_not_repeat_it(db: None, client: Client) -> None:
    assert not _reflected(client, f"/no-such-page/{MARKUP}", {})
