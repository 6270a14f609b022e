"""Translating a practice: asking, taking, saving as it is typed, handing in, giving back."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models import Practice, Translation, TranslationAsk
from cityclusters.practices.tests.translating import published, reviewed, typed, words
from cityclusters.practices.translating import jobs as translation_jobs
from cityclusters.practices.translating import own_data as translation_own_data
from cityclusters.practices.translating import translations
from cityclusters.practices.translating import waiting as translation_waiting
from cityclusters.practices.translating.parts import texts_of
from cityclusters.spaces.models import Space

State = Translation.State


@pytest.fixture
def practice(khiva_deputy: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return published(khiva_deputy, khiva, khiva_city)


# -- asking -------------------------------------------------------------------------------------------


def test_asking_twice_counts_once(practice: Practice, newcomer: Person, stranger: Person) -> None:
    for person in (newcomer, newcomer, stranger):
        translations.ask(practice, "ar", person)
    assert TranslationAsk.objects.filter(practice=practice, language="ar").count() == 2
    assert Translation.objects.get().state == State.WANTED
    assert Entry.objects.filter(act="translation.asked").count() == 2


@pytest.mark.parametrize("language", ["en", "xx", ""])
def test_languages_that_make_no_sense_are_refused(
    practice: Practice, newcomer: Person, language: str
) -> None:
    with pytest.raises(NotPossible):
        translations.ask(practice, language, newcomer)
    assert not Translation.objects.exists()


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_what_is_not_published_is_not_translated(practice: Practice, newcomer: Person, state: str) -> None:
    practice.state = state
    if state == "draft":
        practice.version = None
    practice.save()
    with pytest.raises(NotPossible, match="published"):
        translations.ask(practice, "fr", newcomer)


def test_what_can_be_read_need_not_be_asked_for(
    practice: Practice, newcomer: Person, stranger: Person, officer: Person
) -> None:
    reviewed(practice, stranger, officer)
    with pytest.raises(NotPossible, match="already"):
        translations.ask(practice, "fr", newcomer)


def test_a_wish_that_is_taken_back_leaves_nothing(practice: Practice, newcomer: Person) -> None:
    translations.ask(practice, "fr", newcomer)
    translations.unask(practice, "fr", newcomer)
    assert not TranslationAsk.objects.exists()
    assert not Translation.objects.exists()


def test_a_wish_of_others_or_work_that_was_begun_stays(
    practice: Practice, newcomer: Person, stranger: Person
) -> None:
    translations.ask(practice, "fr", newcomer)
    translations.begin(practice, "fr", stranger)
    translations.unask(practice, "fr", newcomer)
    assert Translation.objects.get().translator == stranger


def test_nobody_asks_for_everything(
    practice: Practice, newcomer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "MOST_ASKS", 1)
    translations.ask(practice, "fr", newcomer)
    with pytest.raises(NotPossible):
        translations.ask(practice, "ar", newcomer)


# -- taking -------------------------------------------------------------------------------------------


def test_one_translator_at_a_time(practice: Practice, stranger: Person, bukhara_deputy: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    assert (row.state, row.translator) == (State.IN_WORK, stranger)
    assert translations.take(row, stranger).pk == row.pk  # pressed twice
    assert Entry.objects.filter(act="translation.taken").count() == 1
    with pytest.raises(NotPossible, match="Somebody else"):
        translations.take(row, bukhara_deputy)


def test_members_translate_but_newcomers_do_not(
    practice: Practice, newcomer: Person, spaces: list[Space]
) -> None:
    with pytest.raises(NotPossible, match="Members"):
        translations.begin(practice, "fr", newcomer)
    assert not Translation.objects.exists()
    newcomer = Person.objects.get(pk=newcomer.pk)  # what she may do is asked once a request
    spaces[0].join(newcomer)
    assert translations.begin(practice, "fr", newcomer).translator == newcomer


def test_nobody_keeps_everything_from_others(
    practice: Practice, stranger: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translations, "MOST_TAKEN", 1)
    translations.begin(practice, "fr", stranger)
    with pytest.raises(NotPossible, match="several"):
        translations.begin(practice, "es", stranger)


# -- saving as it is typed ----------------------------------------------------------------------------


def test_what_is_typed_is_kept_in_the_shape_of_the_original(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger)
    row.refresh_from_db()
    assert row.content == {
        "title": "fr:A market for women",
        "summary": "fr:Women sell on Fridays.",
        "sections": {
            "done": "fr:We opened 35 stalls.\n\nThen we waited.",
            "failed": "fr:The first place was too far.",
        },
        "steps": [
            {"title": "fr:Ask the women", "text": "fr:At home."},
            {"title": "fr:Open the market", "text": ""},
        ],
        "results": [
            {
                "statement": "fr:More income",
                "value": "35",
                "unit": "fr:women",
                "period": "2021",
                "source": "Survey",
            }
        ],
    }
    assert row.content.keys() == row.version.content.keys()
    assert row.hands.get() == stranger


def test_fields_that_are_no_parts_and_control_characters_are_dropped(
    practice: Practice, stranger: Person
) -> None:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger, {"title": " Un\x00 marché\r\n ", "result-0-value": "99", "section-nothing": "x"})
    row.refresh_from_db()
    assert row.content["title"] == "Un marché"
    assert row.content["results"][0]["value"] == "35"
    assert "nothing" not in row.content["sections"]


def test_too_long_a_text_is_refused_and_nothing_changes(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    with pytest.raises(NotPossible, match="300"):
        typed(row, stranger, {"summary": "kept?", "title": "x" * 301})
    row.refresh_from_db()
    assert row.content["summary"] == ""


def test_a_page_that_waited_overwrites_nothing(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    old: dict[str, Any] = {"revision": 0, "page": "telephone"}
    translations.save(row, stranger, {"title": "new", "summary": ""}, revision=0, page="desk")
    saved = translations.save(row, stranger, {"title": "old", "summary": "only here"}, **old)
    assert saved.conflicts == {"title": "new"}
    row.refresh_from_db()
    assert (row.content["title"], row.content["summary"]) == ("new", "only here")


def test_a_page_meets_no_conflict_with_its_own_saves(practice: Practice, stranger: Person) -> None:
    """The answer to its first save was lost, so it still says that it saw number 0."""
    row = translations.begin(practice, "fr", stranger)
    for text in ("a", "ab", "abc"):
        assert not translations.save(row, stranger, {"title": text}, revision=0, page="p").conflicts
    row.refresh_from_db()
    assert (row.content["title"], row.revision) == ("abc", 3)


def test_only_the_translator_saves(practice: Practice, stranger: Person, officer: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    for person in (officer, practice.author):
        with pytest.raises(NotPossible, match="not with you"):
            typed(row, person)


def test_every_save_adds_three_weeks(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    Translation.objects.update(taken_until=timezone.now() + timedelta(days=2))
    typed(row, stranger, {"title": "Un marché"})
    row.refresh_from_db()
    assert row.taken_until is not None
    assert row.taken_until > timezone.now() + timedelta(days=20)


# -- handing in and giving back -----------------------------------------------------------------------


def test_what_is_not_whole_is_not_handed_in(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger, {**words(row), "step-1-title": ""})
    with pytest.raises(NotPossible, match="1"):
        translations.hand_in(row, stranger)
    typed(row, stranger)
    translations.hand_in(row, stranger)
    assert translations.hand_in(row, stranger).state == State.IN_REVIEW  # pressed twice
    assert Entry.objects.filter(act="translation.handed_in").count() == 1
    with pytest.raises(NotPossible):
        typed(row, stranger, {"title": "afterwards"})


def test_giving_back_keeps_the_words(practice: Practice, stranger: Person, bukhara_deputy: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger, {"title": "Un marché"})
    assert not translations.give_back(row, bukhara_deputy)
    assert translations.give_back(row, stranger)
    assert not translations.give_back(row, stranger)
    taken = translations.take(row, bukhara_deputy)
    assert taken.content["title"] == "Un marché"
    assert set(taken.hands.all()) == {stranger}


def test_three_idle_weeks_give_it_back_with_a_letter_before(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger, {"title": "Un marché"})
    translation_jobs.give_back_idle()
    assert not Letter.objects.exists()
    Translation.objects.update(taken_until=timezone.now() + timedelta(days=4))
    for _minute in range(2):
        translation_jobs.give_back_idle()
    assert Letter.objects.count() == 1
    Translation.objects.update(taken_until=timezone.now() - timedelta(minutes=1))
    for _minute in range(2):
        translation_jobs.give_back_idle()
    row.refresh_from_db()
    assert (row.state, row.translator, row.content["title"]) == (State.WANTED, None, "Un marché")
    assert Letter.objects.filter(person=stranger).count() == 2
    assert Entry.objects.filter(act="translation.lapsed").count() == 1


def test_what_was_saved_in_the_last_minute_is_not_taken_away(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    assert not translations.give_back(row, None)


# -- what the database holds --------------------------------------------------------------------------


def test_the_database_refuses_a_translator_who_reviews_herself(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    with pytest.raises(IntegrityError, match="translation_reviewed_by_another"), transaction.atomic():
        Translation.objects.filter(pk=row.pk).update(reviewer=stranger)


def test_it_waits_on_my_work(practice: Practice, stranger: Person, officer: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    (item,) = translation_waiting.items(stranger)
    assert (item.title, item.light) == ("Go on translating: A market for women", "green")
    typed(row, stranger)
    translations.hand_in(row, stranger)
    assert translation_waiting.items(stranger) == translation_waiting.items(officer) == []
    translations.choose_languages(officer, ["en", "fr", "xx"])
    translations.choose_languages(stranger, ["en", "fr"])
    assert [item.url for item in translation_waiting.items(officer)] == [row.get_absolute_url()]
    assert translation_waiting.items(stranger) == []  # never her own


def test_own_data_and_erasing(
    practice: Practice, stranger: Person, officer: Person, newcomer: Person
) -> None:
    done = reviewed(practice, stranger, officer)
    begun = translations.begin(practice, "es", stranger)
    translations.ask(practice, "ar", stranger)
    translations.choose_languages(stranger, ["ar", "fr"])
    kept = translation_own_data.collect(stranger)
    assert [len(kept[name]) for name in kept] == [1, 1, 1, 0]
    assert len(translation_own_data.collect(officer)["translations_reviewed"]) == 1
    translation_own_data.erase(stranger)
    assert not any(translation_own_data.collect(stranger).values())
    done.refresh_from_db()
    begun.refresh_from_db()
    assert (done.state, done.translator) == (State.REVIEWED, None)
    assert (begun.state, begun.translator) == (State.WANTED, None)
    assert texts_of(done.content)["title"] == "fr:A market for women"
