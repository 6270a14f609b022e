"""Answering on the site: letters, files, thanks, pages."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.questions.models import Answer, File, Question, Thanks
from cityclusters.questions.tests.conftest import Answers, Asks

SignIn = Callable[[Person | None], Client]
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"


def test_an_answer_goes_to_the_asker_and_to_those_who_follow(
    question: Question, reads_english: Person, bukhara_deputy: Person, stranger: Person, as_person: SignIn
) -> None:
    as_person(stranger).post(reverse("questions:follow", args=[question.public_id]))
    address = reverse("questions:answer", args=[question.public_id])
    as_person(bukhara_deputy).post(address, {"text": "We made a catalogue.", "language": "en"})
    made = Answer.objects.get()
    letters = {letter.person: letter for letter in Letter.objects.filter(key__startswith="answer:")}
    assert set(letters) == {reads_english, stranger}
    letter = letters[reads_english]
    assert "We made a catalogue." in letter.body
    assert letter.headers["References"].startswith(f"<question-{question.public_id}@")
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"answer-{made.public_id}" in letter.body


def test_every_letter_can_be_answered(
    settings: Settings,
    question: Question,
    reads_english: Person,
    bukhara_deputy: Person,
    answer: Answers,
) -> None:
    settings.MAIL_ARRIVES = True
    answer(bukhara_deputy, question)
    letter = Letter.objects.get(person=reads_english, key__startswith="answer:")
    assert "answer+" in letter.headers["Reply-To"]
    assert "just reply to this letter" in letter.body


def test_SP5_no_letter_quotes_what_is_for_members_only(
    reads_english: Person,
    bukhara_deputy: Person,
    stranger: Person,
    steward: Person,
    ask: Asks,
    answer: Answers,
) -> None:
    hidden = ask(reads_english, title="Secret title", text="Secret text", visibility="members")
    hidden.space.join(bukhara_deputy)
    hidden.space.join(stranger)
    hidden.followers.create(person=stranger)
    answer(bukhara_deputy, hidden, "Secret answer")
    hidden.space.leave(stranger)
    answer(bukhara_deputy, hidden, "Another secret answer")
    assert Letter.objects.filter(person=steward).exists()
    assert Letter.objects.filter(person=reads_english, key__startswith="answer:").count() == 2
    assert Letter.objects.filter(person=stranger, key__startswith="answer:").count() == 1, "she has left"
    for letter in Letter.objects.all():
        assert "ecret" not in letter.subject + letter.body


def test_one_click_stops_the_letters_and_looking_does_not(
    question: Question, reads_english: Person, bukhara_deputy: Person, answer: Answers
) -> None:
    answer(bukhara_deputy, question)
    header = Letter.objects.get(person=reads_english, key__startswith="answer:").headers["List-Unsubscribe"]
    path = "/" + header.strip("<>").split("/", 3)[3]
    mail_program = Client(enforce_csrf_checks=True)
    assert mail_program.get(path).status_code == 200
    answer(bukhara_deputy, question, "Second")
    assert Letter.objects.filter(person=reads_english, key__startswith="answer:").count() == 2
    assert mail_program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    answer(bukhara_deputy, question, "Third")
    assert Letter.objects.filter(person=reads_english, key__startswith="answer:").count() == 2
    assert mail_program.post(f"{path[:-3]}xx/").status_code == 404


def test_files_are_looked_at_by_their_content(
    question: Question, bukhara_deputy: Person, stranger: Person, as_person: SignIn
) -> None:
    address = reverse("questions:answer", args=[question.public_id])
    browser = as_person(bukhara_deputy)
    bad = SimpleUploadedFile("photo.jpg", b"<script>alert(1)</script>", "image/jpeg")
    refused = browser.post(address, {"text": "See this", "language": "en", "attached": bad})
    assert refused.status_code == 200
    assert "See this" in refused.content.decode()
    program = SimpleUploadedFile("a.pdf", PDF.replace(b"<<>>", b"<</JavaScript(x)>>"), "application/pdf")
    assert browser.post(address, {"text": "See", "language": "en", "attached": program}).status_code == 200
    good = SimpleUploadedFile("../..\\Report\u202e.pdf", PDF, "text/html")
    assert browser.post(address, {"text": "See this", "language": "en", "attached": good}).status_code == 302
    row = File.objects.get()
    assert (row.name, row.kind) == ("Report.pdf", "pdf")
    sent = as_person(None).get(reverse("questions:file", args=[row.public_id, "whole"]))
    assert sent.headers["Content-Type"] == "application/pdf"
    assert sent.headers["Content-Disposition"].startswith("attachment")
    Answer.objects.update(state="held")
    assert (
        as_person(stranger).get(reverse("questions:file", args=[row.public_id, "whole"])).status_code == 404
    )


def test_thanking_twice_is_once_and_nobody_thanks_herself(
    question: Question, reads_english: Person, bukhara_deputy: Person, answer: Answers, as_person: SignIn
) -> None:
    made = answer(bukhara_deputy, question)
    address = reverse("questions:thank", args=[made.public_id])
    for _time in range(2):
        as_person(reads_english).post(address)
    as_person(bukhara_deputy).post(address)
    assert list(Thanks.objects.values_list("person", flat=True)) == [reads_english.pk]
    assert "Useful to 1 person" in as_person(None).get(question.get_absolute_url()).content.decode()
    as_person(reads_english).post(address, {"useful": "no"})
    assert not Thanks.objects.exists()


def test_texts_carry_their_language_and_direction_and_no_markup(
    question: Question, bukhara_deputy: Person, answer: Answers, as_person: SignIn
) -> None:
    made = answer(bukhara_deputy, question, "مرحبا\n\n<b>x</b> https://khiva.example/a?b=1&c=2")
    Answer.objects.filter(pk=made.pk).update(language="ar")
    page = as_person(None).get(question.get_absolute_url()).content.decode()
    assert 'lang="ar" dir="rtl"><p>مرحبا' in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert 'rel="nofollow ugc"' in page


def test_the_page_of_a_question_with_200_answers_needs_at_most_12_queries(
    question: Question, bukhara_deputy: Person, as_person: SignIn
) -> None:
    browser = as_person(None)
    found = []
    for number in (2, 198):
        Answer.objects.bulk_create(
            Answer(question=question, author=bukhara_deputy, language="en", text=f"Answer {row}")
            for row in range(number)
        )
        with CaptureQueriesContext(connection) as asked:
            browser.get(question.get_absolute_url())
        found.append(len(asked))
    assert found[0] == found[1] <= 12
    last = Answer.objects.latest("pk")
    assert f'id="answer-{last.public_id}"' in browser.get(last.get_absolute_url()).content.decode()


@pytest.mark.parametrize("reader", ["newcomer", "steward", "officer"])
def test_signed_in_readers_cost_the_same_for_few_and_many_answers(
    reader: str, request: pytest.FixtureRequest, question: Question, bukhara_deputy: Person, as_person: SignIn
) -> None:
    browser = as_person(request.getfixturevalue(reader))
    found = []
    for _time in range(2):
        Answer.objects.bulk_create(
            Answer(question=question, author=bukhara_deputy, language="en", text="Answer")
            for row in range(10)
        )
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(question.get_absolute_url()).status_code == 200
        found.append(len(asked))
    assert found[0] == found[1]
