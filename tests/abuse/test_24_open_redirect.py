"""Abuse 24: `next` never leads to another host."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.abuse.walks import addresses, tried
from tests.test_access import SignIn
from tests.world import World

pytestmark = pytest.mark.page

HERE = "/about/"
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


def _locations(browser: Client, address: str, target: str) -> list[str]:
    """Where GET and POST with this `next` lead."""
    sent = {"next": target, "language": "fr"}
    answers = [tried(browser, method, address, sent) for method in ("get", "post")]
    return [answer.headers.get("Location", "/") for answer in answers]


@pytest.mark.parametrize("role", ["visitor", "officer"])
def test_24_next_stays_here(role: str, world: World, as_person: SignIn) -> None:
    browser = as_person(world.people[role])
    obeying = {
        route: address
        for route, address in addresses(world).items()
        if any(urlsplit(location).path == "/about/" for location in _locations(browser, address, HERE))
    }
    assert "core:language" in obeying
    for route, address in obeying.items():
        for target in ELSEWHERE:
            for location in _locations(browser, address, target):
                parts = urlsplit(location)
                assert (parts.scheme, parts.netloc) in {("", ""), ("http", "testserver")}, (route, target)
                assert "\\" not in location, (route, target)
