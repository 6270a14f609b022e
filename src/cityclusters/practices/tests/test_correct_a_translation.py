"""A reviewed translation is corrected: readers keep what stands until a second person has reviewed it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import reading
from cityclusters.practices.models import Practice, Translation
from cityclusters.practices.tests.translating import corrected, published, reviewed, typed
from cityclusters.practices.translating import own_data as translation_own_data
from cityclusters.practices.translating import translations

State = Translation.State
AsPerson = Callable[[Person | None], Client]


@pytest.fixture
def practice(khiva_deputy: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return published(khiva_deputy, khiva, khiva_city)


@pytest.fixture
def french(practice: Practice, stranger: Person, officer: Person) -> Translation:
    return reviewed(practice, stranger, officer)


def _read(practice: Practice) -> reading.Reading:
    practice.refresh_from_db()
    assert practice.version is not None
    return reading.texts(practice.version, "fr")


def test_readers_keep_what_stands_until_the_correction_is_reviewed(
    french: Translation, practice: Practice, stranger: Person, officer: Person, bukhara_deputy: Person
) -> None:
    row = translations.correct(french, bukhara_deputy)
    typed(row, bukhara_deputy, {"title": "Un marché des femmes"})
    before = _read(practice)
    assert before.content["title"] == "fr:A market for women"
    assert (before.reviewed, before.translator, before.reviewer) == (True, stranger, officer)
    translations.hand_in(row, bukhara_deputy)
    assert _read(practice).content["title"] == "fr:A market for women"
    for person in (bukhara_deputy, stranger):  # both have words of their own in it
        with pytest.raises(NotPossible, match="second person"):
            translations.take_review(row, person)
    translations.take_review(row, officer)
    row = translations.approve(row, officer)
    after = _read(practice)
    assert after.content["title"] == "Un marché des femmes"
    assert (after.translator, after.reviewer) == (bukhara_deputy, officer)
    assert row.stood == {}
    assert Entry.objects.filter(act="translation.correcting", actor=bukhara_deputy).count() == 1


def test_one_person_at_a_time(french: Translation, bukhara_deputy: Person, officer: Person) -> None:
    row = translations.correct(french, bukhara_deputy)
    assert translations.correct(row, bukhara_deputy).stood == french.content
    with pytest.raises(NotPossible):
        translations.correct(row, officer)


def test_given_back_unchanged_it_is_as_before(
    french: Translation, practice: Practice, bukhara_deputy: Person
) -> None:
    row = translations.correct(french, bukhara_deputy)
    translations.give_back(row, bukhara_deputy)
    row.refresh_from_db()
    assert (row.state, row.stood, row.content) == (State.REVIEWED, {}, french.content)
    assert (row.translator, row.reviewer) == (french.translator, french.reviewer)


def test_a_new_version_takes_the_correction_along(
    french: Translation, practice: Practice, bukhara_deputy: Person
) -> None:
    row = translations.correct(french, bukhara_deputy)
    typed(row, bukhara_deputy, {"title": "Un marché des femmes"})
    corrected(practice, failed="The first place was much too far.")
    row.refresh_from_db()
    assert (row.state, row.content["title"], row.stood) == (State.REVIEWED, "fr:A market for women", {})
    new = Translation.objects.get(version=practice.version, language="fr")
    assert (new.state, new.translator) == (State.IN_WORK, bukhara_deputy)
    assert new.content["title"] == "Un marché des femmes"
    read = _read(practice)
    assert (read.content["title"], read.outdated_since) == ("fr:A market for women", practice.version)


def test_erasing_her_leaves_no_name_at_what_stands(
    french: Translation, practice: Practice, stranger: Person, officer: Person, bukhara_deputy: Person
) -> None:
    translations.correct(french, bukhara_deputy)
    translation_own_data.erase(stranger)
    translation_own_data.erase(officer)
    read = _read(practice)
    assert (read.content["title"], read.translator, read.reviewer) == ("fr:A market for women", None, None)


def test_the_pages_lead_there_and_back(
    french: Translation, practice: Practice, bukhara_deputy: Person, newcomer: Person, as_person: AsPerson
) -> None:
    address = reverse("practices:translation-turn", args=[practice.public_id, french.public_id, "correct"])
    browser, languages = as_person(bukhara_deputy), reverse("practices:languages", args=[practice.public_id])
    assert address in browser.get(languages).content.decode()
    assert address in browser.get(french.get_absolute_url()).content.decode()
    assert address not in as_person(newcomer).get(languages).content.decode()
    as_person(newcomer).post(address)
    french.refresh_from_db()
    assert french.state == State.REVIEWED, "she may not"
    browser.post(address)
    assert "This is a correction." in browser.get(french.get_absolute_url()).content.decode()
    assert "Being translated" in browser.get(languages).content.decode()
    shown = as_person(None).get(f"{practice.get_absolute_url()}?in=fr").content.decode()
    assert "fr:A market for women" in shown
