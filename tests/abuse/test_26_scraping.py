"""Abuse 26: who copies all feeds and lists at full speed is slowed down, and finds no addresses of people."""

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.api import limits
from cityclusters.people.models import Person
from cityclusters.places.throttle import Throttle
from tests.abuse.walks import addresses
from tests.world import World


def _lists(world: World) -> dict[str, str]:
    return {route: at for route, at in addresses(world).items() if route.startswith("api:")}


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests asked in this minute does not count."""
    monkeypatch.setattr(limits, "throttle", Throttle(limits.throttle.most, 3600))


def test_26_a_thousand_requests_in_a_minute_are_too_many(db: None, client: Client) -> None:
    address = reverse("api:practices.json")
    answers = [client.get(address, {"limit": 0, "offset": number}) for number in range(1000)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) == 400
    assert {answer.headers["Retry-After"] for answer in refused} == {"60"}


def test_26_all_lists_count_together(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _lists(world)
    assert len(found) >= 8
    monkeypatch.setattr(limits, "throttle", Throttle(1, 3600))
    assert [client.get(address).status_code for address in found.values()].count(429) == len(found) - 1


def test_26_no_list_names_the_address_of_a_person(world: World, client: Client) -> None:
    mail = [email for email in Person.objects.values_list("email", flat=True) if email]
    assert mail
    for route, address in _lists(world).items():
        text = client.get(address).getvalue().decode()
        assert len(text) > 100, route
        assert not [email for email in mail if email in text], route
