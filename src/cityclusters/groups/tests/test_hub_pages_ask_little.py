"""The pages of bookings and of a hub ask the database the same number of times however long they are."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cityclusters.core.ids import secret_code
from cityclusters.groups.booking import keeping
from cityclusters.groups.hub import mentoring
from cityclusters.groups.models import Group
from cityclusters.groups.tests import making, making_hub
from cityclusters.groups.tests.making_booking import at, booked, facility
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

AsPerson = Callable[[Person | None], Client]
MOST = 20


def _grow(hub: Group, manager: Person, newcomer: Person, number: int) -> None:
    row = hub.participants.get(person=newcomer)
    for one in range(number):
        other = Person.objects.create_user(email=f"w{secret_code()}@mail.example", name=f"Weaver {one}")
        thing = facility(hub, f"Machine {one}", needs_briefing=True, needs_approval=True)
        booked(thing, newcomer, 8, 9, days=2 + hub.facilities.count())
        booked(thing, other, 9, 10)
        keeping.brief(thing, manager, other, on=hub.today(), valid_until=None)
        making_hub.file(hub, manager, person=other, state="completed").checks.update(due_on=hub.today())
        run = making_hub.course(hub, manager, f"Course {one}")
        run.exchange.register(newcomer, by=manager)
        making.keep(hub, other, "coach")
        mentoring.begin(hub, manager, other, row, once=secret_code(), starts=hub.today())


def test_pages_ask_as_often_with_ten_times_as_much(
    amman: Place, amman_city: Organisation, trainer: Person, newcomer: Person, as_person: AsPerson
) -> None:
    hub = making.group(amman, manager=trainer, organisation=amman_city)
    row = making_hub.file(hub, trainer, person=newcomer)
    _grow(hub, trainer, newcomer, 1)
    thing, run = hub.facilities.get(), hub.courses.get()
    there = f"/groups/{hub.public_id}"
    pages = {
        trainer: [
            f"{there}/booking/", f"{there}/booking/day/?day={at(hub, 9).date()}", f"{there}/files/",
            f"{there}/courses/", run.get_absolute_url(), f"{run.get_absolute_url()}people/",
            row.get_absolute_url(), "/my-work/",
        ],
        newcomer: [f"{there}/booking/", f"{there}/mine/", thing.get_absolute_url()],
    }  # fmt: skip

    def counts() -> dict[str, int]:
        found = {}
        for person, addresses in pages.items():
            browser = as_person(person)
            for address in addresses:
                assert browser.get(address).status_code == 200
                with CaptureQueriesContext(connection) as asked:
                    browser.get(address)
                found[f"{person} {address}"] = len(asked)
        return found

    few = counts()
    _grow(hub, trainer, newcomer, 10)
    many = counts()
    assert many == few
    assert {
        address: number for address, number in many.items() if number > MOST and "my-work" not in address
    } == {}


pytestmark = pytest.mark.django_db
