"""Registering oneself: a seat, or a place in the line; asking twice; office as of the event."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.journal.models import Entry, Letter
from cityclusters.people import consents
from cityclusters.people.models import Mandate, Person

Browser = Callable[[Person | None], Client]


def test_a_seat_is_confirmed_by_a_letter_with_a_calendar(
    open_training: Exchange, khiva_deputy: Person
) -> None:
    seat = open_training.register(khiva_deputy)
    assert seat.state == Registration.State.CONFIRMED
    letter = Letter.objects.get(person=khiva_deputy)
    assert letter.language == "fr"
    assert "Services et entreprises" in letter.subject
    assert letter.attachments[0]["name"] == "exchange.ics"
    assert f"/registrations/{seat.public_id}/" in letter.body
    assert Entry.objects.filter(act="registration.confirmed", actor=khiva_deputy).count() == 1


def test_asking_twice_gives_the_same_seat_and_one_letter(
    open_training: Exchange, khiva_deputy: Person
) -> None:
    first, second = open_training.register(khiva_deputy), open_training.register(khiva_deputy)
    assert first.pk == second.pk
    assert Letter.objects.filter(person=khiva_deputy).count() == 1


def test_a_double_click_gives_one_registration(
    open_training: Exchange, newcomer: Person, as_person: Browser
) -> None:
    browser = as_person(newcomer)
    address = f"/exchanges/{open_training.public_id}/registration/"
    answers = [browser.post(address, {}) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert open_training.registrations.count() == 1


def test_post_and_organisation_are_those_of_the_valid_mandate(
    open_training: Exchange, khiva_deputy: Person, as_person: Browser
) -> None:
    mandate = khiva_deputy.mandates.get()
    as_person(khiva_deputy).post(
        f"/exchanges/{open_training.public_id}/registration/", {"mandate": mandate.pk, "listed": "on"}
    )
    seat = open_training.registrations.get()
    assert (seat.post, seat.organisation, seat.listed) == ("Deputy mayor", mandate.organisation, True)


def test_somebody_elses_mandate_cannot_be_used(
    open_training: Exchange, khiva_deputy: Person, bukhara_deputy: Person, as_person: Browser
) -> None:
    other = bukhara_deputy.mandates.get()
    answer = as_person(khiva_deputy).post(
        f"/exchanges/{open_training.public_id}/registration/", {"mandate": other.pk}
    )
    assert answer.status_code == 200
    assert not open_training.registrations.exists()


def test_an_ended_mandate_cannot_be_used(
    open_training: Exchange, khiva_deputy: Person, as_person: Browser
) -> None:
    mandate = khiva_deputy.mandates.get()
    Mandate.objects.filter(pk=mandate.pk).update(end=timezone.localdate() - timedelta(days=1))
    as_person(khiva_deputy).post(
        f"/exchanges/{open_training.public_id}/registration/", {"mandate": mandate.pk}
    )
    assert not open_training.registrations.exists()


def test_registration_is_closed_before_opening(training: Exchange, newcomer: Person) -> None:
    with pytest.raises(NotPossible, match="closed"):
        training.register(newcomer)


def test_only_invited_people_where_it_is_not_open_to_all(
    open_training: Exchange, officer: Person, newcomer: Person
) -> None:
    open_training.change(officer, open_to_all=False)
    with pytest.raises(NotPossible, match="invited"):
        open_training.register(newcomer)
    open_training.invite(newcomer, officer)
    assert open_training.register(newcomer).state == Registration.State.CONFIRMED


def test_an_officer_registers_others_before_it_opens(
    training: Exchange, officer: Person, newcomer: Person
) -> None:
    seat = training.register(newcomer, by=officer, notify=False)
    assert (seat.registered_by, seat.state) == (officer, Registration.State.CONFIRMED)
    assert not Letter.objects.exists()


def test_a_visitor_is_asked_to_sign_in(open_training: Exchange, client: Client) -> None:
    answer = client.get(f"/exchanges/{open_training.public_id}/registration/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/")


def test_an_exchange_that_is_not_published_is_not_there(
    training: Exchange, newcomer: Person, as_person: Browser
) -> None:
    assert as_person(newcomer).get(f"/exchanges/{training.public_id}/registration/").status_code == 404


def test_SA3_registering_oneself_agrees_to_what_running_it_needs(
    open_training: Exchange, officer: Person, newcomer: Person, trainer: Person, as_person: Browser
) -> None:
    page = as_person(newcomer).get(f"/exchanges/{open_training.public_id}/registration/").content.decode()
    assert "By registering you agree:" in page
    open_training.register(newcomer)
    open_training.register(trainer, by=officer)
    assert consents.has(newcomer, "event")
    assert not consents.has(trainer, "event"), "nobody agrees for somebody else"
