"""Abuse 33: a broken request gets an answer of 4xx, never a fault, and never a trace of the code."""

import pytest
from django.test import Client

from tests.abuse.walks import absent_addresses, addresses, parameters
from tests.test_access import ROWS, SignIn
from tests.world import World

WORDS = ["9" * 400, "-1", "0", "1e999", "null", "%", "..", "\u202e", "😀" * 50, "a\u0000b", "x" * 3000, "ÿ"]
NUMBERS = ["9" * 400, "-1", "0", "NaN", "1e400", "٣", "", " ", "\u0000", "2024-02-30", "99999-99-99"]
ROUTES = [row.route for row in ROWS]
BROKEN = 500


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND", "ÄÖ"])
def test_33_other_methods_are_refused(route: str, method: str, world: World, client: Client) -> None:
    assert client.generic(method, addresses(world)[route]).status_code == 405


@pytest.mark.parametrize("route", [row.route for row in ROWS if row.arguments])
def test_33_odd_parts_of_an_address(route: str, world: World, as_person: SignIn) -> None:
    browser = as_person(world.people["officer"])
    for word in WORDS:
        try:
            address = absent_addresses(word)[route]
        except ValueError:  # the route's own pattern does not let it in
            continue
        for response in (browser.get(address), browser.post(address)):
            assert 300 <= response.status_code < BROKEN, word


@pytest.mark.parametrize("route", ROUTES)
def test_33_odd_parameters(route: str, world: World, as_person: SignIn) -> None:
    browser, address = as_person(world.people["officer"]), addresses(world)[route]
    for value in NUMBERS:
        sent = dict.fromkeys(parameters(), value)
        for response in (browser.get(address, sent), browser.post(address, sent)):
            assert response.status_code < BROKEN, value


@pytest.mark.parametrize("route", ROUTES)
def test_33_a_long_query(route: str, world: World, client: Client) -> None:
    assert client.get(f"{addresses(world)[route]}?q={'x' * 200_000}").status_code == 400


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("[" * 100_000, "application/json"),
        ('{"a":' * 50_000 + "1" + "}" * 50_000, "application/json"),
        (b"\xff\xfe\xfa", "application/json"),
        (b"a=%ff%fe&b=\xff", "application/x-www-form-urlencoded"),
        (b"title=%00&name=%00&email=%00", "application/x-www-form-urlencoded"),
        (b"&".join([b"a=1"] * 10_000), "application/x-www-form-urlencoded"),
        (b"--x\r\nContent-Disposition: form-data; name=\xff\r\n\r\n", "multipart/form-data; boundary=x"),
        (b"no parts at all", "multipart/form-data; boundary=" + "y" * 500),
        (b"no boundary", "multipart/form-data"),
        (b"x", "text/html; charset=no-such-charset"),
        (b"a=1", "application/x-www-form-urlencoded; charset=no-such-charset"),
    ],
    ids=str,
)
def test_33_odd_bodies(body: "str | bytes", kind: str, world: World, as_person: SignIn) -> None:
    for name, address in addresses(world).items():
        response = as_person(world.people["officer"]).generic("POST", address, body, content_type=kind)
        assert response.status_code < BROKEN, name
        assert b"Traceback" not in (b"" if response.streaming else response.content)


def test_33_broken_text_in_an_address(db: None, client: Client) -> None:
    for path in ("/%ff%fe/", "/%00/", "/a%00b/", "/organisations/%c0%ae/"):
        assert client.get(path).status_code in {400, 404}
