"""Submitting with warnings (rule PR6), taking back, withdrawing, restoring: each with its line and letter."""

from collections.abc import Callable

import pytest
from django.test import Client

from cityclusters.core.errors import NotPossible
from cityclusters.core.private_data import PRIVATE
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import acts, moves, parts
from cityclusters.practices.models import Call, Practice
from cityclusters.practices.models.choices import MOVES, State
from cityclusters.practices.tests.making import draft, publish, write

Browser = Callable[[Person | None], Client]


@pytest.fixture
def practice(reads_english: Person, khiva: Place, khiva_city: Organisation) -> Practice:
    return draft(reads_english, khiva, khiva_city)


def _page(practice: Practice, act: str) -> str:
    return f"/practices/{practice.public_id}/{act}/"


def test_PR6_what_is_left_open_is_warned_of_and_submitted_all_the_same(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    page = browser.get(_page(practice, "submission")).content.decode()
    assert "Nothing is said on budget and funding." in page
    assert "Submit anyway" in page
    browser.post(_page(practice, "submission"), {"reason": "The accounts are not closed yet"})
    practice.refresh_from_db()
    assert practice.state == "submitted"
    line = Entry.objects.get(act="practice.submitted")
    assert line.details["warned"] == ["budget", "replication", "gender"]
    assert line.details["reason"] == "The accounts are not closed yet"


def test_PR6_nothing_is_warned_of_where_nothing_is_missing(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    write(practice, budget="12,000 USD", replication="Not without water", gender="Women fetch less water")
    page = as_person(reads_english).get(_page(practice, "submission")).content.decode()
    assert "Nothing is said on" not in page
    assert "Submit anyway" not in page


def test_SA8_addresses_and_numbers_of_people_are_pointed_out_and_nothing_is_refused(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    write(practice, contact="office@khiva.example", budget="12,000 USD in 2021")
    assert str(PRIVATE) not in browser.get(_page(practice, "submission")).content.decode()
    write(practice, done="Ask the clerk: +998 90 123 45 67")
    practice.steps.create(title="Call", text="clerk@mail.example", position=0)
    assert [part.key for part in parts.private(practice)] == ["done", "steps"]
    page = browser.get(_page(practice, "submission")).content.decode()
    assert str(PRIVATE) in page
    assert f"/practices/{practice.public_id}/writing/steps/" in page
    browser.post(_page(practice, "submission"), {"reason": ""})
    practice.refresh_from_db()
    assert practice.state == "submitted"


def test_without_what_came_of_it_nothing_is_submitted(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    write(practice, result=" ")
    as_person(reads_english).post(_page(practice, "submission"), {})
    practice.refresh_from_db()
    assert practice.state == "draft"
    with pytest.raises(NotPossible):
        acts.submit(practice, reads_english)


def test_every_change_of_state_has_a_row_a_line_and_a_letter(
    practice: Practice, reads_english: Person, officer: Person
) -> None:
    acts.submit(practice, reads_english)
    moves.move(practice, "screened", officer, "Complete")
    rows = list(practice.state_changes.values_list("before", "after", "by", "reason"))
    assert rows == [
        ("", "draft", reads_english.pk, ""),
        ("draft", "submitted", reads_english.pk, ""),
        ("submitted", "screened", officer.pk, "Complete"),
    ]
    assert Entry.objects.filter(act__startswith="practice.").count() == 3
    letters = Letter.objects.filter(person=reads_english)
    assert [letter.subject for letter in letters.order_by("pk")] == [
        "We have got your practice: Handwashing stations",
        "Your practice has been looked at: Handwashing stations",
    ]
    assert "Complete" in letters.latest("pk").body


def test_taking_back_withdrawing_restoring(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    browser = as_person(reads_english)
    acts.submit(practice, reads_english)
    for path, data, state in [
        (_page(practice, "acts/take-back"), {}, "draft"),
        (_page(practice, "withdrawal"), {"reason": "Not now"}, "withdrawn"),
        (_page(practice, "acts/restoration"), {}, "draft"),
    ]:
        browser.post(path, data)
        practice.refresh_from_db()
        assert practice.state == state
    assert "Not now" in browser.get(_page(practice, "writing")).content.decode()


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("to", State.values)
def test_only_named_moves_are_possible(state: str, to: str, practice: Practice) -> None:
    practice.state = state
    new = practice.version is None
    needs_version = to in ("correcting", "retired") or (state, to) == ("submitted", "accepted")
    assert moves.possible(practice, to) == (state in MOVES[State(to)] and not (new and needs_version))


def test_a_refused_move_changes_nothing(practice: Practice, reads_english: Person) -> None:
    with pytest.raises(NotPossible):
        moves.move(practice, "published", reads_english)
    assert practice.state_changes.count() == 1
    assert Letter.objects.count() == 0


def test_a_practice_that_comes_late_for_its_call_is_submitted_without_it(
    practice: Practice, reads_english: Person, programme: Organisation, as_person: Browser
) -> None:
    call = Call.objects.create(
        title={"en": "Call"}, purpose={"en": "To learn"}, organisation=programme, opens_on="2020-01-01",
        closes_on="2020-02-01", state="closed",
    )  # fmt: skip
    practice.call = call
    practice.save()
    browser = as_person(reads_english)
    assert "submitted without the call" in browser.get(_page(practice, "submission")).content.decode()
    browser.post(_page(practice, "submission"), {})
    practice.refresh_from_db()
    assert practice.state == "submitted"
    assert not Practice.objects.exclude(call=None).exists()
    assert Entry.objects.get(act="practice.submitted").details["late_for"] == call.public_id


def test_others_move_nothing(
    practice: Practice, bukhara_deputy: Person, officer: Person, as_person: Browser
) -> None:
    publish(practice, officer)
    for act in ("submission", "withdrawal", "acts/correction", "retirement", "publication"):
        assert as_person(bukhara_deputy).post(_page(practice, act), {"reason": "x"}).status_code == 403
    practice.refresh_from_db()
    assert practice.state == "published"
