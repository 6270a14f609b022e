"""Who gets a letter when a practice is handed in or moves on, and when and by whom the author is told it is
read."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cityclusters.journal.models import Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.people.tests.days import days_from_hers
from cityclusters.places.models import Place
from cityclusters.practices import acts, moves
from cityclusters.practices.judging import deciding, screeners
from cityclusters.practices.models import CallManager, Practice
from cityclusters.practices.models.choices import State
from cityclusters.practices.tests import judged
from cityclusters.spaces.models import Theme

Browser = Callable[[Person | None], Client]
TO_SCREEN = "practice-to-screen:"


def _told(key: str = TO_SCREEN) -> list[str]:
    return sorted(Letter.objects.filter(key__startswith=key).values_list("to", flat=True))


def _for_the_call(practice: Practice, author: Person, place: Place) -> Practice:
    made = judged.write(author, place, call=practice.call, title="Another one")
    made.themes.set(practice.themes.all())
    return made


def _acts_for(email: str, organisation: Organisation) -> Person:
    person = judged.colleague(email, organisation, language="en")
    Mandate.objects.filter(person=person).update(may_act=True)
    return person


def test_the_managers_of_the_call_get_a_letter(
    practice: Practice, officer: Person, second_officer: Person, reads_english: Person
) -> None:
    acts.submit(practice, reads_english)
    assert _told() == [officer.email], "she manages the call; the other officer does not"
    letter = Letter.objects.get(key__startswith=TO_SCREEN)
    assert "Handwashing stations" in letter.subject
    assert practice.call is not None
    assert f"{practice.call.get_absolute_url()}practices/?state=submitted" in letter.body


def test_without_a_call_the_stewards_of_its_themes_and_else_the_officers_get_one(
    steward: Person, officer: Person, reads_english: Person, khiva: Place, themes: list[Theme]
) -> None:
    kept = judged.write(reads_english, khiva)
    kept.themes.add(themes[1])
    acts.submit(kept, reads_english)
    assert _told() == [steward.email]
    acts.submit(judged.write(reads_english, khiva), reads_english)
    assert _told() == sorted([str(steward.email), str(officer.email)])


def test_nobody_is_told_of_her_own_business_and_officers_step_in(
    practice: Practice,
    officer: Person,
    second_officer: Person,
    khiva_city: Organisation,
    reads_english: Person,
) -> None:
    own = judged.colleague("aide@khiva.example", khiva_city)
    assert practice.call is not None
    CallManager.objects.filter(call=practice.call).update(person=own)
    acts.submit(practice, reads_english)
    assert _told() == sorted([str(officer.email), str(second_officer.email)])


def test_a_call_with_many_entries_writes_one_letter_a_day_while_something_waits(
    practice: Practice, officer: Person, bukhara_deputy: Person, bukhara: Place, reads_english: Person
) -> None:
    acts.submit(practice, reads_english)
    second = _for_the_call(practice, bukhara_deputy, bukhara)
    acts.submit(second, bukhara_deputy)
    assert len(_told()) == 1, "the list that the letter names has it"
    Letter.objects.filter(key__startswith=TO_SCREEN).update(written_at=timezone.now() - timedelta(days=2))
    acts.submit(_for_the_call(practice, bukhara_deputy, bukhara), bukhara_deputy)
    assert len(_told()) == 2, "a day later something still waits"


def test_a_list_that_was_emptied_is_announced_again_the_same_day(
    practice: Practice, officer: Person, bukhara_deputy: Person, bukhara: Place, reads_english: Person
) -> None:
    acts.submit(practice, reads_english)
    deciding.screen(practice, officer, State.SCREENED)
    acts.submit(_for_the_call(practice, bukhara_deputy, bukhara), bukhara_deputy)
    assert len(_told()) == 2


def test_the_author_learns_who_reads_it_and_by_when(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    acts.submit(practice, reads_english)
    day = days_from_hers(reads_english) + screeners.FIRST_LOOK
    letter = Letter.objects.get(to=reads_english.email, key__startswith="practice:")
    page = as_person(reads_english).get(f"/practices/{practice.public_id}/writing/").content.decode()
    for text in (letter.body, page):
        assert "The managers of the call" in text
        assert "Good practices on COVID-19" in text
        assert f"{day.day} {day:%B} {day.year}" in text


@pytest.mark.parametrize(
    ("theme", "words"), [(1, "The stewards of the space"), (None, "A programme officer")]
)
def test_the_author_learns_it_without_a_call_too(
    theme: int | None, words: str, steward: Person, officer: Person, reads_english: Person, khiva: Place,
    themes: list[Theme],
) -> None:  # fmt: skip
    made = judged.write(reads_english, khiva)
    made.themes.set([themes[theme]] if theme is not None else [])
    acts.submit(made, reads_english)
    assert words in Letter.objects.get(to=reads_english.email, key__startswith="practice:").body


def test_the_others_who_act_for_the_organisation_get_the_letters_too(
    practice: Practice, khiva_city: Organisation, officer: Person, reads_english: Person
) -> None:
    other = _acts_for("secretary@khiva.example", khiva_city)
    judged.colleague("aide@khiva.example", khiva_city)
    gone = _acts_for("former@khiva.example", khiva_city)
    Mandate.objects.filter(person=gone).update(end=date(2021, 1, 1), state="ended")
    Mandate.objects.create(
        person=other, organisation=khiva_city, post="Second post", state="confirmed", may_act=True
    )
    judged.hand_in(practice)
    deciding.screen(practice, officer, State.CHANGES, "Which year was it?")
    assert _told("practice:") == sorted([str(other.email), str(reads_english.email)] * 2)
    letter = Letter.objects.get(to=other.email, subject__startswith="Changes are asked for")
    assert "Which year was it?" in letter.body
    assert "because you can act for Municipality of Khiva" in letter.body
    assert "because you can act" not in Letter.objects.filter(to=reads_english.email).latest("pk").body


def test_nobody_of_the_deciding_side_and_not_who_acted(
    practice: Practice, khiva_city: Organisation, reads_english: Person
) -> None:
    manager = _acts_for("manager@khiva.example", khiva_city)
    actor = _acts_for("secretary@khiva.example", khiva_city)
    assert practice.call is not None
    CallManager.objects.create(call=practice.call, person=manager)
    moves.move(practice, State.SUBMITTED, actor)
    assert _told("practice:") == [reads_english.email]
