"""Checking organisations: two people, none of them from it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.people import rules
from cityclusters.people.models import Mandate, NotIndependent, Organisation, Person, RoleGrant

pytestmark = pytest.mark.django_db


@pytest.fixture
def claimed(newcomer: Person) -> Organisation:
    return Organisation.objects.create(
        names=make_texts("en", en="Weavers of Ayacucho"), kind="women", claimed_by=newcomer
    )


def test_PE4_two_people_verify(claimed: Organisation, officer: Person, second_officer: Person) -> None:
    claimed.check_by(officer, accepted=True)
    assert claimed.state == "in_check"
    assert claimed.verified_at is None
    claimed.check_by(second_officer, accepted=True, note="called them")
    assert claimed.state == "verified"
    assert claimed.verified_at is not None


def test_PE4_one_person_alone_does_not(claimed: Organisation, officer: Person) -> None:
    claimed.check_by(officer, accepted=True)
    with pytest.raises(NotIndependent):
        claimed.check_by(officer, accepted=True)
    assert claimed.state == "in_check"
    assert not rules.may_verify(officer, claimed)


def test_PE4_nobody_verifies_the_own_organisation(
    claimed: Organisation, officer: Person, second_officer: Person
) -> None:
    Mandate.ask(officer, claimed, post="Adviser")
    with pytest.raises(NotIndependent):
        claimed.check_by(officer, accepted=True)
    assert not rules.may_verify(officer, claimed)
    assert rules.may_verify(second_officer, claimed)


def test_PE4_nor_one_above_or_below_it(officer: Person, programme: Organisation) -> None:
    office = Organisation.objects.create(names=make_texts("en", en="Office"), kind="un", parent=programme)
    Mandate.ask(officer, programme, post="Director")
    with pytest.raises(NotIndependent):
        office.check_by(officer, accepted=True)


def test_PE4_nor_the_one_she_named(newcomer: Person, claimed: Organisation) -> None:
    RoleGrant.grant(newcomer, "officer", by=None)
    with pytest.raises(NotIndependent):
        claimed.check_by(newcomer, accepted=True)


def test_one_refusal_is_enough_and_needs_its_reason(claimed: Organisation, officer: Person) -> None:
    with pytest.raises(ValueError, match="reason"):
        claimed.check_by(officer, accepted=False)
    claimed.check_by(officer, accepted=False, note="nobody knows it")
    assert claimed.state == "rejected"


def test_verification_lapses_after_a_year_and_the_same_people_may_check_again(
    claimed: Organisation, officer: Person, second_officer: Person
) -> None:
    for person in (officer, second_officer):
        claimed.check_by(person, accepted=True)
    assert Organisation.lapse(today=timezone.localdate() + timedelta(days=365)) == []
    assert Organisation.lapse(today=timezone.localdate() + timedelta(days=367)) == [claimed]
    claimed.refresh_from_db()
    assert claimed.state == "lapsed"
    claimed.check_by(officer, accepted=True)
    claimed.check_by(second_officer, accepted=True)
    assert claimed.state == "verified"


def test_who_sees_what_waits(
    claimed: Organisation, officer: Person, trainer: Person, newcomer: Person
) -> None:
    def seen(person: Person | None) -> bool:
        return Organisation.objects.visible_to(person).filter(pk=claimed.pk).exists()

    assert [seen(who) for who in (None, trainer, newcomer, officer)] == [False, True, True, True]
    claimed.check_by(officer, accepted=False, note="nobody knows it")
    assert [seen(who) for who in (None, trainer, newcomer, officer)] == [False, False, True, True]


def test_an_office_of_a_verified_organisation_is_public_at_once(khiva_city: Organisation) -> None:
    hub = Organisation.objects.create(
        names=make_texts("en", en="Hub"), kind="women", parent=khiva_city, place=khiva_city.place
    )
    assert Organisation.objects.visible_to(None).filter(pk=hub.pk).exists()
    hub.state = "rejected"
    hub.save()
    assert not Organisation.objects.visible_to(None).filter(pk=hub.pk).exists()
