"""The frame that every page stands in: language, zone, headers, refusals."""

import pytest
from django.test import Client
from django.utils import translation

from cityclusters.core.templatetags.core import number, say
from cityclusters.core.texts import make_texts, pick
from cityclusters.people.models import Person

pytestmark = pytest.mark.django_db


def test_text_in_the_readers_language_else_the_original_marked_as_such() -> None:
    title = make_texts("es", es="Mercados", fr="Marchés")
    assert pick(title, "fr") == ("Marchés", "fr")
    assert pick(title, "ar") == ("Mercados", "es")
    with translation.override("ar"):
        assert say(title) == '<span lang="es" dir="ltr">Mercados</span>'
    with translation.override("fr"):
        assert say(title) == "Marchés"


def test_text_is_escaped_whatever_the_language() -> None:
    with translation.override("ar"):
        assert "<script>" not in str(say(make_texts("en", en="<script>")))


def test_numbers_are_grouped_with_a_space_that_keeps_its_order_in_arabic() -> None:
    assert number(1204) == "1\u202f204"
    assert number(None) == "–"


def test_language_is_remembered_in_a_cookie_and_on_the_person(client: Client, newcomer: Person) -> None:
    client.force_login(newcomer, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post("/language/", {"language": "ar", "next": "/healthz"})
    assert answer["Location"] == "/healthz"
    assert answer.cookies["language"].value == "ar"
    newcomer.refresh_from_db()
    assert newcomer.language == "ar"


@pytest.mark.parametrize("target", ["//evil.example", "https:evil", "/\\evil.example", "javascript:x"])
def test_next_never_leaves_this_host(client: Client, target: str) -> None:
    assert client.post("/language/", {"language": "fr", "next": target})["Location"] == "/"


def test_unknown_language_and_zone_change_nothing(client: Client) -> None:
    assert "language" not in client.post("/language/", {"language": "xx"}).cookies
    assert "zone" not in client.post("/zone/", {"zone": "Mars/Olympus"}).cookies


def test_every_answer_carries_a_strict_policy(client: Client) -> None:
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("address", ["/zone/?next=%00", "/%00", "/zone/?q=" + "a" * 9000])
def test_unreadable_addresses_are_refused_not_crashed(client: Client, address: str) -> None:
    assert client.get(address).status_code in {400, 404}
