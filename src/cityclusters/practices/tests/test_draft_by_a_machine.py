"""A machine's draft of a translation, made through a real server of the tests' own."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import reading
from cityclusters.practices.models import MachineUse, Practice, Translation
from cityclusters.practices.tests.translating import corrected, published, reviewed, typed
from cityclusters.practices.tests.translation_server import Server, serving
from cityclusters.practices.translating import language_bar, translations
from cityclusters.practices.translating.machine import drafting, spending
from cityclusters.practices.translating.machine.client import LibreTranslate
from cityclusters.practices.translating.parts import parts_of, texts_of, todo

Machine = Translation.Machine


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving() as running:
        settings.TRANSLATE_URL, settings.TRANSLATE_KEY = running.url, ""
        monkeypatch.setattr(
            drafting, "LibreTranslate", lambda url, key: LibreTranslate(url, key, sleep=lambda _seconds: None)
        )
        yield running


@pytest.fixture
def practice(khiva_deputy: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return published(khiva_deputy, khiva, khiva_city)


def asked(practice: Practice, by: Person, language: str = "fr") -> Translation:
    row, new = drafting.ask(practice, language, by)
    assert new
    return row


def test_no_machine_is_the_default(practice: Practice, settings: Any) -> None:
    assert settings.TRANSLATE_URL == ""
    with pytest.raises(NotPossible, match="No translation service"):
        drafting.ask(practice, "fr", practice.author)


def test_a_draft_is_made_and_nobody_reads_it_unless_allowed(practice: Practice, server: Server) -> None:
    row = asked(practice, practice.author)
    drafting.make(row.pk)
    row.refresh_from_db()
    assert (row.machine_state, row.machine) == (Machine.DONE, "LibreTranslate (127.0.0.1)")
    assert row.machine_content["title"] == "fr:A MARKET FOR WOMEN"
    assert row.machine_content["results"][0]["value"] == "35"
    assert (row.content, row.state) == ({}, Translation.State.WANTED)
    assert practice.version is not None
    assert reading.texts(practice.version, "fr").original
    drafting.show(row, practice.author, True)
    text = reading.texts(practice.version, "fr")
    assert (text.by_machine, text.reviewed, text.machine) == (True, False, row.machine)
    bar = language_bar.bar(practice.version, "fr", "en")
    assert bar.choices[1].words == "machine translation, not reviewed"
    drafting.show(row, practice.author, False)
    assert reading.texts(practice.version, "fr").original
    acts = set(Entry.objects.filter(act__startswith="translation.machine").values_list("act", flat=True))
    assert acts == {
        "translation.machine_asked",
        "translation.machine_made",
        "translation.machine_shown",
        "translation.machine_hidden",
    }


def test_who_may_ask_and_allow(
    practice: Practice, server: Server, officer: Person, stranger: Person, newcomer: Person
) -> None:
    for person in (stranger, newcomer):
        with pytest.raises(NotPossible, match="own people"):
            drafting.ask(practice, "fr", person)
    translations.begin(practice, "fr", stranger)
    row = asked(practice, stranger)  # its translator may
    drafting.make(row.pk)
    with pytest.raises(NotPossible):
        drafting.show(row, stranger, True)
    assert drafting.show(row, officer, True).machine_shown


def test_asking_twice_asks_once(practice: Practice, server: Server, officer: Person) -> None:
    row = asked(practice, officer)
    assert drafting.ask(practice, "fr", officer) == (row, False)
    for _run in range(2):
        drafting.make(row.pk)
    requests = len(server.asked)
    assert requests > 0
    assert drafting.ask(practice, "fr", officer)[1] is False
    drafting.make(row.pk)
    assert len(server.asked) == requests


def test_what_is_not_published_is_never_sent(practice: Practice, server: Server, officer: Person) -> None:
    for state, version in ((Practice.State.DRAFT, None), (Practice.State.RETIRED, practice.version)):
        practice.state, practice.version = state, version
        with pytest.raises(NotPossible):
            drafting.ask(practice, "fr", officer)
    assert server.asked == []


def test_the_working_copy_is_never_sent(practice: Practice, server: Server, officer: Person) -> None:
    practice.sections.filter(key="done").update(text="A secret of the next version")
    drafting.make(asked(practice, officer).pk)
    assert "secret" not in str(server.asked).lower()


def test_what_a_person_reviewed_needs_no_machine(
    practice: Practice, server: Server, officer: Person, stranger: Person
) -> None:
    reviewed(practice, stranger, officer)
    with pytest.raises(NotPossible, match="already"):
        drafting.ask(practice, "fr", officer)


# -- what it may cost ---------------------------------------------------------------------------------


def test_a_text_that_the_month_has_no_room_for_is_not_begun(
    practice: Practice, server: Server, officer: Person, settings: Any
) -> None:
    settings.TRANSLATE_MONTHLY = 50
    with pytest.raises(NotPossible, match="50 are left"):
        drafting.ask(practice, "fr", officer)
    assert server.asked == []


def test_characters_are_counted_before_they_are_sent(
    practice: Practice, server: Server, officer: Person, settings: Any
) -> None:
    row = asked(practice, officer)
    settings.TRANSLATE_MONTHLY = 10  # somebody else's text was first
    drafting.make(row.pk)
    row.refresh_from_db()
    assert (row.machine_state, row.machine_problem) == (Machine.FAILED, drafting.LIMIT)
    assert (server.asked, spending.used()) == ([], 0)
    settings.TRANSLATE_MONTHLY = 1000
    drafting.make(asked(practice, officer).pk)
    sent = sum(len(text) for request in server.asked for text in request["q"])
    assert spending.used() == sent > 100
    assert spending.left() == 1000 - sent


def test_every_month_begins_anew(practice: Practice, settings: Any) -> None:
    MachineUse.objects.create(month=spending.month() - timedelta(days=20), characters=999)
    assert spending.used() == 0


# -- what goes wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ((200, b"{broken", {}), "no JSON"),
        ((200, {"translatedText": ["one"]}, {}), "came back"),
        ((403, {"error": "Invalid API key"}, {}), "403 Invalid API key"),
        ((400, {"error": "text limit"}, {}), "400 text limit"),
    ],
)
def test_a_fault_is_told_and_it_can_be_asked_again(
    practice: Practice, server: Server, officer: Person, fault: Any, words: str
) -> None:
    row = asked(practice, officer)
    server.faults = [fault]
    drafting.make(row.pk)
    row.refresh_from_db()
    assert row.machine_state == Machine.FAILED
    assert words in row.machine_problem
    drafting.make(asked(practice, officer).pk)
    row.refresh_from_db()
    assert row.machine_state == Machine.DONE


def test_a_language_that_the_service_lacks(practice: Practice, server: Server, officer: Person) -> None:
    row = asked(practice, officer, "uz")
    drafting.make(row.pk)
    row.refresh_from_db()
    assert (row.machine_state, row.machine_problem) == (Machine.FAILED, drafting.NO_LANGUAGE)


def test_empty_answers_are_no_draft(practice: Practice, server: Server, officer: Person) -> None:
    row = asked(practice, officer)
    lines = [line for part in parts_of(row.version.content) for line in part.original.split("\n") if line]
    server.faults = [(200, {"translatedText": [""] * len(lines)}, {})]
    drafting.make(row.pk)
    row.refresh_from_db()
    assert (row.machine_state, row.machine_problem) == (Machine.FAILED, drafting.EMPTY)


def test_a_killed_worker_goes_on_where_it_was(
    practice: Practice, server: Server, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "AT_ONCE", 30)  # a few parts at a time
    row = asked(practice, officer)
    keep, calls = drafting._keep, [0]

    def dying(*args: Any, **kwargs: Any) -> bool:
        calls[0] += 1
        if calls[0] == 3:
            raise KeyboardInterrupt
        return keep(*args, **kwargs)

    monkeypatch.setattr(drafting, "_keep", dying)
    with pytest.raises(KeyboardInterrupt):
        drafting.make(row.pk)
    row.refresh_from_db()
    assert row.machine_state == Machine.WORKING
    assert 0 < row.machine_done < len(parts_of(row.version.content))
    before = {text for request in server.asked for text in request["q"]}
    server.asked.clear()
    monkeypatch.setattr(drafting, "_keep", keep)
    drafting.make(row.pk)
    row.refresh_from_db()
    assert row.machine_state == Machine.DONE
    title = row.version.content["title"]
    assert title in before
    assert title not in {text for request in server.asked for text in request["q"]}


def test_a_worker_that_never_came_is_given_up(practice: Practice, server: Server, officer: Person) -> None:
    row = asked(practice, officer)
    drafting.give_up_stopped()
    row.refresh_from_db()
    assert row.machine_state == Machine.WAITING
    Translation.objects.update(machine_at=timezone.now() - timedelta(hours=2))
    drafting.give_up_stopped()
    row.refresh_from_db()
    assert (row.machine_state, row.machine_problem) == (Machine.FAILED, drafting.STOPPED)


# -- people and machines ------------------------------------------------------------------------------


def test_people_go_on_from_the_draft_looking_at_every_part(
    practice: Practice, server: Server, officer: Person, stranger: Person
) -> None:
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger, {"title": "Un marché"})
    drafting.make(asked(practice, stranger).pk)
    filled = translations.use_machine(row, stranger)
    row.refresh_from_db()
    assert filled == len(parts_of(row.version.content)) - 1
    assert row.content["title"] == "Un marché"  # what she wrote stays
    assert len(todo(row.version.content, texts_of(row.content), row.stale)) == filled
    with pytest.raises(NotPossible):
        translations.hand_in(row, stranger)
    typed(row, stranger, {}, right=list(row.stale))
    row = translations.hand_in(row, stranger)
    translations.approve(translations.take_review(row, officer), officer)
    assert practice.version is not None
    text = reading.texts(practice.version, "fr")
    assert (text.reviewed, text.machine) == (True, "LibreTranslate (127.0.0.1)")  # named for ever
    assert text.content["summary"] == "fr:WOMEN SELL ON FRIDAYS."


def test_a_draft_that_nobody_used_is_not_named(
    practice: Practice, server: Server, officer: Person, stranger: Person
) -> None:
    drafting.show(_made(practice, officer), officer, True)
    reviewed(practice, stranger, officer)
    assert practice.version is not None
    text = reading.texts(practice.version, "fr")
    assert (text.reviewed, text.machine, text.content["title"]) == (True, "", "fr:A market for women")


def test_half_written_words_never_stand_under_the_machines_label(
    practice: Practice, server: Server, officer: Person, stranger: Person
) -> None:
    drafting.show(_made(practice, officer), officer, True)
    row = translations.begin(practice, "fr", stranger)
    typed(row, stranger, {"title": "half"})
    assert practice.version is not None
    assert reading.texts(practice.version, "fr").content["title"] == "fr:A MARKET FOR WOMEN"


def test_a_draft_of_other_words_is_dropped_with_a_new_version(
    practice: Practice, server: Server, officer: Person
) -> None:
    row = drafting.show(_made(practice, officer), officer, True)
    corrected(practice)
    assert practice.version is not None
    assert reading.texts(practice.version, "fr").by_machine  # no word has changed
    corrected(practice, title="Another title")
    assert reading.texts(practice.version, "fr").original
    row.refresh_from_db()
    assert (row.machine_state, row.machine_shown) == ("", False)


def _made(practice: Practice, by: Person) -> Translation:
    row = asked(practice, by)
    drafting.make(row.pk)
    return row
