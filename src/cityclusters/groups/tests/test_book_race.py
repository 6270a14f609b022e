"""Many book the same machine at the same moment: never one too many (rule HU3)."""

from functools import partial

import pytest

from cityclusters.core.tests.together import outcomes
from cityclusters.groups.booking import acts
from cityclusters.groups.booking.checks import Full
from cityclusters.groups.booking.slots import most_at_once
from cityclusters.groups.models import Booking
from cityclusters.groups.tests import making
from cityclusters.groups.tests.making_booking import at, booked, facility
from cityclusters.people.models import Person
from cityclusters.places.models import Place

TRIALS, PEOPLE = 8, 16


def _people() -> list[Person]:
    return [Person.objects.create_user(email=f"weaver{number}@mail.example") for number in range(PEOPLE)]


@pytest.mark.django_db(transaction=True)
def test_HU3_sixteen_book_the_last_place_at_once(amman: Place) -> None:
    hub, people = making.group(amman, parts=["booking"]), _people()
    for trial in range(TRIALS):
        row = facility(hub, f"Machine {trial}", places=2)
        booked(row, people[0])
        faults = outcomes(*(partial(booked, row, person, 10, 12) for person in people[1:]))
        assert [type(fault) for fault in faults if fault] == [Full] * (PEOPLE - 2)
        spans = row.bookings.holding().values_list("start", "end")
        assert most_at_once(spans, at(hub, 8), at(hub, 18)) == row.places == row.bookings.count()


@pytest.mark.django_db(transaction=True)
def test_HU3_a_cancellation_is_taken_back_while_another_books(amman: Place) -> None:
    hub, people = making.group(amman, parts=["booking"]), _people()[:2]
    for trial in range(TRIALS):
        row = facility(hub, f"Machine {trial}")
        mine = booked(row, people[0])
        acts.cancel(mine, people[0])
        faults = outcomes(partial(acts.restore, mine, people[0]), partial(booked, row, people[1], 10, 12))
        assert [type(fault) for fault in faults if fault] == [Full]
        assert row.bookings.filter(state=Booking.State.APPROVED).count() == 1
