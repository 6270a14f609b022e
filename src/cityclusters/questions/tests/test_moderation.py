"""Releasing, reporting, removing, appealing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cityclusters.core.errors import NotPossible
from cityclusters.journal.models import Entry, Letter
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.questions import files, moderation, rules
from cityclusters.questions.models import Answer, Decision, Question, Report
from cityclusters.questions.tests.conftest import Answers, Asks
from cityclusters.questions.waiting import Desk, items

SignIn = Callable[[Person | None], Client]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"


def _post(person: Person, organisation: Organisation) -> None:
    Mandate.objects.create(
        person=person, organisation=organisation, post="Adviser", state="confirmed", start=date(2020, 1, 1)
    )


def _measure(kind: str, post: Question | Answer) -> str:
    return reverse("questions:post-measure", args=[kind, post.public_id])


def test_SP2_removal_leaves_a_reasoned_stub_and_an_appeal(
    question: Question, bukhara_deputy: Person, steward: Person, second_steward: Person, answer: Answers,
    as_person: SignIn,
) -> None:  # fmt: skip
    made = answer(bukhara_deputy, question, "Buy my book")
    typed = {"measure": "removed", "reason": "Advertising for a book"}
    assert as_person(steward).post(_measure("answer", made), typed).status_code == 302
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert "Buy my book" not in page
    assert "Advertising for a book" in page
    assert "a steward of the space" in page
    decision = Decision.objects.get()
    letter = Letter.objects.get(person=bukhara_deputy, key__startswith="decided:")
    assert "Advertising for a book" in letter.body
    assert decision.get_absolute_url() in letter.body
    browser = as_person(bukhara_deputy)
    assert browser.post(decision.get_absolute_url(), {"words": "It is free."}).status_code == 302
    assert (
        as_person(steward).post(decision.get_absolute_url(), {"outcome": "kept", "reason": "No"}).status_code
        == 403
    )
    judged = as_person(second_steward).post(
        decision.get_absolute_url(), {"outcome": "lifted", "reason": "It is free indeed."}
    )
    assert judged.status_code == 302
    made.refresh_from_db()
    assert made.is_shown
    assert "Buy my book" in as_person(None).get(question.get_absolute_url()).content.decode()
    assert {"answer.removed", "answer.appealed", "answer.appeal_lifted"} <= set(
        Entry.objects.values_list("act", flat=True)
    )


def test_a_removed_question_leaves_a_stub_where_it_stood_and_no_card(
    question: Question, steward: Person, as_person: SignIn
) -> None:
    moderation.take_away(question, steward, "removed", "Names a private person")
    page = as_person(None).get(question.get_absolute_url())
    assert page.status_code == 200
    assert "Names a private person" in page.content.decode()
    assert question.title not in page.content.decode()
    for address in (reverse("questions:list"), question.space.get_absolute_url()):
        assert question.title not in as_person(None).get(address).content.decode()


def test_the_one_who_decided_does_not_decide_on_the_appeal(
    question: Question, reads_english: Person, steward: Person, officer: Person
) -> None:
    decision = moderation.take_away(question, steward, "hidden", "Checked first")
    moderation.appeal(decision, reads_english, "Why?")
    decision.refresh_from_db()
    assert not rules.may_decide_appeal(steward, decision)
    with pytest.raises(NotPossible):
        moderation.decide_appeal(decision, steward, lift=False, reason="Because")
    assert list(Desk(officer).appeals()) == [decision]
    assert list(Desk(steward).appeals()) == []
    moderation.decide_appeal(decision, officer, lift=False, reason="Seen, stays")
    with pytest.raises(NotPossible):
        moderation.decide_appeal(decision, officer, lift=True, reason="Twice")
    assert Letter.objects.filter(person=reads_english, key__startswith="appeal:").count() == 1


def test_SP3_nobody_decides_on_their_own_organisation(
    question: Question, khiva_city: Organisation, steward: Person, second_steward: Person,
    bukhara_deputy: Person, as_person: SignIn,
) -> None:  # fmt: skip
    moderation.report(question, bukhara_deputy, "spam", "")
    assert Desk(steward).reports().count() == Desk(second_steward).reports().count() == 1
    _post(second_steward, khiva_city)
    assert Desk(second_steward).reports().count() == 0, "filtered"
    assert as_person(second_steward).get(_measure("question", question)).status_code == 404
    with pytest.raises(NotPossible):
        moderation.take_away(question, second_steward, "removed", "I say so")
    assert as_person(steward).get(_measure("question", question)).status_code == 200


def test_SP3_a_colleague_is_as_close_as_the_organisation(
    newcomer: Person, khiva_city: Organisation, steward: Person, second_steward: Person, ask: Asks
) -> None:
    """She wrote for herself, and holds a post where the steward holds one."""
    held = ask(newcomer)
    _post(newcomer, khiva_city)
    _post(second_steward, khiva_city)
    assert list(Desk(steward).held_questions()) == [held]
    assert list(Desk(second_steward).held_questions()) == []
    with pytest.raises(NotPossible):
        moderation.release(held, second_steward)
    own = ask(steward)
    assert not rules.may_decide(steward, own)


def test_releasing_shows_the_post_and_tells_author_and_stewards(
    newcomer: Person, steward: Person, second_steward: Person, ask: Asks, as_person: SignIn
) -> None:
    held = ask(newcomer)
    address = reverse("questions:post-release", args=["question", held.public_id])
    assert as_person(newcomer).post(address).status_code == 404
    assert as_person(steward).post(address).status_code == 302
    held.refresh_from_db()
    assert held.is_shown
    assert as_person(None).get(held.get_absolute_url()).status_code == 200
    assert Letter.objects.filter(person=newcomer, key__startswith="released:").count() == 1
    assert Letter.objects.filter(person=second_steward, key__startswith="question:").count() == 1
    assert not rules.is_newcomer(newcomer)
    assert ask(newcomer, title="Another one").is_shown


def test_declining_needs_a_reason_and_leaves_no_public_stub(
    newcomer: Person, steward: Person, ask: Asks, as_person: SignIn
) -> None:
    held = ask(newcomer, title="Buy pills")
    browser = as_person(steward)
    assert browser.post(_measure("question", held), {"measure": "declined", "reason": " "}).status_code == 200
    assert (
        browser.post(_measure("question", held), {"measure": "declined", "reason": "Spam"}).status_code == 302
    )
    assert as_person(None).get(held.get_absolute_url()).status_code == 404
    assert "Spam" in as_person(newcomer).get(held.get_absolute_url()).content.decode()
    assert rules.is_newcomer(newcomer)


def test_a_report_is_anonymous_to_the_author_and_closed_with_an_answer(
    question: Question, reads_english: Person, bukhara_deputy: Person, steward: Person, as_person: SignIn
) -> None:
    address = reverse("questions:post-report", args=["question", question.public_id])
    browser = as_person(bukhara_deputy)
    for _time in range(2):
        assert browser.post(address, {"reason": "wrong", "words": "Not true"}).status_code == 302
    assert Report.objects.count() == 1
    as_person(steward).post(_measure("question", question), {"measure": "keep", "reason": "It is true"})
    assert Report.objects.get().state == "kept"
    assert "It is true" in Letter.objects.get(person=bukhara_deputy, key__startswith="report:").body
    assert not Letter.objects.filter(person=reads_english, body__contains="Not true").exists()
    assert question.is_shown


def test_the_author_takes_her_words_back(
    question: Question, reads_english: Person, bukhara_deputy: Person, steward: Person, answer: Answers,
    as_person: SignIn,
) -> None:  # fmt: skip
    made = answer(bukhara_deputy, question, "I regret this")
    address = reverse("questions:post-withdraw", args=["answer", made.public_id])
    assert as_person(reads_english).post(address).status_code == 302
    assert Answer.objects.get().is_shown, "not hers"
    as_person(bukhara_deputy).post(address)
    assert not Answer.objects.filter(text__contains="regret").exists()
    assert "Taken back by its author" in as_person(None).get(question.get_absolute_url()).content.decode()
    with pytest.raises(NotPossible):
        moderation.show_again(Answer.objects.get(), steward, "I liked it")


def test_a_question_that_others_answered_keeps_its_title_without_its_author(
    question: Question, reads_english: Person, bukhara_deputy: Person, answer: Answers
) -> None:
    answer(bukhara_deputy, question)
    moderation.withdraw(question, reads_english)
    question.refresh_from_db()
    assert (question.text, question.author, question.organisation) == ("", None, None)
    assert question.is_shown


def test_what_waits_stands_on_my_work_of_the_steward_alone(
    newcomer: Person, steward: Person, ask: Asks
) -> None:
    ask(newcomer)
    assert [item.title for item in items(steward)] == ["1 post to release"]
    assert items(newcomer) == []


def test_SP3_a_report_about_a_stewards_colleague_goes_to_others(
    question: Question, khiva_city: Organisation, steward: Person, stranger: Person, officer: Person
) -> None:
    _post(steward, khiva_city)
    moderation.report(question, stranger, "insult")
    told = Letter.objects.filter(key__startswith="desk:")
    assert [letter.person for letter in told] == [officer], "who may decide, not who may not"


def test_who_reported_hears_of_it_also_when_the_post_is_taken_away(
    question: Question, steward: Person, trainer: Person
) -> None:
    moderation.report(question, trainer, "spam")
    moderation.take_away(question, steward, "removed", "It sells something")
    letter = Letter.objects.get(person=trainer, key__startswith="report:")
    assert "It sells something" in letter.body
    assert "was taken away" in letter.body


def test_an_answer_released_under_a_removed_question_is_sent_to_nobody(
    question: Question, newcomer: Person, steward: Person, answer: Answers
) -> None:
    held = answer(newcomer, question, "Held answer")
    moderation.take_away(question, steward, "removed", "Names a private person")
    moderation.release(held, steward)
    assert not Letter.objects.filter(key__startswith="answer:").exists()


def test_what_an_author_takes_back_leaves_no_file_behind(
    question: Question, reads_english: Person, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    files.attach(question, [files.checked(SimpleUploadedFile("a.pdf", PDF))], reads_english)
    row = question.files.get()
    storage, name = row.stored.storage, str(row.stored.name)
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.withdraw(question, reads_english)
    assert not storage.exists(name)
