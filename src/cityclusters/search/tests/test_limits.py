"""How much one person or one address may ask of the search."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.people.models import Person
from cityclusters.places.throttle import Throttle
from cityclusters.search import views

Browser = Callable[[Person | None], Client]


@pytest.fixture
def small(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches."""
    monkeypatch.setattr(views, "by_address", Throttle(most=3, seconds=10_000))
    monkeypatch.setattr(views, "by_person", Throttle(most=2, seconds=10_000))


def test_an_address_that_asks_too_often_waits(small: None, client: Client) -> None:
    answers = [client.get("/search/", {"q": "carpets"}) for _time in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Retry-After"] == str(views.SECONDS)
    assert "Please wait a little" in answers[-1].content.decode()


def test_a_person_has_a_limit_of_her_own(
    small: None, newcomer: Person, stranger: Person, as_person: Browser
) -> None:
    browser = as_person(newcomer)
    assert [browser.get("/search/", {"q": "a"}).status_code for _time in range(3)] == [200, 200, 429]
    assert as_person(stranger).get("/search/", {"q": "a"}).status_code == 200
    assert as_person(None).get("/search/", {"q": "a"}).status_code == 200


def test_suggestions_have_both_limits(
    monkeypatch: pytest.MonkeyPatch, newcomer: Person, as_person: Browser
) -> None:
    monkeypatch.setattr(views, "suggestions_by_address", Throttle(most=2, seconds=10_000))
    monkeypatch.setattr(views, "suggestions_by_person", Throttle(most=1, seconds=10_000))
    for person, codes in ((newcomer, [200, 429]), (None, [200, 200, 429])):
        browser = as_person(person)
        answers = [browser.get("/search/suggest/", {"q": "ca"}) for _code in codes]
        assert [answer.status_code for answer in answers] == codes
        assert answers[-1].json() == []


def test_an_empty_box_costs_nothing(small: None, client: Client) -> None:
    assert [client.get("/search/").status_code for _time in range(5)] == [200] * 5
