"""Counts answers by question and group, and refuses those that don't fit their question.

Built for 100,000 responses of 30 questions: a question's answers are pulled out together and counted by
`collections.Counter` (in C), and only the distinct answers are then looked at one by one. The slow walk that
finds the place of a wrong answer is taken only when there is one.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cityclusters.core.engine_input import InputError, an_object, inside, kind_of, quoted
from cityclusters.surveys.analysis_data import NOT_STATED, Kind, Question, SurveyData

Answers = Mapping[str, Any]


class _Skip:
    """Marks an answer that is absent (None means not asked)."""


SKIP = _Skip()
_NO_ANSWER: set[type] = {_Skip, type(None)}
_ANSWER_TYPES: dict[Kind, set[type]] = {
    "single": {str} | _NO_ANSWER,
    "multiple": {list} | _NO_ANSWER,
    "scale": {int} | _NO_ANSWER,
    "text": {str} | _NO_ANSWER,
}
SLICE = 200
"""Responses that are counted at a time."""


@dataclass(slots=True)
class Tally:
    """The counts of one question. Groups with nobody in a count are absent there."""

    question: Question
    skipped: int = 0
    not_asked: int = 0
    answered: Counter[str] = field(default_factory=Counter)
    """People who answered, by group."""
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    """People who gave this answer, by answer (every option, every step of the scale) and group."""

    @property
    def base(self) -> int:
        """People who answered."""
        return self.answered.total()

    def total(self, value: str) -> int:
        """People who gave this answer."""
        return self.counts[value].total()


@dataclass(slots=True)
class Tallies:
    """All counts of a survey. `groups` are those that occur, in alphabetical order, `not_stated` last."""

    responses: int
    groups: list[str]
    sizes: dict[str, int]
    """People per group, whether they answered anything or not."""
    questions: list[Tally]


def tally(data: SurveyData) -> Tallies:
    """Counts everything.

    Raises InputError, with its place, for an answer that does not fit its question, an answer to an unknown
    question and a group that is not text.
    """
    answers = _answers(data.responses)
    known = {question.code for question in data.questions}
    if not set().union(*answers) <= known:
        _refuse_unknown_question(answers, known)
    by_group = _by_group(answers, _groups(data))
    groups = sorted(by_group.keys() - {NOT_STATED})
    if NOT_STATED in by_group:
        groups.append(NOT_STATED)
    counted = [Tally(question, counts=_no_counts(question)) for question in data.questions]
    for group in groups:
        for tallied, found in zip(counted, _count(data.questions, by_group[group]), strict=True):
            if found is None or not _add(tallied, group, found):
                _refuse_first_fault(tallied.question, answers)
    sizes = {group: len(by_group[group]) for group in groups}
    return Tallies(responses=len(answers), groups=groups, sizes=sizes, questions=counted)


def _answers(responses: Sequence[Answers]) -> list[Answers]:
    """The answers of each response."""
    for number, response in enumerate(responses):
        if not isinstance(response.get("answers"), dict):
            place = f"responses[{number}]"
            an_object(response, place, required=["answers"], optional=response.keys())
            an_object(response["answers"], f"{place}.answers", optional=())
    return [response["answers"] for response in responses]


def _refuse_unknown_question(answers: Sequence[Answers], known: set[str]) -> None:
    for number, given in enumerate(answers):
        for code in given:
            if code not in known:
                place = inside(f"responses[{number}].answers", str(code))
                raise InputError(place, f"unknown question {quoted(code)}")


def _groups(data: SurveyData) -> list[str]:
    """The group of each response; blank and absent are `not_stated`."""
    by = data.by
    if by is None:
        return [NOT_STATED] * len(data.responses)
    given = [response.get(by) for response in data.responses]
    if not set(map(type, given)) <= {str, type(None)}:
        for number, value in enumerate(given):
            if value is not None and not isinstance(value, str):
                raise InputError(inside(f"responses[{number}]", by), f"must be text, not {kind_of(value)}")
    names = {value: value if value and value.strip() else NOT_STATED for value in set(given)}
    return [names[value] for value in given]


def _by_group(answers: Sequence[Answers], groups: Sequence[str]) -> dict[str, list[Answers]]:
    """The answers of each group's people."""
    found: dict[str, list[Answers]] = {group: [] for group in set(groups)}
    for given, group in zip(answers, groups, strict=True):
        found[group].append(given)
    return found


def _count(questions: Sequence[Question], answers: Sequence[Answers]) -> list[Counter[Any] | None]:
    """How often each answer occurs, question by question; None where one is of a wrong type.

    Goes through the responses in slices, all questions of a slice in turn: its answers are then still in the
    processor's cache, which halves the time.
    """
    counters: list[Counter[Any] | None] = [Counter() for _ in questions]
    codes = [question.code for question in questions]
    skips = [SKIP] * len(codes)
    for start in range(0, len(answers), SLICE):
        rows = [list(map(given.get, codes, skips)) for given in answers[start : start + SLICE]]
        columns: Iterable[tuple[Any, ...]] = zip(*rows, strict=True)
        for place, column in enumerate(columns):
            counter = counters[place]
            if counter is not None and not _count_column(questions[place].kind, column, counter):
                counters[place] = None
    return counters


def _count_column(kind: Kind, column: Sequence[Any], counter: Counter[Any]) -> bool:
    """Adds the answers to the counter; False if one of them has a wrong type.

    The types are looked at before the values are counted: True counts as 1 in a Counter, and 4.0 as 4.
    """
    if not set(map(type, column)) <= _ANSWER_TYPES[kind]:
        return False
    if kind == "text":
        # The words themselves are never kept: only that something was said.
        column = [
            ("said" if value.strip() else SKIP) if value.__class__ is str else value for value in column
        ]
    elif kind == "multiple":
        column = [tuple(value) if value.__class__ is list else value for value in column]
    try:
        counter.update(column)
    except TypeError:  # a list or an object among the choices
        return False
    return True


def _add(tallied: Tally, group: str, found: Counter[Any]) -> bool:
    """Adds what a group answered; False if an answer does not fit the question."""
    question = tallied.question
    for value, count in found.items():
        if value is SKIP or value == ():
            tallied.skipped += count
        elif value is None:
            tallied.not_asked += count
        elif _fault(question, value):
            return False
        else:
            tallied.answered[group] += count
            for choice in _choices(question, value):
                tallied.counts[choice][group] += count
    return True


def _no_counts(question: Question) -> dict[str, Counter[str]]:
    return {value: Counter() for value in question.values}


def _choices(question: Question, value: Hashable) -> tuple[str, ...]:
    """The rows of the table that an answer counts in."""
    if isinstance(value, tuple):
        return value
    return () if question.kind == "text" else (str(value),)


def _fault(question: Question, value: object) -> str:
    """Why this answer does not fit the question, or an empty text."""
    if question.kind == "multiple" and isinstance(value, list | tuple):
        for position, choice in enumerate(value):
            if not isinstance(choice, str) or choice not in question.options:
                return f"unknown option {quoted(choice)}"
            if choice in value[:position]:
                return f"option {quoted(choice)} is chosen twice"
        return ""
    if type(value) not in _ANSWER_TYPES[question.kind]:
        wanted = {"multiple": "a list of options", "scale": "a whole number", "single": "an option's code"}
        return f"must be {wanted.get(question.kind, 'text')}, not {kind_of(value)}"
    if question.kind == "single" and value not in question.options:
        return f"unknown option {quoted(value)}"
    if question.kind == "scale" and not question.low <= value <= question.high:  # type: ignore[operator]
        return f"{quoted(value)} is not on the scale from {question.low} to {question.high}"
    return ""


def _refuse_first_fault(question: Question, answers: Sequence[Answers]) -> None:
    """Raises InputError for the first answer that does not fit the question."""
    for number, given in enumerate(answers):
        value = given.get(question.code)
        why = "" if value is None else _fault(question, value)
        if why:
            raise InputError(inside(f"responses[{number}].answers", question.code), why)
    raise AssertionError("an answer that did not fit was not found again")
