"""The same people asked twice (rule SU9): matched by person, protected, and never for anonymous answers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from cityclusters.exchanges.models import Exchange, Registration
from cityclusters.people.models import Person
from cityclusters.surveys import building, results
from cityclusters.surveys.matched import compare
from cityclusters.surveys.models import Question, Response, Survey
from cityclusters.surveys.reporting.building import build_report
from cityclusters.surveys.reporting.parts import Section
from cityclusters.surveys.reporting.twice import twice_section

TITLE = "The same people, asked twice"


def _closed(training: Exchange, by: Person, mode: str, days: int) -> Survey:
    """A closed survey of one scale question, opened so many days ago."""
    survey = building.create(training, by)
    words = {"_": "en", "en": "How well do you use digital services?"}
    Question.objects.create(survey=survey, order=1, code="skill", kind="scale", low=0, high=2, texts=words)
    opened = timezone.now() - timedelta(days=days)
    survey.state, survey.mode, survey.mode_when_opened = Survey.State.CLOSED, mode, mode
    survey.opened_at = survey.closes_at = survey.closed_at = opened
    survey.save()
    return survey


def _answer(survey: Survey, seats: list[Registration], steps: list[int]) -> None:
    for seat, step in zip(seats, steps, strict=True):
        Response.objects.create(
            survey=survey, anonymous=False, person=seat.person, answers={"skill": step}, sex=""
        )


@pytest.fixture
def twice(training: Exchange, delegates: list[Registration], officer: Person) -> tuple[Survey, Survey]:
    """Twelve answered the first time, the last seven of them again."""
    first = _closed(training, officer, "identified", 120)
    last = _closed(training, officer, "identified", 1)
    _answer(first, delegates, [2] * 5 + [0] * 7)
    _answer(last, delegates[5:], [2] * 7)
    return first, last


def _section(training: Exchange) -> Section:
    found = twice_section(training)
    assert found is not None
    return found


def test_SU9_only_people_who_answered_both_times_are_compared(
    training: Exchange, twice: tuple[Survey, Survey]
) -> None:
    (table,) = _section(training).tables
    assert table.base == "Base: 7 people who answered this question both times."
    shown = [["hidden" if cell.hidden else cell.number for cell in row.cells] for row in table.rows]
    # Of the five who gave a 2 the first time nobody came back: they stand in no column.
    assert shown == [[7, 0], [0, 0], [0, 7]]
    report = build_report(training, None, names_shown=False)
    assert TITLE in [section.title for section in report.sections]


def test_SU7_few_people_of_one_answer_are_hidden_with_the_others(
    training: Exchange, twice: tuple[Survey, Survey]
) -> None:
    for response in Response.objects.filter(survey=twice[1]).order_by("person")[:2]:
        Response.objects.filter(pk=response.pk).update(answers={"skill": 1})
    (table,) = _section(training).tables
    assert [row.cells[1].hidden for row in table.rows] == [True] * 3
    assert [row.cells[0].number for row in table.rows] == [7, 0, 0]


def test_SU9_anonymous_answers_are_never_matched(training: Exchange, twice: tuple[Survey, Survey]) -> None:
    Survey.objects.filter(pk=twice[0].pk).update(mode="anonymous", mode_when_opened="anonymous")
    section = _section(training)
    assert section.tables == []
    assert "nobody's two answers can be matched" in section.empty


def test_SU9_nearly_all_or_too_few_are_not_compared(
    training: Exchange, twice: tuple[Survey, Survey], delegates: list[Registration]
) -> None:
    Response.objects.filter(survey=twice[0], person__in=[seat.person for seat in delegates[:3]]).delete()
    section = _section(training)
    assert section.tables == [], "the two left out could be worked out from the table of everybody"
    assert "could be recognised" in section.empty


def test_SU9_questions_with_other_answers_are_other_questions(
    training: Exchange, twice: tuple[Survey, Survey]
) -> None:
    Question.objects.filter(survey=twice[1]).update(high=5)
    assert twice_section(training) is None


@pytest.mark.parametrize(
    ("first", "second", "people"),
    [
        (range(5), range(5), 5),
        (range(4), range(4), None),
        (range(10), range(5, 15), 5),
        (range(9), range(5), None),
        (range(5), range(9), None),
        ((), (), None),
    ],
)
def test_SU9_who_answered_once_is_left_out(first: range, second: range, people: int | None) -> None:
    change = compare(dict.fromkeys(first, "a"), dict.fromkeys(second, "b"), k=5)
    assert (change.people if change else None) == people
    if change:
        assert (dict(change.first), dict(change.second)) == ({"a": people}, {"b": people})


def test_SU7_the_report_protects_groups_as_large_as_the_design_check_promised(
    twice: tuple[Survey, Survey], settings: Settings
) -> None:
    settings.SMALL_CELL, settings.SMALL_CELL_SENSITIVE = 3, 10
    question = twice[0].questions.get()
    assert results.smallest_cell(twice[0], [question]) == 3
    question.sensitive = True
    assert results.smallest_cell(twice[0], [question]) == 10
