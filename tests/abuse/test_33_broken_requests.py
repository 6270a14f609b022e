"""Abuse 33: a broken request gets an answer of 4xx, never a fault, and never a trace of the code."""

from typing import Any

import pytest
from django.test import Client

from tests.abuse.walks import absent_addresses, addresses, forms, pages, parameters, tried
from tests.test_access import SignIn
from tests.world import World

# What no database ever sees is looked at on one only.
UNSEEN = pytest.mark.page
WORDS = ["9" * 400, "-1", "0", "a\u0000b"]
WORDS_UNSEEN = ["%", "..", "\u202e😀", "x" * 3000]
VALUES = ["9" * 400, "-1", "\u0000", "2024-02-30"]
BODIES = [
    (b"a=%ff%fe&b=\xff", "application/x-www-form-urlencoded"),
    (b"title=%00&name=%00&email=%00&code=%00", "application/x-www-form-urlencoded"),
]
BODIES_UNSEEN = [
    ("[" * 100_000, "application/json"),
    ('{"a":' * 50_000 + "1" + "}" * 50_000, "application/json"),
    (b"\xff\xfe\xfa", "application/json"),
    (b"&".join([b"a=1"] * 10_000), "application/x-www-form-urlencoded"),
    (b"--x\r\nContent-Disposition: form-data; name=\xff\r\n\r\n", "multipart/form-data; boundary=x"),
    (b"no parts at all", "multipart/form-data; boundary=" + "y" * 500),
    (b"no boundary", "multipart/form-data"),
    (b"a=1", "application/x-www-form-urlencoded; charset=no-such-charset"),
]
FAULT = 500


def _with_unseen(seen: list[Any], unseen: list[Any]) -> list[Any]:
    """All of them with short names; those that no database sees are marked."""
    found = []
    for at, one in enumerate([*seen, *unseen]):
        marks = [UNSEEN] if at >= len(seen) else []
        found.append(pytest.param(*(one if isinstance(one, tuple) else (one,)), marks=marks, id=str(at)))
    return found


@UNSEEN
@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "ÄÖ"])
def test_33_other_methods_are_refused(method: str, world: World, client: Client) -> None:
    for route, address in addresses(world).items():
        assert client.generic(method, address).status_code == 405, route


@pytest.mark.parametrize("word", _with_unseen(WORDS, WORDS_UNSEEN))
def test_33_odd_parts_of_an_address(word: str, world: World, as_person: SignIn) -> None:
    browser = as_person(world.people["officer"])
    for route, address in absent_addresses(word).items():
        for method in ("get", "post"):
            assert tried(browser, method, address).status_code < FAULT, (route, method)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_33_odd_parameters(value: str, world: World, as_person: SignIn) -> None:
    browser, sent = as_person(world.people["officer"]), dict.fromkeys(parameters(), value)
    for method, rows in (("get", pages()), ("post", forms())):
        for route, address in addresses(world, rows).items():
            assert tried(browser, method, address, sent).status_code < FAULT, (route, method)


@UNSEEN
def test_33_a_long_query(world: World, client: Client) -> None:
    for route, address in addresses(world).items():
        assert client.get(f"{address}?q={'x' * 200_000}").status_code == 400, route


@pytest.mark.parametrize(("body", "kind"), _with_unseen(BODIES, BODIES_UNSEEN))
def test_33_odd_bodies(body: "str | bytes", kind: str, world: World, as_person: SignIn) -> None:
    browser = as_person(world.people["officer"])
    for route, address in addresses(world, forms()).items():
        answer = tried(browser, "generic", "POST", address, body, content_type=kind)
        assert answer.status_code < FAULT, route
        assert b"Traceback" not in (b"" if answer.streaming else answer.content), route


def test_33_broken_text_in_an_address(db: None, client: Client) -> None:
    for path in ("/%ff%fe/", "/%00/", "/a%00b/", "/organisations/%c0%ae/"):
        assert client.get(path).status_code in {400, 404}
