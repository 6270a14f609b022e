""" "Ours too": cities gather on a question and find each other."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.questions import gathering
from cityclusters.questions.models import OursToo, Question
from cityclusters.questions.standing import Standing, usual

SignIn = Callable[[Person | None], Client]


def _address(question: Question, page: str = "ours-too") -> str:
    return reverse(f"questions:{page}", args=[question.public_id])


def test_a_city_says_so_once_changes_its_note_and_takes_it_back(
    question: Question, bukhara_deputy: Person, as_person: SignIn
) -> None:
    browser, mandate = as_person(bukhara_deputy), bukhara_deputy.mandates.get()
    for note in ("We too", "We too, for silk"):
        typed = {"mandate": mandate.pk, "note": note}
        assert browser.post(_address(question), typed).status_code == 302
    row = OursToo.objects.get()
    assert (row.note, row.organisation) == ("We too, for silk", mandate.organisation)
    assert "We too, for silk" in as_person(None).get(question.get_absolute_url()).content.decode()
    browser.post(_address(question, "not-ours"))
    assert not OursToo.objects.exists()


def test_one_for_each_organisation(
    question: Question, bukhara_deputy: Person, bukhara_city: Organisation, trainer: Person
) -> None:
    gathering.join(bukhara_deputy, question, usual(bukhara_deputy))
    Mandate.objects.create(
        person=trainer, organisation=bukhara_city, post="Adviser", state="confirmed", start=date(2020, 1, 1)
    )
    with pytest.raises(NotPossible):
        gathering.join(trainer, question, usual(trainer))
    gathering.join(trainer, question, Standing())
    assert question.ours_too.count() == 2


def test_the_asking_city_does_not_join_its_own_question(question: Question, reads_english: Person) -> None:
    with pytest.raises(NotPossible):
        gathering.join(reads_english, question, usual(reads_english))


def test_those_who_want_to_meet_see_each_other_and_nobody_else_does(
    question: Question, bukhara_deputy: Person, stranger: Person, trainer: Person, steward: Person,
    as_person: SignIn,
) -> None:  # fmt: skip
    gathering.join(bukhara_deputy, question, usual(bukhara_deputy), meet=True)
    gathering.join(stranger, question, usual(stranger), meet=True)
    gathering.join(trainer, question, usual(trainer))
    for reader, sees in [(bukhara_deputy, True), (steward, True), (trainer, False)]:
        page = as_person(reader).get(_address(question, "meeting")).content.decode()
        assert ("Manager of the hub" in page) is sees
        assert "trainer@" not in page
    assert "Manager of the hub" not in as_person(None).get(question.get_absolute_url()).content.decode()


def test_a_newcomer_counts_but_writes_no_note(question: Question, newcomer: Person) -> None:
    gathering.join(newcomer, question, usual(newcomer))
    with pytest.raises(NotPossible):
        gathering.join(newcomer, question, usual(newcomer), note="https://pills.example")
    assert OursToo.objects.get().note == ""
