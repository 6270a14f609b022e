"""Abuse 25: what somebody types into a search, a filter or an order is text, never a query or a template."""

import re

from tests.abuse.walks import addresses, pages, parameters, text_of
from tests.test_access import SignIn
from tests.world import World

LITERAL = "qqzzxxqq"
PAYLOADS = ["qqzzxxqq%') OR 1=1 --", "{{ 7|add:700000000 }}{% debug %}", "person__email__startswith"]
# What repeats the input, and what differs every time.
VOLATILE = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|(?:value|href|action|src)="[^"]*"|>[^<]*<')


def _shape(text: str) -> str:
    """The page without its words and addresses: what remains is how much it shows."""
    return re.sub(r"\s+", " ", VOLATILE.sub("><", text))


def test_25_a_payload_gives_what_a_word_gives(world: World, as_person: SignIn) -> None:
    browser = as_person(world.people["officer"])
    for route, address in addresses(world, pages()).items():
        plain = browser.get(address, dict.fromkeys(parameters(), LITERAL))
        for payload in PAYLOADS:
            answer = browser.get(address, dict.fromkeys(parameters(), payload))
            refused = 400 <= answer.status_code < 500
            assert refused or answer.status_code == plain.status_code, (route, payload)
            assert refused or _shape(text_of(answer)) == _shape(text_of(plain)), (route, payload)
            assert "700000007" not in text_of(answer), (route, payload)
