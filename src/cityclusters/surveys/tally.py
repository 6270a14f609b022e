"""Counts answers by question and group, and refuses those that don't fit their question.

Built for 100,000 responses of 30 questions: a question's answers are pulled out as one list and counted by
`collections.Counter` (in C), and only the distinct answers are then looked at one by one. The slow walk that
finds the place of a wrong answer is taken only when there is one.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cityclusters.core.engine_input import InputError, an_object, inside, kind_of, quoted
from cityclusters.surveys.analysis_data import NOT_STATED, Question, SurveyData


class _Skip:
    """Marks an answer that is absent (None means not asked)."""


SKIP = _Skip()
_ANSWER_TYPES: dict[str, set[type]] = {
    "single": {str},
    "multiple": {list},
    "scale": {int},
    "text": {str},
}


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
    groups = _groups(data)
    seen = sorted(set(groups) - {NOT_STATED})
    if NOT_STATED in groups:
        seen.append(NOT_STATED)
    counted = [_tally_question(question, answers, groups) for question in data.questions]
    sizes = dict(Counter(groups))
    return Tallies(responses=len(answers), groups=seen, sizes=sizes, questions=counted)


def _answers(responses: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The answers of each response."""
    for number, response in enumerate(responses):
        if not isinstance(response.get("answers"), dict):
            place = f"responses[{number}]"
            an_object(response, place, required=["answers"], optional=response.keys())
            an_object(response["answers"], f"{place}.answers", optional=())
    return [response["answers"] for response in responses]


def _refuse_unknown_question(answers: Sequence[Mapping[str, Any]], known: set[str]) -> None:
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


def _tally_question(question: Question, answers: Sequence[Mapping[str, Any]], groups: Sequence[str]) -> Tally:
    """The counts of one question.

    The types are looked at before the values are counted: True counts as 1 in a Counter, and 4.0 as 4.
    """
    code = question.code
    given: list[Any] = [answer.get(code, SKIP) for answer in answers]
    types = set(map(type, given)) - {_Skip, type(None)}
    if not types <= _ANSWER_TYPES[question.kind]:
        _refuse_first_fault(question, given)
    if question.kind == "text":
        # The words themselves are never kept: only that something was said.
        given = [("said" if value.strip() else SKIP) if value.__class__ is str else value for value in given]
    if question.kind == "multiple":
        given = [tuple(value) if value.__class__ is list else value for value in given]
    try:
        pairs = Counter(zip(given, groups, strict=True))
    except TypeError:  # a list or an object among the choices
        _refuse_first_fault(question, given)
        raise
    result = Tally(question, counts={value: Counter() for value in question.values})
    for (value, group), count in pairs.items():
        if value is SKIP or value == ():
            result.skipped += count
        elif value is None:
            result.not_asked += count
        else:
            if _fault(question, value):
                _refuse_first_fault(question, given)
            result.answered[group] += count
            for choice in _choices(question, value):
                result.counts[choice][group] += count
    return result


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


def _refuse_first_fault(question: Question, given: Sequence[object]) -> None:
    for number, value in enumerate(given):
        if value is None or value is SKIP:
            continue
        why = _fault(question, value)
        if why:
            raise InputError(inside(f"responses[{number}].answers", question.code), why)
