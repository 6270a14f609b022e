"""What happens after closing: publishing the report, and calling the exchange reported."""

import re
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from cityclusters.core.texts import pick
from cityclusters.exchanges.errors import NotPossible
from cityclusters.exchanges.models import Exchange
from cityclusters.journal.acts import record
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Person
from cityclusters.surveys.models import Question, Response, Survey
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.reporting.building import evaluation_of, missing_for_reported
from cityclusters.surveys.results import is_ready

POINTS_TO_SOMEBODY = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+?\d[\d ()./-]{6,}\d")


class OpenText(NamedTuple):
    """Answers to a question in people's own words, in alphabetical order; `flagged` ones hold an address or a
    number that may point to somebody (rule SA8)."""

    question: str
    answers: list[tuple[str, bool]]


def open_texts(survey: Survey) -> list[OpenText]:
    """What people wrote, for officers only and in no download. Sorted, so that no two answers of one person
    can be joined by their order."""
    if not is_ready(survey):
        return []
    rows = list(Response.objects.filter(survey=survey).values_list("answers", flat=True))
    found = []
    for question in survey.questions.filter(kind=Question.Kind.TEXT):
        said = sorted(str(answers[question.code]) for answers in rows if answers.get(question.code))
        marked = [(text, bool(POINTS_TO_SOMEBODY.search(text))) for text in said]
        if said:
            found.append(OpenText(pick(question.texts).text, marked))
    return found


@transaction.atomic
def publish(survey: Survey, by: Person) -> None:
    """Shows the report to everybody who sees the exchange; the follow-up to do so is done.

    Raises SurveyRefused 'not_closed' while it takes answers. Publishing twice changes nothing."""
    row = Survey.objects.select_for_update().get(pk=survey.pk)
    if not is_ready(row):
        raise SurveyRefused("not_closed")
    if row.state == Survey.State.PUBLISHED:
        return
    now = timezone.now()
    row.state, row.published_at, row.published_by = Survey.State.PUBLISHED, now, by
    row.analysed_at = row.analysed_at or now
    row.save(update_fields=["state", "published_at", "published_by", "analysed_at"])
    record(by, "survey.published", row, organisation=row.exchange.organiser)
    for follow_up in FollowUp.objects.filter(kind="survey_report", subject_id=row.public_id, state="open"):
        follow_up.close(by, pick(row.title).text, FollowUp.State.DONE)
    survey.refresh_from_db()


def mark_reported(exchange: Exchange, by: Person) -> None:
    """Calls the exchange reported. Raises NotPossible with what is missing (rule EX7)."""
    if missing := missing_for_reported(exchange, evaluation_of(exchange)):
        raise NotPossible(" ".join(missing))
    exchange.mark_reported(by)
