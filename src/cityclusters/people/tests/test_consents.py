"""Consents: one per purpose, with the version of the words."""

import pytest

from cityclusters.people import consents
from cityclusters.people.models import Consent, Person

pytestmark = pytest.mark.django_db


def test_SA3_a_consent_keeps_its_purpose_and_the_version_of_its_words(newcomer: Person) -> None:
    row = consents.give(newcomer, "directory")
    assert (row.purpose, row.text_version) == ("directory", consents.version("directory"))
    assert consents.has(newcomer, "directory")
    assert not consents.has(newcomer, "newsletter")


def test_SA3_withdrawing_is_one_act_and_leaves_the_row(newcomer: Person) -> None:
    consents.give(newcomer, "directory")
    assert consents.withdraw(newcomer, "directory")
    assert not consents.has(newcomer, "directory")
    assert Consent.objects.get().withdrawn_at is not None
    assert not consents.withdraw(newcomer, "directory")


def test_giving_twice_is_giving_once(newcomer: Person) -> None:
    assert consents.give(newcomer, "directory") == consents.give(newcomer, "directory")


def test_SA3_new_words_are_agreed_to_anew(newcomer: Person) -> None:
    old = consents.give(newcomer, "directory", "2019-1")
    new = consents.give(newcomer, "directory")
    old.refresh_from_db()
    assert old.withdrawn_at is not None
    assert new.text_version != "2019-1"
    assert list(consents.held(newcomer).values()) == [new]


def test_every_purpose_has_its_words() -> None:
    assert set(consents.TEXTS) == set(Consent.Purpose)
