"""Abuse 14: a form that did not come from our own page changes nothing, on any route."""

import pytest
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from tests.abuse.walks import addresses
from tests.world import World

pytestmark = pytest.mark.page

# The mail program's own button posts here (RFC 8058): the signature in the address says what may be done.
SIGNED_ADDRESSES = {"questions:stop", "digests:stop"}


def _browser(world: World) -> Client:
    browser = Client(enforce_csrf_checks=True)
    person = world.people["officer"]
    assert person is not None
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_14_a_post_without_a_token_is_refused(headers: dict[str, str], world: World) -> None:
    browser = _browser(world)
    answered = {
        route: browser.post(address, {}, headers=headers).status_code
        for route, address in addresses(world).items()
    }
    assert {route for route, status in answered.items() if status != 403} == SIGNED_ADDRESSES


@pytest.mark.parametrize("origin", ["https://evil.example", "http://testserver.evil.example", "null"])
def test_14_a_token_does_not_help_a_foreign_origin(origin: str, world: World) -> None:
    browser = _browser(world)
    token = _get_new_csrf_string()
    browser.cookies["csrf"] = token
    address, sent = addresses(world)["core:language"], {"language": "fr", "csrfmiddlewaretoken": token}
    assert browser.post(address, sent, headers={"Origin": origin}).status_code == 403
    assert browser.post(address, sent).status_code == 302, "the token itself is good"
