"""Inviting somebody, and her yes or no."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges import waiting
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person

Browser = Callable[[Person | None], Client]
State = Registration.State


def test_an_invitation_takes_no_seat_and_writes_a_letter(
    open_training: Exchange, officer: Person, newcomer: Person
) -> None:
    open_training.change(officer, capacity=1)
    seat = open_training.invite(newcomer, officer)
    assert (seat.state, open_training.has_free_seat()) == (State.INVITED, True)
    assert Letter.objects.get(person=newcomer).subject.startswith("You are invited")
    assert open_training.invite(newcomer, officer).pk == seat.pk
    assert Letter.objects.filter(person=newcomer).count() == 1


def test_yes_takes_a_seat_and_a_late_yes_waits(
    open_training: Exchange, officer: Person, newcomer: Person, bukhara_deputy: Person
) -> None:
    open_training.change(officer, capacity=1)
    early, late = open_training.invite(newcomer, officer), open_training.invite(bukhara_deputy, officer)
    early.accept()
    late.accept()
    assert (early.state, late.state) == (State.CONFIRMED, State.WAITLISTED)


def test_no_can_become_yes_as_long_as_registration_is_open(
    open_training: Exchange, officer: Person, newcomer: Person
) -> None:
    seat = open_training.invite(newcomer, officer)
    seat.decline()
    assert seat.state == State.DECLINED
    seat.accept()
    assert seat.state == State.CONFIRMED
    with pytest.raises(NotPossible, match="answered"):
        seat.decline()


def test_it_waits_on_my_work_until_it_is_answered(
    open_training: Exchange, officer: Person, newcomer: Person, as_person: Browser
) -> None:
    seat = open_training.invite(newcomer, officer)
    item = waiting.items(newcomer)[0]
    assert (item.url, item.light) == (f"/registrations/{seat.public_id}/", "green")
    assert "Services and business" in item.title
    browser = as_person(newcomer)
    assert "Yes, I will come" in browser.get(item.url).content.decode()
    browser.post(f"{item.url}answer/", {"answer": "yes"})
    assert waiting.items(newcomer) == []
    assert open_training.registrations.get(person=newcomer).state == State.CONFIRMED


def test_only_the_person_herself_answers(
    open_training: Exchange, officer: Person, newcomer: Person, as_person: Browser
) -> None:
    seat = open_training.invite(newcomer, officer)
    answer = as_person(officer).post(f"/registrations/{seat.public_id}/answer/", {"answer": "yes"})
    assert answer.status_code == 404
    seat.refresh_from_db()
    assert seat.state == State.INVITED
