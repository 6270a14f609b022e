"""A focal point registers her city's delegation (seed item A3)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.forms.registration import Member
from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.exchanges.services import register_delegation
from cityclusters.journal.models import Letter
from cityclusters.people.models import Mandate, Organisation, Person

Browser = Callable[[Person | None], Client]
State = Registration.State


def _lines(**cells: str) -> dict[str, Any]:
    return {"form-TOTAL_FORMS": "5", "form-INITIAL_FORMS": "0", **cells}


def test_A3_several_people_keep_office_and_city(
    open_training: Exchange, khiva_deputy: Person, khiva_city: Organisation, as_person: Browser
) -> None:
    data = _lines(
        organisation=str(khiva_city.pk),
        **{
            "form-0-name": "Head of economy", "form-0-email": "Economy@Khiva.example",
            "form-0-post": "Head of department", "form-0-head": "on",
            "form-2-name": "Clerk", "form-2-post": "Clerk of the council",
        },
    )  # fmt: skip
    answer = as_person(khiva_deputy).post(f"/exchanges/{open_training.public_id}/delegation/", data)
    assert answer.status_code == 302
    head, clerk = open_training.registrations.order_by("pk")
    assert (head.state, clerk.state) == (State.INVITED, State.CONFIRMED)
    assert (head.person.email, head.person.state) == ("economy@khiva.example", Person.State.INVITED)
    assert (head.post, head.organisation, head.delegation_head) == ("Head of department", khiva_city, True)
    assert clerk.organisation == khiva_city
    assert "Municipality of Khiva" in Letter.objects.get(person=head.person).body


def test_a_known_person_is_not_made_twice(
    open_training: Exchange, khiva_deputy: Person, khiva_city: Organisation, newcomer: Person
) -> None:
    members = [Member("Somebody", "newcomer@mail.example", "Adviser")]
    before = Person.objects.count()
    for _time in range(2):
        seats = register_delegation(open_training, khiva_deputy, khiva_city, members)
    assert seats[0].person == newcomer
    assert (Person.objects.count(), open_training.registrations.count()) == (before, 1)


def test_the_focal_point_herself_has_a_seat_at_once(
    open_training: Exchange, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    members = [Member("Deputy", "deputy@khiva.example", "Deputy mayor", head=True)]
    seat = register_delegation(open_training, khiva_deputy, khiva_city, members)[0]
    assert (seat.person, seat.state) == (khiva_deputy, State.CONFIRMED)


def test_another_city_cannot_be_registered(
    open_training: Exchange, khiva_deputy: Person, bukhara_city: Organisation, as_person: Browser
) -> None:
    with pytest.raises(NotPossible):
        register_delegation(open_training, khiva_deputy, bukhara_city, [Member("A", "", "B")])
    data = _lines(organisation=str(bukhara_city.pk), **{"form-0-name": "A", "form-0-post": "B"})
    answer = as_person(khiva_deputy).post(f"/exchanges/{open_training.public_id}/delegation/", data)
    assert answer.status_code == 200
    assert not open_training.registrations.exists()


def test_an_ended_mandate_sends_nobody(
    open_training: Exchange, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    Mandate.objects.filter(person=khiva_deputy).update(end=date(2021, 1, 1))
    with pytest.raises(NotPossible):
        register_delegation(open_training, khiva_deputy, khiva_city, [Member("A", "", "B")])


def test_a_refused_form_comes_back_filled_in(
    open_training: Exchange, khiva_deputy: Person, khiva_city: Organisation, as_person: Browser
) -> None:
    data = _lines(
        organisation=str(khiva_city.pk),
        **{
            "form-0-name": "First", "form-0-email": "not an address", "form-0-post": "Post",
            "form-1-name": "Second",
        },
    )  # fmt: skip
    answer = as_person(khiva_deputy).post(f"/exchanges/{open_training.public_id}/delegation/", data)
    page = answer.content.decode()
    assert 'value="not an address"' in page
    assert 'value="Second"' in page
    assert not open_training.registrations.exists()


def test_nobody_uses_it_to_write_to_the_whole_world(
    open_training: Exchange, khiva_deputy: Person, khiva_city: Organisation
) -> None:
    names = [Member(f"P{n}", f"p{n}@mail.example", "Post") for n in range(75)]
    register_delegation(open_training, khiva_deputy, khiva_city, names[:25])
    register_delegation(open_training, khiva_deputy, khiva_city, names[25:50])
    with pytest.raises(NotPossible, match="at most"):
        register_delegation(open_training, khiva_deputy, khiva_city, names[50:])
    assert Letter.objects.count() == 50


def test_a_member_without_a_mandate_finds_no_page(
    open_training: Exchange, newcomer: Person, as_person: Browser
) -> None:
    address = f"/exchanges/{open_training.public_id}/delegation/"
    assert as_person(newcomer).get(address).status_code == 404


def test_an_address_does_not_tell_whose_it_is(
    open_training: Exchange,
    khiva_deputy: Person,
    khiva_city: Organisation,
    bukhara_deputy: Person,
    as_person: Browser,
) -> None:
    members = [Member("Anybody", "deputy@bukhara.example", "Guest")]
    seat = register_delegation(open_training, khiva_deputy, khiva_city, members)[0]
    browser = as_person(khiva_deputy)
    pages = [f"/exchanges/{open_training.public_id}/delegation/", f"/registrations/{seat.public_id}/"]
    for page in pages:
        shown = browser.get(page).content.decode()
        assert "deputy@bukhara.example" in shown
        assert "Deputy mayor of Bukhara" not in shown
    seat.accept()
    assert "Deputy mayor of Bukhara" in browser.get(pages[0]).content.decode()
