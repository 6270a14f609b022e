"""The waiting list (rule EX1): full, ordered, moving up, giving back, taking back, more seats."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges import jobs, news
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Person

Browser = Callable[[Person | None], Client]
State = Registration.State


@pytest.fixture
def full(open_training: Exchange, officer: Person, khiva_deputy: Person) -> Exchange:
    """One seat, taken by the deputy of Khiva."""
    open_training.change(officer, capacity=1)
    open_training.register(khiva_deputy)
    return open_training


def _seat(exchange: Exchange, person: Person) -> Registration:
    return exchange.registrations.get(person=person)


def test_EX1_who_comes_late_waits_in_order(full: Exchange, bukhara_deputy: Person, newcomer: Person) -> None:
    first, second = full.register(bukhara_deputy), full.register(newcomer)
    assert [first.state, second.state] == [State.WAITLISTED, State.WAITLISTED]
    assert [first.place_in_line(), second.place_in_line()] == [1, 2]
    letter = Letter.objects.get(person=newcomer)
    assert "number 2" in letter.body


def test_EX1_the_first_in_line_moves_up_when_somebody_cancels(
    full: Exchange, khiva_deputy: Person, bukhara_deputy: Person, newcomer: Person
) -> None:
    full.register(bukhara_deputy)
    full.register(newcomer)
    _seat(full, khiva_deputy).cancel(khiva_deputy)
    assert _seat(full, bukhara_deputy).state == State.CONFIRMED
    assert _seat(full, newcomer).place_in_line() == 1
    assert Letter.objects.filter(person=bukhara_deputy, subject__startswith="A seat is free").exists()
    assert Entry.objects.filter(act="registration.promoted").count() == 1


def test_nobody_overtakes_the_line(
    full: Exchange, officer: Person, bukhara_deputy: Person, newcomer: Person
) -> None:
    """A free seat while somebody waits (a worker stopped half-way) goes to who waits."""
    full.register(bukhara_deputy)
    Exchange.objects.filter(pk=full.pk).update(capacity=2)
    assert full.register(newcomer).state == State.WAITLISTED
    assert [seat.person for seat in full.promote()] == [bukhara_deputy]


def test_more_seats_let_people_in(
    full: Exchange, officer: Person, bukhara_deputy: Person, newcomer: Person
) -> None:
    full.register(bukhara_deputy)
    full.register(newcomer)
    full.change(officer, capacity=2)
    assert _seat(full, bukhara_deputy).state == State.CONFIRMED
    assert _seat(full, newcomer).state == State.WAITLISTED
    full.change(officer, capacity=None)
    assert _seat(full, newcomer).state == State.CONFIRMED


def test_seats_cannot_fall_below_those_taken(full: Exchange, officer: Person, newcomer: Person) -> None:
    full.change(officer, capacity=2)
    full.register(newcomer)
    with pytest.raises(NotPossible, match="2 people"):
        full.change(officer, capacity=1)
    assert Exchange.objects.get(pk=full.pk).capacity == 2


def test_a_cancellation_is_taken_back_while_nobody_has_the_seat(full: Exchange, khiva_deputy: Person) -> None:
    seat = _seat(full, khiva_deputy)
    seat.cancel(khiva_deputy)
    assert seat.state == State.CANCELLED
    seat.restore(khiva_deputy)
    assert _seat(full, khiva_deputy).state == State.CONFIRMED


def test_a_seat_that_somebody_took_is_gone(full: Exchange, khiva_deputy: Person, newcomer: Person) -> None:
    seat = _seat(full, khiva_deputy)
    seat.cancel(khiva_deputy)
    full.register(newcomer)
    with pytest.raises(NotPossible, match="Somebody else"):
        seat.restore(khiva_deputy)
    assert _seat(full, khiva_deputy).state == State.CANCELLED


def test_somebody_whom_others_registered_takes_it_back_too(
    full: Exchange, officer: Person, newcomer: Person
) -> None:
    full.change(officer, capacity=2, open_to_all=False)
    seat = full.register(newcomer, by=officer)
    seat.cancel(newcomer)
    seat.restore(newcomer)
    assert _seat(full, newcomer).state == State.CONFIRMED


def test_the_old_place_in_line_comes_back(full: Exchange, bukhara_deputy: Person, newcomer: Person) -> None:
    first = full.register(bukhara_deputy)
    full.register(newcomer)
    first.cancel(bukhara_deputy)
    assert _seat(full, newcomer).place_in_line() == 1
    first.restore(bukhara_deputy)
    assert _seat(full, bukhara_deputy).place_in_line() == 1
    assert _seat(full, newcomer).place_in_line() == 2


def test_registering_again_after_cancelling_goes_to_the_end(
    full: Exchange, bukhara_deputy: Person, newcomer: Person
) -> None:
    full.register(bukhara_deputy).cancel(bukhara_deputy)
    full.register(newcomer)
    assert full.register(bukhara_deputy).place_in_line() == 2


def test_a_seat_stays_when_the_exchange_is_over(full: Exchange, khiva_deputy: Person) -> None:
    Exchange.objects.filter(pk=full.pk).update(state="done")
    with pytest.raises(NotPossible, match="over"):
        _seat(full, khiva_deputy).cancel(khiva_deputy)


def test_the_worker_lets_in_the_rest(full: Exchange, officer: Person) -> None:
    """Many seats at once: the act lets in twenty, the worker goes on."""
    people = [Person.objects.create_user(email=f"p{n}@mail.example", name=f"P{n}") for n in range(45)]
    for person in people:
        full.register(person, notify=False)
    full.change(officer, capacity=46)
    assert full.registrations.filter(state=State.CONFIRMED).count() == 21
    jobs.move_the_line()
    news.let_in.call(full.pk)
    assert full.registrations.filter(state=State.CONFIRMED).count() == 46


def test_pages_ask_once_then_cancel_then_offer_to_take_it_back(
    full: Exchange, khiva_deputy: Person, as_person: Browser
) -> None:
    browser, seat = as_person(khiva_deputy), _seat(full, khiva_deputy)
    page = f"/registrations/{seat.public_id}/"
    assert browser.get(f"{page}cancellation/").status_code == 200
    assert _seat(full, khiva_deputy).state == State.CONFIRMED
    browser.post(f"{page}cancellation/")
    assert f"{page}restoration/" in browser.get(page).content.decode()
    browser.post(f"{page}restoration/")
    assert _seat(full, khiva_deputy).state == State.CONFIRMED


@pytest.mark.parametrize("end", ["", "cancellation/"])
def test_another_citys_registration_is_not_there(
    full: Exchange, khiva_deputy: Person, bukhara_deputy: Person, as_person: Browser, end: str
) -> None:
    seat = _seat(full, khiva_deputy)
    browser = as_person(bukhara_deputy)
    answer = browser.get(f"/registrations/{seat.public_id}/{end}")
    nothing = browser.get(f"/registrations/zzzzzzzzzz/{end}")
    assert (answer.status_code, nothing.status_code) == (404, 404)
    assert answer.content.decode().replace(seat.public_id, "") == nothing.content.decode().replace(
        "zzzzzzzzzz", ""
    )
    browser.post(f"/registrations/{seat.public_id}/cancellation/")
    assert _seat(full, khiva_deputy).state == State.CONFIRMED
