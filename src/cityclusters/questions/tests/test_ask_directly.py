"""Asking people directly, and what happens when nobody answers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.questions import direct, jobs
from cityclusters.questions.models import Asked, AskNoMore, Question
from cityclusters.questions.tests.conftest import Answers, Asks
from cityclusters.questions.waiting import items
from cityclusters.questions.who_knows import Suggestion, answered_before, suggestions

SignIn = Callable[[Person | None], Client]


def _whom(person: Person) -> list[Suggestion]:
    return [Suggestion(person, None, "knows looms")]


def test_people_who_answered_on_the_same_theme_are_proposed(
    question: Question, bukhara_deputy: Person, stranger: Person, ask: Asks, answer: Answers
) -> None:
    answer(bukhara_deputy, ask(stranger, title="An earlier question"))
    assert [row.person for row in answered_before(question, 10)] == [bukhara_deputy]
    AskNoMore.objects.create(person=bukhara_deputy)
    assert bukhara_deputy not in [row.person for row in suggestions(question)]


def weavers(question: Question, limit: int) -> list[Suggestion]:
    """Proposes whoever answered before for another reason, too."""
    return [row._replace(why="keeps weavers") for row in answered_before(question, limit)]


def test_somebody_proposed_twice_is_shown_once_with_both_reasons(
    question: Question, bukhara_deputy: Person, steward: Person, ask: Asks, answer: Answers,
    as_person: SignIn, settings: Settings,
) -> None:  # fmt: skip
    settings.WHO_KNOWS = ["cityclusters.questions.who_knows.answered_before", f"{__name__}.weavers"]
    answer(bukhara_deputy, ask(steward, title="An earlier question"))
    (row,) = suggestions(question)
    assert row.why == "has answered 1 question on this theme · keeps weavers"
    city = bukhara_deputy.mandates.get().organisation
    city.names = {"_": "uz", "uz": "Buxoro shahar hokimligi", "en": "Municipality of Bukhara"}
    city.save()
    page = as_person(steward).get(reverse("questions:people", args=[question.public_id])).content.decode()
    assert f"Municipality of Bukhara · {row.why}" in page
    assert "Buxoro" not in page


def test_the_steward_sends_letters_that_say_why(
    question: Question, bukhara_deputy: Person, steward: Person, ask: Asks, answer: Answers, as_person: SignIn
) -> None:
    answer(bukhara_deputy, ask(steward, title="An earlier question"))
    address = reverse("questions:people", args=[question.public_id])
    browser = as_person(steward)
    assert bukhara_deputy.public_id in browser.get(address).content.decode()
    typed = {"people": [bukhara_deputy.public_id], "why": "Your looms"}
    assert browser.post(address, typed).status_code == 302
    letter = Letter.objects.get(person=bukhara_deputy, key__startswith="asked:")
    assert "Your looms" in letter.body
    assert question.title in letter.subject
    assert [item.title for item in items(bukhara_deputy)] == [question.title]
    assert browser.post(address, {}).status_code == 200


def test_an_organisation_is_asked_by_its_focal_point(
    question: Question, bukhara_deputy: Person, steward: Person, as_person: SignIn
) -> None:
    address = reverse("questions:people", args=[question.public_id])
    as_person(steward).post(address, {"organisation": "Municipality of Bukhara"})
    assert Asked.objects.get().person == bukhara_deputy


def test_nobody_is_asked_too_often(
    bukhara_deputy: Person, steward: Person, reads_english: Person, ask: Asks, settings: Settings
) -> None:
    settings.ASKED_A_MONTH = 2
    questions = [ask(reads_english, title=f"Number {number}") for number in range(3)]
    for question in questions[:2]:
        direct.ask(question, steward, _whom(bukhara_deputy))
    with pytest.raises(NotPossible):
        direct.ask(questions[2], steward, _whom(bukhara_deputy))
    Asked.objects.update(at=timezone.now() - timedelta(days=31))
    direct.ask(questions[2], steward, _whom(bukhara_deputy))
    with pytest.raises(NotPossible):
        direct.ask(questions[2], steward, _whom(bukhara_deputy))


def test_at_most_ten_people_for_one_question(question: Question, steward: Person) -> None:
    people = [Person.objects.create_user(email=f"p{number}@x.example") for number in range(11)]
    with pytest.raises(NotPossible):
        direct.ask(question, steward, [row for person in people for row in _whom(person)])
    assert not Asked.objects.exists()


def test_only_those_who_keep_the_space_ask(
    question: Question, reads_english: Person, bukhara_deputy: Person, as_person: SignIn
) -> None:
    address = reverse("questions:people", args=[question.public_id])
    assert as_person(reads_english).get(address).status_code == 404
    with pytest.raises(NotPossible):
        direct.ask(question, reads_english, _whom(bukhara_deputy))


def test_not_me_and_never_again_without_signing_in(
    question: Question, bukhara_deputy: Person, steward: Person
) -> None:
    (row,) = direct.ask(question, steward, _whom(bukhara_deputy))
    page, browser = direct.page_of(row), Client()
    assert question.title in browser.get(page).content.decode()
    browser.post(page, {"act": "not-me"})
    row.refresh_from_db()
    assert row.not_me_at is not None
    assert items(bukhara_deputy) == []
    browser.post(page, {"act": "no-more"})
    assert direct.refuses(bukhara_deputy)
    browser.post(page, {"act": "again"})
    assert not direct.refuses(bukhara_deputy)
    assert browser.get(page[:-3] + "xy/").status_code == 404


def test_SP4_a_question_unanswered_for_10_days_goes_to_the_stewards_once(
    question: Question, steward: Person, bukhara_deputy: Person, ask: Asks, answer: Answers
) -> None:
    fresh, answered = ask(steward, title="Fresh"), ask(steward, title="Answered")
    answer(bukhara_deputy, answered)
    old = timezone.now() - timedelta(days=10, minutes=1)
    Question.objects.exclude(pk=fresh.pk).update(shown_at=old)
    for _minute in range(3):
        jobs.tell_unanswered()
    told = Letter.objects.filter(key__startswith="unanswered:")
    assert [(letter.person, question.title in letter.subject) for letter in told] == [(steward, True)]
    assert "1 question without an answer for 10 days" in [item.title for item in items(steward)]


def test_a_reply_that_is_due_is_recalled_once_for_each_day_set(question: Question, steward: Person) -> None:
    jobs.tell_due()
    assert not Letter.objects.filter(key__startswith="reply-due:").exists()
    for back in (0, 2):
        Question.objects.update(reply_due=timezone.localdate() - timedelta(days=back))
        jobs.tell_due()
        jobs.tell_due()
    assert Letter.objects.filter(key__startswith="reply-due:", person=steward).count() == 2
    assert [(item.kind, item.light) for item in items(steward)] == [("Reply", "red")]


def test_SP4_what_the_asker_adds_herself_is_no_answer(
    question: Question, reads_english: Person, bukhara_deputy: Person, answer: Answers
) -> None:
    answer(reads_english, question, "We also have two looms.")
    assert list(Question.objects.unanswered()) == [question]
    answer(bukhara_deputy, question)
    assert not Question.objects.unanswered().exists()
