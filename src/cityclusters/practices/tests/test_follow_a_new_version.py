"""The original changes: what was translated becomes outdated, and only what changed is to be done again."""

import pytest

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import reading
from cityclusters.practices.models import Practice, Translation, WorkStep
from cityclusters.practices.tests.translating import corrected, published, reviewed, typed
from cityclusters.practices.translating import language_bar, translations
from cityclusters.practices.translating import waiting as translation_waiting
from cityclusters.practices.translating import worklist as translation_list
from cityclusters.practices.translating.parts import texts_of, todo

State = Translation.State


@pytest.fixture
def practice(khiva_deputy: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return published(khiva_deputy, khiva, khiva_city)


def newest(practice: Practice, language: str = "fr") -> Translation:
    return Translation.objects.get(version=practice.version, language=language)


def test_readers_are_told_that_it_is_outdated_and_why(
    practice: Practice, stranger: Person, officer: Person
) -> None:
    old = reviewed(practice, stranger, officer)
    corrected(practice, failed="The first place was too small.")
    assert practice.version is not None
    text = reading.texts(practice.version, "fr")
    assert (text.content, text.outdated_since, text.of) == (old.content, practice.version, old.version)
    bar = language_bar.bar(practice.version, "fr", "en")
    assert [choice.state for choice in bar.choices] == ["original", "outdated"]
    assert [change.key for change in bar.changes] == ["sections.failed"]
    pieces = [(piece.kind, piece.text.strip()) for piece in bar.changes[0].pieces if piece.kind != "same"]
    assert pieces == [("removed", "far"), ("added", "small")]
    assert old.version.number == 1
    assert reading.texts(old.version, "fr").outdated_since is None  # the old page has its own translation


def test_only_what_changed_is_to_be_done(practice: Practice, stranger: Person, officer: Person) -> None:
    reviewed(practice, stranger, officer)
    corrected(practice, failed="The first place was too small.")
    row = newest(practice)
    assert (row.state, list(row.stale)) == (State.WANTED, ["section-failed"])
    assert todo(row.version.content, texts_of(row.content), row.stale) == ["section-failed"]
    assert "title" in row.kept
    assert row.content["sections"]["failed"] == "fr:The first place was too far."
    assert Letter.objects.filter(person=stranger, key__contains=":changed:").count() == 1
    assert [item.url for item in translation_waiting.items(stranger)] == [row.get_absolute_url()]
    assert translation_list.shown("outdated").get() == row
    assert not translation_list.shown("wanted").exists()


def test_a_stale_part_is_done_by_new_words_or_by_saying_it_is_right(
    practice: Practice, stranger: Person, officer: Person
) -> None:
    reviewed(practice, stranger, officer)
    corrected(practice, failed="Too small.", done="We opened 36 stalls.")
    row = translations.take(newest(practice), stranger)
    with pytest.raises(NotPossible, match="2"):
        translations.hand_in(row, stranger)
    typed(row, stranger, {"section-failed": "Trop petit."}, right=["section-done", "title"])
    row = translations.hand_in(row, stranger)
    row = translations.approve(translations.take_review(row, officer), officer)
    assert practice.version is not None
    assert reading.texts(practice.version, "fr").outdated_since is None
    assert "section-failed" not in row.kept


def test_an_unchanged_text_needs_nobody(practice: Practice, stranger: Person, officer: Person) -> None:
    old = reviewed(practice, stranger, officer)
    practice.licence = "CC-BY-SA-4.0"
    practice.save()
    corrected(practice)
    row = newest(practice)
    assert (row.state, row.translator, row.reviewer) == (State.REVIEWED, stranger, officer)
    assert (row.content, row.reviewed_at) == (old.content, old.reviewed_at)
    assert practice.version is not None
    assert reading.texts(practice.version, "fr").outdated_since is None


def test_words_go_over_wherever_they_stand_now(practice: Practice, stranger: Person, officer: Person) -> None:
    reviewed(practice, stranger, officer)
    practice.steps.update(position=5)
    WorkStep.objects.create(practice=practice, position=0, title="Find a place")
    corrected(practice)
    row = newest(practice)
    titles = [step["title"] for step in row.content["steps"]]
    assert titles[1:] == ["fr:Ask the women", "fr:Open the market"]
    assert todo(row.version.content, texts_of(row.content), row.stale) == ["step-0-title"]


def test_work_that_was_begun_goes_on_with_the_new_version(practice: Practice, stranger: Person) -> None:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger)
    corrected(practice, failed="Too small.")
    row.refresh_from_db()
    assert (row.version, row.state, row.translator) == (practice.version, State.IN_WORK, stranger)
    assert list(row.stale) == ["section-failed"]
    assert Letter.objects.filter(person=stranger).count() == 1


def test_a_review_ends_where_the_words_changed_and_goes_on_where_not(
    practice: Practice, stranger: Person
) -> None:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger)
    translations.hand_in(row, stranger)
    corrected(practice)
    row.refresh_from_db()
    assert (row.version, row.state) == (practice.version, State.IN_REVIEW)
    corrected(practice, title="A bazaar for women")
    row.refresh_from_db()
    assert (row.version, row.state) == (practice.version, State.IN_WORK)


def test_a_change_that_is_taken_back_brings_the_words_back(
    practice: Practice, stranger: Person, officer: Person
) -> None:
    reviewed(practice, stranger, officer)
    corrected(practice, failed="Too small.")
    corrected(practice, failed="The first place was too far.")
    row = newest(practice)
    assert not row.stale
    assert Translation.objects.filter(language="fr").count() == 2
    assert todo(row.version.content, texts_of(row.content), row.stale) == []


def test_a_wish_moves_to_the_new_version(practice: Practice, newcomer: Person) -> None:
    translations.ask(practice, "ar", newcomer)
    corrected(practice, title="Another title")
    assert Translation.objects.get().version == practice.version


def test_many_versions_are_read_with_one_query(
    practice: Practice, stranger: Person, officer: Person, django_assert_num_queries: object
) -> None:
    reviewed(practice, stranger, officer)
    corrected(practice, failed="Too small.")
    versions = list(practice.versions.all())
    with django_assert_num_queries(1):  # type: ignore[operator]
        texts = reading.many(versions, "fr")
    assert [texts[version.pk].outdated_since is None for version in versions] == [False, True]
