"""Atom feeds by the rules of RFC 4287, looked at with a parser of its own (seed item A28)."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Person

NS = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:\S+")


def _feed(client: Client, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer.content.startswith(b"<?xml")
    return ElementTree.fromstring(answer.content)


def _one(element: ElementTree.Element, name: str) -> str:
    found = element.findall(f"{NS}{name}")
    assert len(found) == 1, f"{name}: {len(found)}"
    return found[0].text or ""


def _check(element: ElementTree.Element) -> None:
    """What both feed and entry must have: one permanent id, one title, one date with its zone."""
    assert TAG.fullmatch(_one(element, "id"))
    assert _one(element, "title").strip()
    assert datetime.fromisoformat(_one(element, "updated")).tzinfo is not None


@pytest.mark.parametrize("address", ["/api/exchanges.atom", "/api/spaces/e-commerce.atom"])
def test_A28_a_feed_by_the_rules(published: Exchange, client: Client, address: str) -> None:
    feed = _feed(client, address)
    _check(feed)
    links = {link.get("rel"): link for link in feed.findall(f"{NS}link")}
    assert links["self"].get("href", "").endswith(address)
    assert links["alternate"].get("type") == "text/html"
    assert feed.find(f"{NS}author/{NS}name") is not None
    entries = feed.findall(f"{NS}entry")
    assert len(entries) == 1
    for entry in entries:
        _check(entry)
        assert entry.find(f"{NS}author/{NS}name") is not None
        alternates = [link for link in entry.findall(f"{NS}link") if link.get("rel") == "alternate"]
        assert [link.get("href", "")[-12:] for link in alternates] == [published.get_absolute_url()[-12:]]
    assert len({_one(element, "id") for element in [feed, *entries]}) == 2


def test_texts_keep_their_language_and_their_signs(published: Exchange, client: Client) -> None:
    entry = _feed(client, "/api/exchanges.atom?lang=es").find(f"{NS}entry")
    assert entry is not None
    title = entry.find(f"{NS}title")
    assert title is not None
    assert (title.text, title.get(LANG)) == ("=1+1 <Marchés> & foires", "fr")
    title = _feed(client, "/api/exchanges.atom?lang=ar").find(f"{NS}entry/{NS}title")
    assert title is not None
    assert (title.text, title.get(LANG)) == ("أسواق", "ar")


def test_only_what_everybody_may_see(
    published: Exchange, hidden: Exchange, officer: Person, client: Client
) -> None:
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    content = client.get("/api/exchanges.atom").content.decode()
    assert "Secret idea" not in content
    assert "meet.example" not in content


def test_an_empty_feed_is_a_feed(client: Client, spaces: object) -> None:
    _check(_feed(client, "/api/exchanges.atom"))
    _check(_feed(client, "/api/spaces/covid-19.atom"))
    assert client.get("/api/spaces/no-such-space.atom").status_code == 404


def test_asking_again_costs_little(published: Exchange, officer: Person, client: Client) -> None:
    etag = client.get("/api/exchanges.atom")["ETag"]
    again = client.get("/api/exchanges.atom", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    published.change(officer, summary=make_texts("en", en="Another day"))
    assert client.get("/api/exchanges.atom", headers={"If-None-Match": etag}).status_code == 200
