"""The same people asked twice: what they said after the exchange and some months later (rule SU9)."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import day, number
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.origins import protected
from cityclusters.surveys.matched import Change, compare
from cityclusters.surveys.models import Question, Response, Survey
from cityclusters.surveys.percent import percent
from cityclusters.surveys.reporting.parts import Cell, Row, Section, Table
from cityclusters.surveys.reporting.questions import labels
from cityclusters.surveys.reporting.words import share_words
from cityclusters.surveys.results import READY, counted_questions, smallest_cell

COMPARED = (Question.Kind.SINGLE, Question.Kind.SCALE)


def twice_section(exchange: Exchange) -> Section | None:
    """Questions that the first and the last closed survey of the exchange share; None where they share none.
    Where the answers can't be matched, or a person could be recognised, the section says so instead."""
    surveys = list(Survey.objects.of(exchange).filter(state__in=READY).order_by("opened_at", "pk"))
    if len(surveys) < 2:
        return None
    first, last = surveys[0], surveys[-1]
    questions = shared_questions(first, last)
    if not questions:
        return None
    section = Section(title=_("The same people, asked twice"))
    if first.is_anonymous or last.is_anonymous:
        section.empty = _("Not compared: in an anonymous survey nobody's two answers can be matched.")
        return section
    section.tables = _tables(first, last, questions)
    if section.tables:
        section.paragraphs.append(
            _("Only people who answered a question both times are compared; others are left out.")
        )
    else:
        section.empty = _("Not compared: a person could be recognised by who answered both times.")
    return section


def shared_questions(first: Survey, last: Survey) -> list[Question]:
    """The questions with the same code and the same possible answers in both, as the last one words them."""
    known = {q.code: (q.kind, q.values) for q in counted_questions(first) if q.kind in COMPARED}
    return [q for q in counted_questions(last) if known.get(q.code) == (q.kind, q.values)]


def _tables(first: Survey, last: Survey, questions: Sequence[Question]) -> list[Table]:
    k = max(smallest_cell(survey, counted_questions(survey)) for survey in (first, last))
    given = [_answers(first), _answers(last)]
    columns = [
        _("First time, %(day)s") % {"day": day(first.closed_at)},
        _("Later, %(day)s") % {"day": day(last.closed_at)},
    ]
    tables = []
    for question in questions:
        before, after = (
            {
                person: str(said[question.code])
                for person, said in rows.items()
                if said.get(question.code) is not None
            }
            for rows in given
        )
        if change := compare(before, after, k):
            tables.append(_table(question, change, columns, k))
    return tables


def _answers(survey: Survey) -> dict[int, dict[str, object]]:
    rows = Response.objects.filter(survey=survey, person__isnull=False)
    return {person: answers for person, answers in rows.values_list("person", "answers") if person}


def _table(question: Question, change: Change, columns: Sequence[str], k: int) -> Table:
    words = labels(question)
    sides = [_column(side, question, change.people, k) for side in (change.first, change.second)]
    return Table(
        pick(question.texts).text,
        columns,
        [Row(words.get(code, code), tuple(side[code] for side in sides)) for code in question.values],
        base=_("Base: %(n)s people who answered this question both times.") % {"n": number(change.people)},
        head=_("Answer"),
    )


def _column(counts: Counter[str], question: Question, base: int, k: int) -> dict[str, Cell]:
    every = {code: counts[code] for code in question.values}
    hidden = protected(every, k)
    cells = {}
    for code, count in every.items():
        share = percent(count, base)
        shown = Cell(share_words(count, base, share), count, share)
        cells[code] = Cell("", hidden=True) if code in hidden else shown
    return cells
