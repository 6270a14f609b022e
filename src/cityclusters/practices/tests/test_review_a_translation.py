"""A second person reviews a translation: corrects words, sends it back, approves it."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people import consents
from cityclusters.people.models import Consent, Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import reading
from cityclusters.practices.models import Practice, Translation, TranslationAsk
from cityclusters.practices.tests.translating import published, reviewed, typed
from cityclusters.practices.translating import language_bar, translations

State = Translation.State
Browser = Callable[[Person | None], Client]


@pytest.fixture
def practice(khiva_deputy: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return published(khiva_deputy, khiva, khiva_city)


@pytest.fixture
def handed_in(practice: Practice, stranger: Person) -> Translation:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger)
    return translations.hand_in(row, stranger)


def test_nobody_reviews_her_own_words(
    handed_in: Translation, stranger: Person, newcomer: Person, bukhara_deputy: Person
) -> None:
    for person in (stranger, newcomer):
        with pytest.raises(NotPossible, match="second person"):
            translations.take_review(handed_in, person)
    row = translations.take_review(handed_in, bukhara_deputy)
    translations.send_back(row, bukhara_deputy, "Look at the title.")
    translations.give_back(row, stranger)
    translations.take(row, bukhara_deputy)
    typed(row, bukhara_deputy, {"title": "Encore"})
    translations.hand_in(row, bukhara_deputy)
    with pytest.raises(NotPossible):  # she has words of her own in it, though another one finished it
        translations.take_review(row, stranger)


def test_one_reviewer_at_a_time(handed_in: Translation, bukhara_deputy: Person, officer: Person) -> None:
    translations.take_review(handed_in, bukhara_deputy)
    assert translations.take_review(handed_in, bukhara_deputy).reviewer == bukhara_deputy
    with pytest.raises(NotPossible):
        translations.take_review(handed_in, officer)
    translations.give_back(handed_in, bukhara_deputy)
    assert translations.take_review(handed_in, officer).reviewer == officer


def test_only_who_has_the_review_approves_or_sends_back(handed_in: Translation, officer: Person) -> None:
    with pytest.raises(NotPossible):
        translations.approve(handed_in, officer)
    with pytest.raises(NotPossible):
        translations.send_back(handed_in, officer, "Why?")
    handed_in.refresh_from_db()
    assert handed_in.state == State.IN_REVIEW


def test_too_long_a_note_comes_back_whole(
    handed_in: Translation, officer: Person, as_person: Browser
) -> None:
    translations.take_review(handed_in, officer)
    note = f"begins {'x' * 500} ends"
    data = {"act": "send_back", "note": note}
    page = as_person(officer).post(handed_in.get_absolute_url(), data, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert note in page.content.decode()
    assert "at most 500 characters" in page.content.decode()
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.note) == (State.IN_REVIEW, "")


def test_sending_back_says_why(handed_in: Translation, stranger: Person, officer: Person) -> None:
    translations.take_review(handed_in, officer)
    with pytest.raises(NotPossible, match="Say what"):
        translations.send_back(handed_in, officer, " \n ")
    row = translations.send_back(handed_in, officer, "“Stalls” are “étals”.")
    assert (row.state, row.note) == (State.IN_WORK, "“Stalls” are “étals”.")
    assert "étals" in Letter.objects.get(person=stranger).body
    typed(row, stranger, {"section-done": "Nous avons ouvert 35 étals."})
    again = translations.hand_in(row, stranger)
    assert again.reviewer == officer  # it is with her again
    assert Letter.objects.filter(person=officer).count() == 1


def test_the_reviewer_corrects_words(handed_in: Translation, officer: Person, stranger: Person) -> None:
    row = translations.take_review(handed_in, officer)
    typed(row, officer, {"title": "Un marché pour les femmes"})
    row = translations.approve(row, officer)
    assert row.content["title"] == "Un marché pour les femmes"
    assert set(row.hands.all()) == {stranger}
    assert translations.approve(row, officer).state == State.REVIEWED  # pressed twice
    assert Entry.objects.filter(act="translation.reviewed").count() == 1


def test_a_gap_is_not_approved(handed_in: Translation, officer: Person) -> None:
    row = translations.take_review(handed_in, officer)
    typed(row, officer, {"title": ""})
    with pytest.raises(NotPossible, match="1"):
        translations.approve(row, officer)


def test_those_who_asked_are_told(
    practice: Practice, handed_in: Translation, newcomer: Person, officer: Person, stranger: Person
) -> None:
    translations.ask(practice, "fr", newcomer)
    translations.ask(practice, "ar", newcomer)
    translations.approve(translations.take_review(handed_in, officer), officer)
    told = {letter.person: letter for letter in Letter.objects.all()}
    assert set(told) == {newcomer, stranger, practice.author}
    assert "?in=fr" in told[newcomer].body
    assert [ask.answered_at is None for ask in TranslationAsk.objects.order_by("language")] == [True, False]


# -- what readers get ---------------------------------------------------------------------------------


def test_readers_get_it_only_when_it_is_reviewed(
    practice: Practice, handed_in: Translation, officer: Person
) -> None:
    assert practice.version is not None
    before = reading.texts(practice.version, "fr")
    assert (before.original, before.language) == (True, "en")
    translations.approve(translations.take_review(handed_in, officer), officer)
    after = reading.texts(practice.version, "fr")
    assert (after.original, after.reviewed, after.machine, after.outdated_since) == (False, True, "", None)
    assert after.content["title"] == "fr:A market for women"
    assert (after.translator, after.reviewer) == (handed_in.translator, officer)
    assert reading.texts(practice.version, "es").original
    assert list(reading.all_of(practice.version)) == ["en", "fr"]


def test_the_original_asks_nothing_of_the_database(
    practice: Practice, django_assert_num_queries: object
) -> None:
    assert practice.version is not None
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert reading.texts(practice.version, "en").original


def test_people_are_credited_by_name_only_if_they_agreed(
    practice: Practice, stranger: Person, officer: Person
) -> None:
    reviewed(practice, stranger, officer)
    assert practice.version is not None
    bar = language_bar.bar(practice.version, "fr", "en")
    assert bar.credit == {"translator": "Deputy mayor, Municipality of Amman", "reviewer": "a member"}
    consents.give(stranger, Consent.Purpose.DIRECTORY)
    bar = language_bar.bar(practice.version, "fr", "en")
    assert bar.credit["translator"] == "Manager of the hub, Deputy mayor, Municipality of Amman"
    stranger.erase()
    assert language_bar.bar(practice.version, "fr", "en").credit["translator"] == "a member"


def test_the_bar_says_what_each_language_is(practice: Practice, stranger: Person, officer: Person) -> None:
    reviewed(practice, stranger, officer)
    assert practice.version is not None
    bar = language_bar.bar(practice.version, "", "fr", "/p/")
    assert [(choice.code, choice.state, choice.current) for choice in bar.choices] == [
        ("en", "original", False),
        ("fr", "reviewed", True),
    ]
    assert (bar.original.url, bar.wanted) == ("/p/?in=en", "")
    other = language_bar.bar(practice.version, "ar", "fr")
    assert (other.reading.language, other.wanted) == ("en", "ar")
    assert language_bar.bar(practice.version, "<b>", "en").wanted == ""
