"""Changing one's words: for how long, what stays of the earlier ones, and how one of them is removed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.questions import asking, moderation, rules, wordings
from cityclusters.questions.models import Answer, Earlier, Question
from cityclusters.questions.tests.conftest import Answers

SignIn = Callable[[Person | None], Client]
LEAKED = "Call Nargiza, +998 90 123 45 67"


@pytest.fixture
def changed(question: Question, bukhara_deputy: Person, answer: Answers) -> Answer:
    """Bukhara's answer, which named somebody before it was changed."""
    made = answer(bukhara_deputy, question, LEAKED)
    asking.edit(bukhara_deputy, made, text="Write to our office.")
    made.refresh_from_db()
    return made


def _history(post: Question | Answer) -> str:
    return reverse("questions:post-history", args=[moderation.name_of(post), post.public_id])


def _removal(post: Answer) -> str:
    return reverse("questions:post-wording", args=["answer", post.public_id, post.earlier.get().pk])


def test_a_question_is_changed_for_a_day_and_later_only_until_somebody_answers(
    question: Question, reads_english: Person, bukhara_deputy: Person, answer: Answers
) -> None:
    long_ago = timezone.now() - timedelta(hours=settings.EDIT_HOURS + 1)
    Question.objects.update(asked_at=long_ago)
    question.refresh_from_db()
    assert rules.may_edit(reads_english, question), "nobody has answered"
    made = answer(bukhara_deputy, question)
    assert not rules.may_edit(reads_english, question)
    Question.objects.update(asked_at=timezone.now())
    question.refresh_from_db()
    assert rules.may_edit(reads_english, question), "asked within a day"
    Answer.objects.update(at=long_ago)
    made.refresh_from_db()
    assert not rules.may_edit(bukhara_deputy, made)


def test_changed_after_answers_it_says_so_with_the_earlier_words_one_click_away(
    question: Question, reads_english: Person, bukhara_deputy: Person, answer: Answers, as_person: SignIn
) -> None:
    answer(bukhara_deputy, question)
    asking.edit(reads_english, question, text="Other words.", title="Another question?")
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert f'<a href="{_history(question)}">edited</a>' in page
    assert "Tell us." in as_person(None).get(_history(question)).content.decode()


def test_one_earlier_wording_is_removed_with_a_reason_a_line_and_a_letter(
    changed: Answer, bukhara_deputy: Person, steward: Person, as_person: SignIn
) -> None:
    assert LEAKED in as_person(None).get(_history(changed)).content.decode()
    assert _removal(changed) in as_person(steward).get(_history(changed)).content.decode()
    assert as_person(steward).post(_removal(changed), {"reason": " "}).status_code == 200
    assert as_person(steward).post(_removal(changed), {"reason": "A private number"}).status_code == 302
    page = as_person(None).get(_history(changed)).content.decode()
    assert "Nargiza" not in page
    assert "A private number" in page
    assert "a steward of the space" in page
    assert not Earlier.objects.exclude(text="").exists(), "deleted, not only hidden"
    assert Entry.objects.get(act="answer.wording_removed").details["reason"] == "A private number"
    assert "A private number" in Letter.objects.get(person=bukhara_deputy, key__startswith="wording:").body
    changed.refresh_from_db()
    assert changed.is_shown


def test_its_author_removes_it_too_and_gets_no_letter(
    changed: Answer, bukhara_deputy: Person, as_person: SignIn
) -> None:
    assert as_person(bukhara_deputy).post(_removal(changed), {"reason": "By mistake"}).status_code == 302
    assert Earlier.objects.get().removed_as == "author"
    assert not Letter.objects.filter(key__startswith="wording:").exists()


def test_SP3_nobody_else_removes_it(
    changed: Answer, trainer: Person, second_steward: Person, bukhara_city: Organisation, as_person: SignIn
) -> None:
    Mandate.objects.create(
        person=second_steward, organisation=bukhara_city, post="Adviser", state="confirmed",
        start=date(2020, 1, 1),
    )  # fmt: skip
    for person in (trainer, second_steward):
        assert _removal(changed) not in as_person(person).get(_history(changed)).content.decode()
        assert as_person(person).post(_removal(changed), {"reason": "x"}).status_code == 404
        with pytest.raises(NotPossible):
            wordings.remove(Earlier.objects.get(), person, "x")
    assert Earlier.objects.get().text == LEAKED


def test_the_earlier_words_of_what_was_taken_away_are_out_of_reach(
    question: Question, changed: Answer, reads_english: Person, steward: Person, as_person: SignIn
) -> None:
    asking.edit(reads_english, question, text="Other words.", title=question.title)
    moderation.take_away(changed, steward, "hidden", "Names a private person")
    for person in (None, reads_english):
        assert as_person(person).get(_history(changed)).status_code == 404
    moderation.take_away(question, steward, "removed", "Names a private person")
    assert as_person(None).get(_history(question)).status_code == 404
    assert as_person(steward).get(_history(question)).status_code == 200
