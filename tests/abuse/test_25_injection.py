"""Abuse 25: what somebody types into a search, a filter or an order is text, never a query or a template."""

import re

import pytest

from tests.abuse.walks import addresses, parameters
from tests.test_access import ROWS, SignIn
from tests.world import World

LITERAL = "qqzzxxqq"
PAYLOADS = [
    "' OR '1'='1",
    "') OR 1=1 --",
    "%' OR 1=1 --",
    '" OR ""="',
    "1; DROP TABLE people_person",
    "*)(uid=*))(|(uid=*",
    "{{ 7|add:7000 }}{% debug %}",
    "${7*7777}",
    "%",
    "_",
    "\\",
    "id)",
    "-password",
    "person__email__startswith",
]
VOLATILE = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|(?:value|href|action)="[^"]*"')
EVALUATED = ["7007", "54439"]


def _shape(text: str) -> str:
    """The page without what repeats the input and what differs every time; its length of lists remains."""
    return re.sub(r"\s+", " ", re.sub(r">[^<]*<", "><", VOLATILE.sub("", text)))


@pytest.mark.parametrize("route", [row.route for row in ROWS])
def test_25_a_payload_gives_what_a_word_gives(route: str, world: World, as_person: SignIn) -> None:
    browser, address = as_person(world.people["officer"]), addresses(world)[route]
    plain = browser.get(address, dict.fromkeys(parameters(), LITERAL))
    for payload in PAYLOADS:
        answer = browser.get(address, dict.fromkeys(parameters(), payload))
        assert answer.status_code == plain.status_code, payload
        if "text/html" in answer.headers.get("Content-Type", ""):
            text = answer.content.decode()
            assert _shape(text) == _shape(plain.content.decode()), payload
            assert [word for word in EVALUATED if word in text] == [], payload
