"""Abuse 24: `next` never leads to another host."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.abuse.walks import addresses
from tests.test_access import ROWS, SignIn
from tests.world import World

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "https://evil.example",
    "https:evil.example",
    "http:///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "\t//evil.example",
    "//testserver@evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
@pytest.mark.parametrize("role", ["visitor", "officer"])
def test_24_next_stays_here(target: str, role: str, world: World, as_person: SignIn) -> None:
    for name, address in addresses(world).items():
        browser: Client = as_person(world.people[role])
        for response in (
            browser.get(address, {"next": target}),
            browser.post(address, {"next": target}),
            browser.post(f"{address}?next=/", {"next": target}),
        ):
            location = response.headers.get("Location", "/")
            parts = urlsplit(location)
            assert (parts.scheme, parts.netloc) in {("", ""), ("http", "testserver")}, name
            assert "\\" not in location, name


def test_24_a_place_of_our_own_is_kept(db: None, client: Client) -> None:
    assert any(row.route == "core:language" for row in ROWS)
    response = client.post("/language/", {"language": "fr", "next": "/about/?page=2"})
    assert response.headers["Location"] == "/about/?page=2"
