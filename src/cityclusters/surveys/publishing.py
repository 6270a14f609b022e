"""What happens after closing: publishing the report, and calling the exchange reported."""

import re
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.journal.acts import record
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Person
from cityclusters.surveys.analysis import may_release_again
from cityclusters.surveys.models import Question, Release, Response, Survey
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.reporting.building import build_report, evaluation_of, missing_for_reported
from cityclusters.surveys.reporting.frozen import as_json
from cityclusters.surveys.results import counted_questions, is_ready, smallest_cell

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


def latest_release(exchange: Exchange) -> Release | None:
    """The report that everybody sees, if one is published."""
    return Release.objects.filter(exchange=exchange).first()


@transaction.atomic
def publish(survey: Survey, by: Person, reason: str = "") -> Release:
    """Freezes the report in every language of the interface and shows it to everybody who sees the exchange;
    the follow-up to do so is done. A later release needs a reason.

    Raises SurveyRefused: 'not_closed' while it takes answers, 'no_reason' for a later release without one,
    'too_few_new' when so few answers are new that the difference would show them (rule SU7)."""
    row = Survey.objects.select_for_update().select_related("exchange__organiser").get(pk=survey.pk)
    if not is_ready(row):
        raise SurveyRefused("not_closed")
    before = latest_release(row.exchange)
    if before is not None and not reason.strip():
        raise SurveyRefused("no_reason")
    responses = row.responses.count()
    if before is not None and before.survey_id == row.pk and not _may_release(before, row, responses):
        raise SurveyRefused("too_few_new")
    made = Release.objects.create(
        exchange=row.exchange,
        survey=row,
        number=before.number + 1 if before else 1,
        reports=_in_all_languages(row),
        responses=responses,
        reason=reason.strip(),
        by=by,
    )
    _mark_published(row, by)
    record(
        by, "survey.published", row, organisation=row.exchange.organiser, release=made.number, reason=reason
    )
    survey.refresh_from_db()
    return made


def _may_release(before: Release, survey: Survey, responses: int) -> bool:
    k = smallest_cell(survey, counted_questions(survey))
    return may_release_again(before.responses, responses, k)


def _in_all_languages(survey: Survey) -> dict[str, Any]:
    reports = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            reports[language] = as_json(build_report(survey.exchange, survey, names_shown=False))
    return reports


def _mark_published(survey: Survey, by: Person) -> None:
    if survey.state != Survey.State.PUBLISHED:
        now = timezone.now()
        survey.state, survey.published_at, survey.published_by = Survey.State.PUBLISHED, now, by
        survey.analysed_at = survey.analysed_at or now
        survey.save(update_fields=["state", "published_at", "published_by", "analysed_at"])
    for follow_up in FollowUp.objects.filter(kind="survey_report", subject_id=survey.public_id, state="open"):
        follow_up.close(by, pick(survey.title).text or survey.public_id, FollowUp.State.DONE)


def mark_reported(exchange: Exchange, by: Person) -> None:
    """Calls the exchange reported. Raises NotPossible with what is missing (rule EX7)."""
    if missing := missing_for_reported(exchange, evaluation_of(exchange)):
        raise NotPossible(" ".join(missing))
    exchange.mark_reported(by)
