"""Pages of the ledger: few queries however much there is, light, and told on other pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.people.models import Organisation, Person
from cityclusters.support.giving import own_data
from cityclusters.support.models import Evidence, Pledge, Request, Shipment
from tests.world_support_giving import more, things

Browser = Callable[[Person | None], Client]
MOST_QUERIES, MOST_BYTES = 12, 50_000


@pytest.fixture
def world(
    khiva_city: Organisation, amman_city: Organisation, khiva_deputy: Person, stranger: Person
) -> dict[str, Any]:
    return things(khiva_city, amman_city, khiva_deputy, stranger)


def _pages(world: dict[str, Any]) -> list[str]:
    names = ("aid_drive", "aid_request", "aid_pledge", "aid_shipment")
    named = [world[name].get_absolute_url() for name in names]
    lists = ["/aid/", "/aid/rows/", "/aid/rows/?item=mask&what=confirmed", "/aid/requests/", "/api/aid.json"]
    return [*lists, *named]


def _count(browser: Client, pages: list[str]) -> dict[str, int]:
    found = {}
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(page)
        assert answer.status_code == 200, page
        assert len(answer.content) <= MOST_BYTES or page.startswith("/api"), page
        found[page] = len(asked)
    return found


def test_queries_are_few_and_do_not_grow(
    world: dict[str, Any], amman_city: Organisation, officer: Person, client: Client
) -> None:
    few = _count(client, _pages(world))
    for number in range(8):
        more(world["aid_drive"], world["aid_request"], amman_city, officer, number)
    assert _count(client, _pages(world)) == few
    assert max(few.values()) <= MOST_QUERIES, few


def test_own_pages_take_few_queries_too(
    world: dict[str, Any], khiva_deputy: Person, as_person: Browser
) -> None:
    pages = ["/aid/mine/", "/aid/requests/new/", "/aid/shipments/new/", "/aid/pledges/new/"]
    assert max(_count(as_person(khiva_deputy), pages).values()) <= MOST_QUERIES


def test_places_and_organisations_tell_what_was_given_and_received(
    world: dict[str, Any], khiva_city: Organisation, amman_city: Organisation, client: Client
) -> None:
    assert khiva_city.place is not None
    for page in (khiva_city.get_absolute_url(), khiva_city.place.get_absolute_url()):
        text = client.get(page).text
        assert "Given and received" in text
        assert world["aid_request"].get_absolute_url() in text
    rows = client.get(f"/aid/rows/?organisation={amman_city.public_id}")
    assert rows.context["page"].paginator.count == 3
    assert client.get("/aid/rows/?organisation=zzzzzzzzzz").context["page"].paginator.count == 0


def test_a_person_takes_her_own_data_and_is_forgotten(
    world: dict[str, Any], khiva_deputy: Person, stranger: Person
) -> None:
    assert len(own_data.collect(khiva_deputy)["aid_requests"]) == 1
    mine = own_data.collect(stranger)
    assert (len(mine["aid_pledges"]), len(mine["aid_shipments"])) == (2, 2)
    for person in (khiva_deputy, stranger):
        own_data.erase(person)
        assert not any(own_data.collect(person).values())
    assert (Request.objects.count(), Pledge.objects.count(), Shipment.objects.count()) == (1, 2, 2)
    assert Evidence.objects.count() == 2
