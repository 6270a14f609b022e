"""The analysis of a survey of the platform, by sex: from its rows to the engine.

The question that asks for the sex is what the tables are split by, so it is no table itself. A question that
everybody answers by having answered (`EVERYBODY`) goes through the engine with the others, so that the
numbers of women and men among the respondents are protected together with all other tables of the report."""

from typing import Any

from django.conf import settings

from cityclusters.surveys import analysis_data as data
from cityclusters.surveys.analysis import analyse
from cityclusters.surveys.analysis_data import Analysis
from cityclusters.surveys.models import Question, Response, Survey

EVERYBODY = "_everybody"
ANSWERED = "answered"
READY = (Survey.State.CLOSED, Survey.State.ANALYSED, Survey.State.PUBLISHED)


def is_ready(survey: Survey) -> bool:
    """Whether its answers may be looked at: only when nobody can add one any more (rule SU7)."""
    return survey.state in READY


def smallest_cell(survey: Survey, questions: list[Question]) -> int:
    """k, the least number of people that a group may have, in the design check, in what participants are told
    and in the report: larger where a question is sensitive."""
    sensitive = any(question.sensitive for question in questions)
    return settings.SMALL_CELL_SENSITIVE if sensitive else settings.SMALL_CELL


def counted_questions(survey: Survey) -> list[Question]:
    """The questions that are printed: all but those that say who somebody is."""
    return [question for question in survey.questions.all() if not question.asks_about]


def analysis_of(survey: Survey, questions: list[Question] | None = None) -> Analysis:
    """Everything that may be published about a closed survey. Raises ValueError while it takes answers."""
    if not is_ready(survey):
        raise ValueError("A survey is analysed when it is closed.")
    asked = counted_questions(survey) if questions is None else questions
    rows = Response.objects.filter(survey=survey).values_list("sex", "answers")
    return analyse(
        data.SurveyData(
            questions=(
                *(_question(q) for q in asked),
                data.Question(EVERYBODY, "single", options=(ANSWERED,)),
            ),
            responses=[_response(sex, answers, asked) for sex, answers in rows],
            by="sex",
            k=smallest_cell(survey, asked),
            mode=survey.mode,  # type: ignore[arg-type]  # the same three words
            attended=survey.invited,
        )
    )


def _question(question: Question) -> data.Question:
    return data.Question(
        code=question.code,
        kind=question.kind,  # type: ignore[arg-type]  # the same four words
        options=question.values if question.has_options else (),
        dont_know=question.dont_know,
        low=question.low,
        high=question.high,
    )


def _response(sex: str, answers: dict[str, Any], asked: list[Question]) -> dict[str, Any]:
    given = {question.code: answers[question.code] for question in asked if question.code in answers}
    response: dict[str, Any] = {"answers": {**given, EVERYBODY: ANSWERED}}
    if sex:
        response["sex"] = sex
    return response
