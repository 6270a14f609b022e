"""Asking and answering by mail."""

from dataclasses import replace

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string
from pytest_django import Settings

from cityclusters.core.private_data import PRIVATE
from cityclusters.incoming.addresses import target_of
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Attachment, Mail
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.questions import by_mail, letters, moderation
from cityclusters.questions.languages import guess
from cityclusters.questions.models import Answer, File, Question
from cityclusters.questions.tests.conftest import Answers, Asks
from cityclusters.spaces import bans
from cityclusters.spaces.models import Space

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"


def _mail(person: Person, **more: object) -> Mail:
    made = Mail(
        sender=person.email or "",
        sender_name="",
        subject="Re: [e-commerce] Как женщины продают товары онлайн?",
        text="У нас сорок ткачих, и мы не знаем, как найти покупателей.",
        whole_text="",
        attachments=(),
        message_id="<one@mail.example>",
        in_reply_to="",
        references=(),
        automatic=False,
        received_at=timezone.now(),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_letter_to_the_space_is_a_question(reads_english: Person, steward: Person, space: Space) -> None:
    taken = by_mail.ask(_mail(reads_english), space.slug, reads_english)
    question = Question.objects.get()
    assert taken.subject == question
    assert question.get_absolute_url() in str(taken.words)
    assert question.title == "Как женщины продают товары онлайн?"
    assert (question.language, question.language_guessed, question.by_mail) == ("ru", True, True)
    assert question.organisation == reads_english.mandates.get().organisation
    assert set(question.themes.all()) == set(space.themes.all())
    assert space.membership_of(reads_english) is not None
    assert Letter.objects.get(person=steward).headers["References"] == "<one@mail.example>"


def test_the_same_letter_twice_is_one_question(reads_english: Person, space: Space) -> None:
    first = by_mail.ask(_mail(reads_english), space.slug, reads_english)
    second = by_mail.ask(_mail(reads_english), space.slug, reads_english)
    assert first.subject == second.subject
    assert Question.objects.count() == 1


@pytest.mark.parametrize(("subject", "known"), [("", True), ("Re: ", True), ("A question", False)])
def test_what_is_refused(subject: str, known: bool, reads_english: Person, space: Space) -> None:
    with pytest.raises(Refused):
        by_mail.ask(_mail(reads_english, subject=subject), space.slug, reads_english if known else None)
    assert not Question.objects.exists()


def test_a_newcomers_letter_waits_and_says_so(newcomer: Person, steward: Person, space: Space) -> None:
    taken = by_mail.ask(_mail(newcomer, subject="Pills", text="https://pills.example"), space.slug, newcomer)
    assert Question.objects.get().held_for == "links"
    assert "A steward reads the first post" in str(taken.words)


def test_somebody_sent_away_is_refused(newcomer: Person, officer: Person, space: Space) -> None:
    bans.ban(space, newcomer, officer, "Advertising")
    with pytest.raises(Refused):
        by_mail.ask(_mail(newcomer), space.slug, newcomer)


def test_a_reply_is_an_answer_with_its_files(question: Question, bukhara_deputy: Person) -> None:
    files = (
        Attachment("report.pdf", "application/pdf", PDF),
        Attachment("page.pdf", "application/pdf", b"<html>"),
    )
    mail = _mail(bukhara_deputy, text="Nous avons ouvert une boutique pour les femmes.", attachments=files)
    taken = by_mail.answer(mail, question.public_id, bukhara_deputy)
    by_mail.answer(mail, question.public_id, bukhara_deputy)
    made = Answer.objects.get()
    assert (made.language, made.by_mail, made.post) == ("fr", True, "Deputy mayor")
    assert [row.name for row in File.objects.all()] == ["report.pdf"]
    assert "1 file was left out" in str(taken.words)


def test_an_empty_reply_and_a_foreign_question_are_refused(
    question: Question, reads_english: Person, bukhara_deputy: Person, ask: Asks
) -> None:
    hidden = ask(reads_english, visibility="members")
    told = []
    for key, text in [(question.public_id, "  "), (hidden.public_id, "Hello"), ("zzzzzzzzzz", "Hello")]:
        with pytest.raises(Refused) as refusal:
            by_mail.answer(_mail(bukhara_deputy, text=text), key, bukhara_deputy)
        told.append(str(refusal.value))
    assert told[1] == told[2], "the same words for what she may not see and for what does not exist"
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How can the women of our city sell what they make?", "en"),
        ("¿Cómo pueden las mujeres vender lo que hacen en la ciudad?", "es"),
        ("Comment les femmes de notre ville peuvent vendre leurs produits ?", "fr"),
        ("Como as mulheres da nossa cidade podem vender os produtos?", "pt"),
        ("Bizning shahar ayollari qanday qilib internet orqali savdo qiladi?", "uz"),
        ("Бизнинг шаҳар аёллари қандай савдо қилади?", "uz"),
        ("Как женщины нашего города могут продавать?", "ru"),
        ("كيف تبيع النساء في مدينتنا؟", "ar"),
        ("我们城市的妇女如何在网上销售？", "zh"),
        ("12345", "fr"),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert guess(text, "fr") == language


def test_a_reply_to_a_decision_is_an_appeal_and_never_an_answer(
    question: Question, bukhara_deputy: Person, steward: Person, answer: Answers, settings: Settings
) -> None:
    settings.MAIL_ARRIVES = True
    decision = moderation.take_away(answer(bukhara_deputy, question), steward, "removed", "Advertising")
    letter = Letter.objects.get(person=bukhara_deputy, key__startswith="decided:")
    target = target_of(letter.headers["Reply-To"].rpartition("<")[2].rstrip(">"))
    assert target is not None
    assert (target.kind, target.key) == ("decision", decision.public_id)
    assert "reply to this letter" in letter.body
    route = import_string(settings.MAIL_ROUTES[target.kind])
    with pytest.raises(Refused):
        route(_mail(steward, text="I decided that."), target.key, steward)
    taken = route(_mail(bukhara_deputy, text="It was no advertising."), target.key, bukhara_deputy)
    decision.refresh_from_db()
    assert taken.subject == decision
    assert (decision.appeal, decision.appeal_words) == ("asked", "It was no advertising.")
    assert Answer.objects.count() == 1


def test_letters_about_a_post_and_about_the_due_day_do_not_publish_what_one_replies(
    newcomer: Person, steward: Person, ask: Asks, settings: Settings
) -> None:
    settings.MAIL_ARRIVES = True
    question = ask(newcomer)
    moderation.release(question, steward)
    question.refresh_from_db()
    letters.reply_due(question)
    for key in ("released:", "reply-due:"):
        assert "Reply-To" not in Letter.objects.get(key__startswith=key).headers


def test_SA8_a_letter_with_an_address_in_it_is_answered_with_a_word_on_that(
    question: Question, bukhara_deputy: Person
) -> None:
    mail = _mail(bukhara_deputy, text="Write to the weaver: malika@weavers.example")
    taken = by_mail.answer(mail, question.public_id, bukhara_deputy)
    assert str(PRIVATE) in str(taken.words)
