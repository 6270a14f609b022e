"""Thirty people press the button at once: nobody gets a seat too many, nobody gets an error (rule EX1).

Real threads with a connection each, on a database file or a server; each trial begins together."""

from collections.abc import Callable

import pytest

from cityclusters.core.tests.together import together
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.people.models import Person

TRIALS = 8
PEOPLE = 30
SEATS = 5
State = Registration.State


def _people(trial: int, number: int = PEOPLE) -> list[Person]:
    return [
        Person.objects.create_user(email=f"p{n}-{trial}@race.example", name=f"P{n}") for n in range(number)
    ]


def _registering(exchange: Exchange, person: Person) -> Callable[[], object]:
    return lambda: Exchange.objects.get(pk=exchange.pk).register(person)


def _cancelling(seat: Registration) -> Callable[[], object]:
    rows = Registration.objects.select_related("exchange", "person")
    return lambda: rows.get(pk=seat.pk).cancel(seat.person)


def _count(exchange: Exchange, state: str) -> int:
    return exchange.registrations.filter(state=state).count()


@pytest.mark.django_db(transaction=True)
def test_EX1_thirty_people_race_for_five_seats(open_training: Exchange) -> None:
    for trial in range(TRIALS):
        people = _people(trial)
        open_training.registrations.all().delete()
        Exchange.objects.filter(pk=open_training.pk).update(capacity=SEATS)
        faults = together(*(_registering(open_training, person) for person in people))
        assert faults == []
        assert _count(open_training, State.CONFIRMED) == SEATS
        assert _count(open_training, State.WAITLISTED) == PEOPLE - SEATS
        line = open_training.registrations.filter(state=State.WAITLISTED)
        assert sorted(seat.place_in_line() for seat in line) == list(range(1, PEOPLE - SEATS + 1))


@pytest.mark.django_db(transaction=True)
def test_EX1_moving_up_while_others_register_and_cancel(open_training: Exchange) -> None:
    for trial in range(TRIALS):
        early, late = _people(trial, 2 * SEATS), _people(trial + 100, 10)
        open_training.registrations.all().delete()
        Exchange.objects.filter(pk=open_training.pk).update(capacity=SEATS)
        seats = [Exchange.objects.get(pk=open_training.pk).register(person) for person in early]
        faults = together(
            *(_cancelling(seat) for seat in seats[:SEATS]),
            *(_registering(open_training, person) for person in late),
        )
        assert faults == []
        assert _count(open_training, State.CONFIRMED) == SEATS
        # Those who waited first have the seats that became free: no late-comer overtook them.
        for seat in seats[SEATS:]:
            seat.refresh_from_db()
            assert seat.state == State.CONFIRMED


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_of_one_person_give_one_seat(open_training: Exchange, newcomer: Person) -> None:
    faults = together(*[_registering(open_training, newcomer)] * 10)
    assert faults == []
    assert open_training.registrations.count() == 1
