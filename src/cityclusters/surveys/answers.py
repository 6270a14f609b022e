"""Questionnaires and answers as plain data: who is asked what, in which part, and what an answer is worth.

No database and no web in here. An answer is an option's code (single), a list of codes (multiple), a whole
number (scale) or words (text). Absent means skipped, None means not asked (rule SU5)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

Answer = str | int | list[str] | None
Answers = dict[str, Answer]


class Asked(Protocol):
    """What this module needs to know of a question (`models.Question` has it)."""

    code: str
    kind: str
    shown_if: dict[str, Any]

    @property
    def values(self) -> tuple[str, ...]:
        """What can be chosen, as text."""
        ...


Q = TypeVar("Q", bound=Asked)


def is_asked(question: Asked, answers: Mapping[str, Answer]) -> bool:
    """Whether the rule of the question lets it be asked after these answers (of the questions before it)."""
    if not question.shown_if:
        return True
    given = as_values(answers.get(question.shown_if["question"]))
    return bool(given & set(question.shown_if["any_of"]))


def as_values(answer: Answer) -> set[str]:
    """What was chosen, as text: the codes, or the step."""
    if answer is None:
        return set()
    return set(answer) if isinstance(answer, list) else {str(answer)}


def parts_of(questions: Iterable[Q]) -> list[list[Q]]:
    """The questions in parts that can each be shown on one page: a question whose rule depends on another
    one starts a new part when that one stands in the same part, because without JavaScript a page can't
    change while it is filled in."""
    parts: list[list[Q]] = []
    here: set[str] = set()
    for question in questions:
        if not parts or question.shown_if.get("question") in here:
            parts.append([])
            here = set()
        parts[-1].append(question)
        here.add(question.code)
    return parts


def read_answer(question: Asked, texts: Sequence[str]) -> Answer:
    """What the texts of a form field say: the answer, or None where they say nothing valid."""
    words = [text.strip() for text in texts if text.strip()]
    if question.kind == "text":
        return words[0] if words else None
    known = [word for word in dict.fromkeys(words) if word in question.values]
    if not known:
        return None
    if question.kind == "multiple":
        return [value for value in question.values if value in known]
    return int(known[0]) if question.kind == "scale" else known[0]


def settle(questions: Iterable[Asked], given: Mapping[str, Answer]) -> Answers:
    """The answers to keep: what was said, None for what was not asked, nothing for what was skipped.

    An answer to a question that turns out not to have been asked is dropped."""
    kept: Answers = {}
    for question in questions:
        if not is_asked(question, kept):
            kept[question.code] = None
        elif (answer := given.get(question.code)) is not None:
            kept[question.code] = answer
    return kept
