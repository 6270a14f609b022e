"""Answering a survey: the draft while it is filled in, and sending it, once.

What the database could tell about an anonymous answer, and why it does not (rule SU2):

- A response holds no person and no time, its key is random, and on SQLite that key is the row's number.
- PostgreSQL marks every row with the transaction that wrote it last (`xmin`), and rows lie in its files in
  the order in which they were written (`ctid`). The response and the spent ticket are written in one
  transaction, so that neither is ever lost without the other; if that wrote two rows only, the mark would
  join them. Therefore it writes all tickets of the survey again, and the new response together with up to
  STIRRED others that are taken out and put back under new keys in random order: tickets always bear one and
  the same mark, and neither mark nor position tells when a response came.
- No journal line, no session, no message, no letter is written.

Closing removes what is left (`surveys.closing`). Somebody who copies the whole database between two answers
can see which ticket was spent and which response was added meanwhile; docs/decisions.md says so."""

import random
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from cityclusters.exchanges.models import Registration
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation
from cityclusters.surveys.answers import Answer, settle
from cityclusters.surveys.models import AnswerDraft, Question, Response, Survey, Ticket
from cityclusters.surveys.models.keys import random_key
from cityclusters.surveys.models.question import SEX_CODES
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.tokens import draft_key

STIRRED = 200
BATCH = 500
LARGEST_DRAFT = 100_000  # characters; the longest questionnaire that people fill in is far below

_dice = random.SystemRandom()
Fields = dict[str, list[str]]


def draft_of(ticket: Ticket) -> AnswerDraft | None:
    """What was filled in and not yet sent."""
    return AnswerDraft.objects.filter(key=draft_key(ticket)).first()


@transaction.atomic
def save_draft(ticket: Ticket, fields: Mapping[str, Sequence[str]], language: str = "") -> bool:
    """Keeps the fields of the form that are given; False when nothing more may be written: it was sent, the
    survey is closed, or the fields are larger than any questionnaire.

    The survey's row is locked first, so that a late save never brings back the draft of a sent answer."""
    survey = Survey.objects.select_for_update().get(pk=ticket.survey_id)
    if not survey.takes_answers() or Ticket.objects.get(pk=ticket.pk).spent:
        return False
    key = draft_key(ticket)
    known = AnswerDraft.objects.filter(key=key).first()
    merged: Fields = {
        **(known.fields if known else {}),
        **{name: list(texts) for name, texts in fields.items()},
    }
    if sum(len(name) + sum(map(len, texts)) for name, texts in merged.items()) > LARGEST_DRAFT:
        return False
    language = language or (known.language if known else "")
    AnswerDraft.objects.update_or_create(
        key=key, defaults={"survey": survey, "fields": merged, "language": language}
    )
    return True


@transaction.atomic
def send(ticket: Ticket, given: Mapping[str, Answer]) -> Response:
    """Keeps the answers and spends the ticket.

    Raises SurveyRefused: 'spent' for a second time, 'not_open' or 'closed' outside the survey's time."""
    survey = Survey.objects.select_for_update().get(pk=ticket.survey_id)
    ticket = Ticket.objects.select_related("person").get(pk=ticket.pk)
    if ticket.spent:
        raise SurveyRefused("spent")
    if not survey.takes_answers():
        raise SurveyRefused("not_open" if survey.is_editable else "closed")
    questions = list(survey.questions.all())
    response = _response(survey, questions, given, ticket)
    AnswerDraft.objects.filter(key=draft_key(ticket)).delete()
    if survey.is_anonymous:
        _spend_among_all(survey, ticket)
        _among_others(survey, response)
    else:
        response.save(force_insert=True)
        Ticket.objects.filter(pk=ticket.pk).update(spent=True)
        record(ticket.person, "survey.answered", survey, organisation=response.organisation)
    return response


def _response(
    survey: Survey, questions: Sequence[Question], given: Mapping[str, Answer], ticket: Ticket
) -> Response:
    answers = settle(questions, given)
    asked = next((question for question in questions if question.asks_about == "sex"), None)
    sex = str(answers.get(asked.code) or "") if asked else ""
    response = Response(survey=survey, anonymous=survey.is_anonymous, answers=answers)
    if not survey.is_anonymous and ticket.person is not None:
        sex = sex if asked else ticket.person.sex
        response.person = ticket.person
        response.organisation = _organisation(survey, ticket)
        response.answered_on = timezone.localdate()
    response.sex = sex if sex in SEX_CODES else ""
    return response


def _organisation(survey: Survey, ticket: Ticket) -> Organisation | None:
    """The organisation under which the person was registered."""
    seats = Registration.objects.filter(exchange=survey.exchange_id, person=ticket.person)
    seat = seats.select_related("organisation").first()
    return seat.organisation if seat else None


def _spend_among_all(survey: Survey, ticket: Ticket) -> None:
    spent = Case(When(pk=ticket.pk, then=Value(True)), default=F("spent"))
    Ticket.objects.filter(survey=survey).update(spent=spent)


def put_in_random_order(rows: Sequence[Response]) -> None:
    """Writes these responses in random order under new random keys, as if they had come together; those that
    are stored already are taken out first. Only inside a transaction."""
    shuffled = list(rows)
    _dice.shuffle(shuffled)
    Response.objects.filter(key__in=[row.key for row in shuffled]).delete()
    for row in shuffled:
        row.key = random_key()
    Response.objects.bulk_create(shuffled, batch_size=BATCH)


def _among_others(survey: Survey, response: Response) -> None:
    """Stores an anonymous response together with others."""
    keys = list(Response.objects.filter(survey=survey).values_list("key", flat=True))
    chosen = _dice.sample(keys, min(len(keys), STIRRED))
    put_in_random_order([*Response.objects.filter(key__in=chosen), response])
