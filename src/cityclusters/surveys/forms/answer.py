"""A questionnaire as a page shows it: one part, in one language, with what was filled in so far.

No form class of the framework: the questions are data, their words come in the reader's language with that
language marked, and nothing may be refused while a draft is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import get_language

from cityclusters.core.texts import Text, pick
from cityclusters.surveys.answers import Answer, as_values, is_asked, parts_of, read_answer
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.models.question import LONGEST_TEXT
from cityclusters.surveys.words import NAMES, has_words, phrases

Fields = Mapping[str, Sequence[str]]
PREFIX = "q-"
LONGEST_FIELD = 20_000  # characters kept of a text; more is cut, so that a draft has an end
MOST_VALUES = 200


@dataclass(frozen=True)
class Choice:
    """One option or step."""

    value: str
    label: Text
    chosen: bool


@dataclass
class Item:
    """One question on the page."""

    question: Question
    name: str
    label: Text
    help: Text
    scale_words: str
    choices: list[Choice]
    text: str
    error: str = ""


@dataclass
class Sheet:
    """The questionnaire in one language with the fields filled in so far; `part` counts from 1."""

    survey: Survey
    questions: list[Question]
    fields: Fields
    language: str
    part: int = 1
    errors: dict[str, str] = field(default_factory=dict)
    longest: int = LONGEST_TEXT

    def __post_init__(self) -> None:
        self.words = phrases(self.language)
        self.words_language = self.language if has_words(self.language) else (get_language() or "en")
        self.parts = parts_of(self.questions)
        self.part = min(max(self.part, 1), max(len(self.parts), 1))
        self.given = {q.code: read_answer(q, self.fields.get(PREFIX + q.code, [])) for q in self.questions}
        kept: dict[str, Answer] = {}
        self.asked: list[Question] = []
        for question in self.questions:
            if is_asked(question, kept):
                self.asked.append(question)
                kept[question.code] = self.given[question.code]

    @property
    def items(self) -> list[Item]:
        """The questions of this part that are asked."""
        here = {question.code for question in self.parts[self.part - 1]} if self.parts else set()
        return [self._item(question) for question in self.asked if question.code in here]

    @property
    def is_last(self) -> bool:
        """Whether sending stands at the end of this part."""
        return self.part >= len(self.parts)

    @property
    def answered(self) -> int:
        """How many of the questions asked have an answer."""
        return sum(self.given[question.code] is not None for question in self.asked)

    @property
    def progress(self) -> str:
        """In words: 'Answered so far: 3 of 12 questions'."""
        return self.words["progress"] % {"answered": self.answered, "total": len(self.asked)}

    @property
    def part_words(self) -> str:
        """'Part 1 of 2', or '' where there is one part only."""
        if len(self.parts) < 2:
            return ""
        return self.words["part"] % {"part": self.part, "parts": len(self.parts)}

    @property
    def languages(self) -> list[tuple[str, str, bool]]:
        """The languages to choose from: (code, own name, chosen now)."""
        return [(code, NAMES.get(code, code), code == self.language) for code in self.survey.languages]

    def step(self, by: int) -> int:
        """The next part (by=1) or the one before (by=-1) in which something is asked; the last and the first
        part are always there."""
        asked = {question.code for question in self.asked}
        part = self.part + by
        while 1 < part < len(self.parts) and not asked & {q.code for q in self.parts[part - 1]}:
            part += by
        return min(max(part, 1), len(self.parts))

    def look(self, everywhere: bool) -> bool:
        """Looks for missing and wrong answers, in this part or everywhere; True where there are none.

        With some, `errors` has them by question, and `part` turns to the first one."""
        for number, questions in enumerate(self.parts, start=1):
            if everywhere or number == self.part:
                found = {q.code: self._error(q) for q in questions if q in self.asked}
                self.errors |= {code: error for code, error in found.items() if error}
                if self.errors:
                    self.part = number
                    return False
        return True

    def _error(self, question: Question) -> str:
        texts = [text for text in self.fields.get(PREFIX + question.code, []) if text.strip()]
        answer = self.given[question.code]
        if question.kind == Question.Kind.TEXT and isinstance(answer, str) and len(answer) > LONGEST_TEXT:
            return self.words["too_long"] % {"limit": LONGEST_TEXT}
        if texts and answer is None:
            return self.words["wrong"]
        return self.words["needed"] if question.required and answer is None else ""

    def _item(self, question: Question) -> Item:
        chosen = as_values(self.given[question.code])
        texts = self.fields.get(PREFIX + question.code, [])
        return Item(
            question=question,
            name=PREFIX + question.code,
            label=pick(question.texts, self.language),
            help=pick(question.helps, self.language),
            scale_words=self._scale_words(question),
            choices=[Choice(value, label, value in chosen) for value, label in self._choices(question)],
            text=texts[0] if texts and question.kind == Question.Kind.TEXT else "",
            error=self.errors.get(question.code, ""),
        )

    def _choices(self, question: Question) -> list[tuple[str, Text]]:
        if question.kind == Question.Kind.SCALE:
            return [(value, Text(value, "")) for value in question.values]
        return [(option["code"], pick(option["texts"], self.language)) for option in question.options]

    def _scale_words(self, question: Question) -> str:
        if question.kind != Question.Kind.SCALE:
            return ""
        low, high = (
            pick(question.low_label, self.language).text,
            pick(question.high_label, self.language).text,
        )
        ends = {"low": question.low, "high": question.high, "low_label": low, "high_label": high}
        return self.words["scale" if low and high else "scale_plain"] % ends


def fields_of(questions: Sequence[Question], data: QueryDict) -> dict[str, list[str]]:
    """The fields of these questions as they were posted; what is not there is empty."""
    return {
        PREFIX + question.code: [
            text.replace("\x00", "")[:LONGEST_FIELD]
            for text in data.getlist(PREFIX + question.code)[:MOST_VALUES]
        ]
        for question in questions
    }
