"""Making a survey: from a ready-made questionnaire, as a copy, question by question, or from a table.

Everything here is refused once the survey has been opened (SurveyRefused 'fixed'), and takes a checked
survey back to draft, because what was checked is no longer what it says."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from cityclusters.core.texts import make_texts
from cityclusters.exchanges.models import Exchange
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.ready_made import FOLLOW_UP, questionnaires
from cityclusters.surveys.refusals import SurveyRefused

FOLLOW_UP_AFTER = timedelta(days=122)  # four months: behaviour shows after three to six (rule EX9)
COPIED = ("title", "intro", "purpose", "level", "mode", "languages", "open_days", "offers_need")
COPIED_QUESTION = (
    "code", "order", "kind", "texts", "helps", "options", "low", "high", "low_label", "high_label",
    "required", "sensitive", "asks_about", "shown_if",
)  # fmt: skip


@transaction.atomic
def create(exchange: Exchange, by: Person, *, key: str = "", languages: Sequence[str] = ()) -> Survey:
    """A new draft: from the ready-made questionnaire `key`, or with only a title.

    It is offered in `languages`, else in those of the exchange that the questionnaire has, else in
    English."""
    ready = questionnaires().get(key)
    wanted = list(languages) or list(exchange.languages)
    known = [code for code in wanted if ready is None or code in ready.languages]
    chosen = list(dict.fromkeys(known)) or ["en"]
    fields: dict[str, Any] = dict(ready.survey) if ready else {"title": dict(exchange.title)}
    survey = Survey.objects.create(exchange=exchange, created_by=by, languages=chosen, **fields)
    for order, question in enumerate(ready.questions if ready else []):
        Question.objects.create(survey=survey, order=order, **question)
    record(by, "survey.created", survey, organisation=exchange.organiser, questionnaire=key)
    return survey


@transaction.atomic
def plan_follow_up(exchange: Exchange, by: Person) -> Survey:
    """The survey of what people do differently, to open four months after the last session (rule EX9)."""
    survey = create(exchange, by, key=FOLLOW_UP)
    last: datetime | None = exchange.sessions.aggregate(end=Max("end"))["end"]
    if last is not None:
        survey.opens_at = last + FOLLOW_UP_AFTER
        survey.save(update_fields=["opens_at"])
    return survey


@transaction.atomic
def copy(survey: Survey, by: Person) -> Survey:
    """A new draft with the same questions: what one does instead of changing an opened survey."""
    fields = {name: getattr(survey, name) for name in COPIED}
    made = Survey.objects.create(exchange=survey.exchange, created_by=by, copied_from=survey, **fields)
    rows = [
        {name: getattr(question, name) for name in COPIED_QUESTION} for question in survey.questions.all()
    ]
    Question.objects.bulk_create(Question(survey=made, **row) for row in rows)
    record(by, "survey.copied", made, organisation=survey.exchange.organiser, original=survey.public_id)
    return made


def _locked(survey: Survey) -> Survey:
    """The survey's row, locked and certainly editable."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    row.must_be_editable()
    return row


def _done(row: Survey, by: Person, act: str, **details: Any) -> None:
    row.changed()
    record(by, act, row, organisation=row.exchange.organiser, **details)


@transaction.atomic
def change_survey(survey: Survey, by: Person, **fields: Any) -> None:
    """Changes title, introduction, mode, languages, level, dates. Raises SurveyRefused 'fixed' (rule SU1)."""
    row = _locked(survey)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    _done(row, by, "survey.changed", fields=sorted(fields))
    survey.refresh_from_db()


@transaction.atomic
def save_question(question: Question, by: Person) -> None:
    """Adds or changes a question; a new one comes last. Raises SurveyRefused 'fixed' or 'code_taken'."""
    row = _locked(question.survey)
    others = row.questions.exclude(pk=question.pk)
    if others.filter(code=question.code).exists():
        raise SurveyRefused("code_taken")
    if question.pk is None:
        last: int | None = others.aggregate(last=Max("order"))["last"]
        question.order = 0 if last is None else last + 1
    question.save()
    _done(row, by, "survey.question_saved", code=question.code)


@transaction.atomic
def remove_question(question: Question, by: Person) -> None:
    """Takes a question out. Raises SurveyRefused 'fixed', or 'needed_by_rule' where another one's rule
    refers to it."""
    row = _locked(question.survey)
    if any(other.shown_if.get("question") == question.code for other in row.questions.all()):
        raise SurveyRefused("needed_by_rule")
    question.delete()
    _done(row, by, "survey.question_removed", code=question.code)


@transaction.atomic
def move_question(question: Question, by: Person, *, up: bool) -> bool:
    """Changes places with the question before or after it; False at the end of the list, or where a rule
    would then refer to a later question. Raises SurveyRefused 'fixed'."""
    row = _locked(question.survey)
    listed = list(row.questions.all())
    at = next(index for index, other in enumerate(listed) if other.pk == question.pk)
    first = at - 1 if up else at
    if first < 0 or first + 1 >= len(listed):
        return False
    before, after = listed[first], listed[first + 1]
    if after.shown_if.get("question") == before.code:
        return False
    listed[first], listed[first + 1] = after, before
    for order, other in enumerate(listed):
        other.order = order
    Question.objects.bulk_update(listed, ["order"])
    _done(row, by, "survey.question_moved", code=question.code)
    return True


@transaction.atomic
def replace_questions(
    survey: Survey, rows: Sequence[Mapping[str, Any]], by: Person, *, languages: Sequence[str] = ()
) -> None:
    """Puts the questions of an uploaded table in the place of all others; languages that only the table has
    are offered from now on. Raises SurveyRefused 'fixed'."""
    row = _locked(survey)
    row.languages = list(dict.fromkeys([*row.languages, *languages]))
    row.save(update_fields=["languages"])
    row.questions.all().delete()
    Question.objects.bulk_create(
        Question(survey=row, order=order, **fields) for order, fields in enumerate(rows)
    )
    _done(row, by, "survey.questions_replaced", questions=len(rows))


@transaction.atomic
def delete(survey: Survey, by: Person) -> None:
    """Deletes a survey that nobody was asked to answer. Raises SurveyRefused 'has_tickets'."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    if not row.is_editable or row.tickets.exists():
        raise SurveyRefused("has_tickets")
    record(by, "survey.deleted", row, organisation=row.exchange.organiser)
    row.delete()


def texts_in(original: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Texts by language as they are stored, with the language that was written first."""
    filled = {language: text for language, text in texts.items() if text and language != "_"}
    first = original if original in filled else next(iter(filled), original)
    return make_texts(first, **filled)
