""" "Ours too" by a letter that is only to be sent: from its own signed address, never by a machine."""

import re
from dataclasses import replace
from email.message import EmailMessage
from urllib.parse import unquote

import pytest
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from cityclusters.incoming.addresses import address_for, target_of
from cityclusters.incoming.arriving import keep
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.mail import Mail
from cityclusters.incoming.models import IncomingMail
from cityclusters.incoming.reading import read
from cityclusters.journal.models import Letter
from cityclusters.people.models import Person
from cityclusters.questions import by_mail, direct, gathering
from cityclusters.questions.models import Answer, OursToo, Question
from cityclusters.questions.standing import usual
from cityclusters.questions.tests.conftest import Answers
from cityclusters.questions.who_knows import Suggestion


@pytest.fixture(autouse=True)
def arrives(settings: Settings) -> None:
    settings.MAIL_ARRIVES, settings.MAIL_DOMAIN = True, "cities.example"


def _mail(text: str) -> Mail:
    made = Mail("x@mail.example", "", "", text, "", (), "<a@mail.example>", "", (), False, timezone.now())
    return replace(made, whole_text=text)


def _links(letter: Letter) -> dict[str, str]:
    """By kind the words of the letters that its links open."""
    found = {}
    for address, words in re.findall(r"mailto:(\S+?)\?subject=(\S+?)&body=", letter.body):
        target = target_of(address)
        assert target is not None
        assert letter.person is not None
        assert target.person == letter.person.public_id
        found[target.kind] = unquote(words)
    return found


@pytest.mark.parametrize(
    ("text", "language"),
    [("Ours too", "en"), ("ours too.\n\nNargiza, +998 90 123 45 67", "en"), ("Ours too", "ar")],
)
def test_a_plain_word_counts_and_nothing_else_is_published(
    text: str, language: str, question: Question, bukhara_deputy: Person
) -> None:
    with override(language):
        text = text.replace("Ours too", str(by_mail.OURS_TOO))
    for _time in range(2):
        by_mail.ours_too(_mail(text), question.public_id, bukhara_deputy)
    row = OursToo.objects.get()
    assert (row.note, row.organisation) == ("", bukhara_deputy.mandates.get().organisation)


def test_other_words_are_the_note_and_no_takes_it_back(question: Question, bukhara_deputy: Person) -> None:
    said = by_mail.ours_too(_mail("We too, for silk"), question.public_id, bukhara_deputy)
    assert "this is your question too" in str(said.words)
    assert OursToo.objects.get().note == "We too, for silk"
    with pytest.raises(Refused):
        by_mail.ours_too(_mail("x" * 501), question.public_id, bukhara_deputy)
    by_mail.ours_too(_mail("Non."), question.public_id, bukhara_deputy)
    assert not OursToo.objects.exists()


def test_a_newcomer_counts_without_a_note_and_is_told_so(question: Question, newcomer: Person) -> None:
    said = by_mail.ours_too(_mail("https://pills.example"), question.public_id, newcomer)
    assert OursToo.objects.get().note == ""
    assert str(gathering.NO_NOTE) in str(said.words)


def test_who_may_not_read_the_question_is_refused_as_for_one_that_is_not_there(
    question: Question, bukhara_deputy: Person
) -> None:
    Question.objects.update(visibility="members")
    for key in (question.public_id, "zzzzzzzzzz"):
        with pytest.raises(Refused, match="any more"):
            by_mail.ours_too(_mail("Ours too"), key, bukhara_deputy)


def test_letters_hold_the_link_for_who_has_not_said_so(
    question: Question, reads_english: Person, bukhara_deputy: Person, trainer: Person, steward: Person,
    stranger: Person, answer: Answers,
) -> None:  # fmt: skip
    direct.ask(question, steward, [Suggestion(trainer, None, "")])
    asked = Letter.objects.get(person=trainer, key__startswith="asked:")
    assert _links(asked) == {"ours-too": "Ours too", "join": "Join"}
    answer(bukhara_deputy, question)
    assert _links(Letter.objects.get(person=reads_english, key__startswith="answer:")) == {}
    first = answer(stranger, question)
    assert _links(_told(bukhara_deputy, first)) == {"ours-too": "Ours too"}
    gathering.join(bukhara_deputy, question, usual(bukhara_deputy))
    second = answer(stranger, question)
    assert _links(_told(bukhara_deputy, second)) == {}


def _told(person: Person, made: Answer) -> Letter:
    return Letter.objects.get(person=person, key__startswith=f"answer:{made.public_id}:")


def _arrived(sender: str, to: str, **headers: str) -> IncomingMail:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, "Ours too"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Ours too")
    keep(mail.as_bytes(), [to], sender, "smtp")
    row = IncomingMail.objects.latest("pk")
    read(row.pk)
    row.refresh_from_db()
    return row


def test_a_machine_or_somebody_else_counts_for_nobody(
    question: Question, bukhara_deputy: Person, trainer: Person
) -> None:
    to = address_for("ours-too", question.public_id, bukhara_deputy)
    assert _arrived(str(bukhara_deputy.email), to, Auto_Submitted="auto-replied").state == "automatic"
    assert _arrived(str(trainer.email), to).state == "held"
    assert not OursToo.objects.exists()
    assert _arrived(str(bukhara_deputy.email), to, Message_ID="<1@mail.example>").state == "taken"
    assert OursToo.objects.get().person == bukhara_deputy
    assert "Noted" in Letter.objects.get(person=bukhara_deputy, key__startswith="mail:taken").body
