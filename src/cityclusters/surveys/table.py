"""A questionnaire as one table, with a column for each language: to take away, to translate, to upload.

A line with a code under `question` and nothing under `option` is a question; the lines below it with codes
under `option` are its list. All translations share these codes (rule SU11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cityclusters.core.sheets import Row, Sheet
from cityclusters.core.sheets.lines import LineReader, Problem
from cityclusters.core.texts import with_commas
from cityclusters.surveys.building import texts_in
from cityclusters.surveys.models import Question, Survey
from cityclusters.surveys.models.question import CODE, MOST_OPTIONS, SEX_CODES

PLAIN = (
    "question", "option", "kind", "required", "sensitive", "asks_about", "shown_if", "low", "high",
    "dont_know",
)  # fmt: skip
TEXTS = {"text": "texts", "help": "helps", "low_label": "low_label", "high_label": "high_label"}
LANGUAGES = [code for code, _name in settings.CONTENT_LANGUAGES]
MOST_QUESTIONS = 150
LONGEST_STEPS = 21


def known(heading: str) -> bool:
    """Whether a heading is one of ours."""
    name = heading.strip().lower()
    part, _colon, language = name.partition(":")
    return name in PLAIN or (part in TEXTS and language in LANGUAGES)


def header(survey: Survey) -> list[str]:
    """The headings: plain columns, then the texts for each language of the survey."""
    return [*PLAIN, *(f"{part}:{code}" for code in survey.languages for part in TEXTS)]


def lines(survey: Survey) -> Iterator[list[str | int]]:
    """The questionnaire as lines of text."""
    for question in survey.questions.all():
        scale = question.kind == Question.Kind.SCALE
        rule = question.shown_if
        shown = f"{rule['question']}={','.join(rule['any_of'])}" if rule else ""
        ends: list[str | int] = [question.low, question.high] if scale else ["", ""]
        flags = [_flag(question.required), _flag(question.sensitive), question.asks_about, shown]
        texts = [
            getattr(question, name).get(code, "") for code in survey.languages for name in TEXTS.values()
        ]
        yield [question.code, "", question.kind, *flags, *ends, "", *texts]
        for option in question.options:
            blank: list[str | int] = [""] * 7
            words = [option["texts"].get(code, "") for code in survey.languages]
            cells = [cell for word in words for cell in (word, "", "", "")]
            yield [question.code, option["code"], *blank, _flag(option.get("dont_know", False)), *cells]


def _flag(value: bool) -> str:
    return "yes" if value else ""


@dataclass
class Reading:
    """What an uploaded table says: fields of the questions, and every cell that is wrong."""

    questions: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


class Reader(LineReader):
    """Reads one table, line by line."""

    def __init__(self, sheet: Sheet, original: str) -> None:
        columns = {
            name.strip().lower(): at for at, name in reversed(list(enumerate(sheet.header))) if known(name)
        }
        named = [name.partition(":")[2] for name in sheet.header if known(name) and ":" in name]
        self.result = Reading(languages=[code for code in dict.fromkeys(n.strip().lower() for n in named)])
        self.original = (
            original if original in self.result.languages else next(iter(self.result.languages), "en")
        )
        super().__init__(sheet, columns, self.result.problems)

    def read(self) -> Reading:
        """The whole table."""
        if "question" not in self.columns or not self.result.languages:
            self.row = Row(self.sheet.line, [])
            self.wrong(
                "question", _("The table needs the columns “question” and “text:en” (or another language).")
            )
            return self.result
        for row in self.sheet.rows:
            self.row = row
            self.flags()
            self._option() if self.cell("option") else self._question()
        self._look_back()
        return self.result

    def _code(self, column: str) -> str:
        code = self.cell(column)
        try:
            CODE(code)
        except ValidationError as error:
            self.wrong(column, " ".join(error.messages))
        return code

    def _texts(self, part: str, needed: bool) -> dict[str, str]:
        texts = {code: self.cell(f"{part}:{code}") for code in self.result.languages}
        found = {code: text for code, text in texts.items() if text}
        if needed and not found.get(self.original):
            self.wrong(f"{part}:{self.original}", _("The text in this language is missing."))
        return texts_in(self.original, found) if found else {}

    def _question(self) -> None:
        kind = self.cell("kind").lower()
        if not any(self.row.cells):
            return
        if kind not in Question.Kind.values:
            self.wrong("kind", _("Write one of: %(kinds)s.") % {"kinds": with_commas(Question.Kind.values)})
            kind = Question.Kind.TEXT
        code = self._code("question")
        if any(other["code"] == code for other in self.result.questions):
            self.wrong("question", _("Another question of this survey has this code."))
        about = self.cell("asks_about").lower()
        if about not in Question.Asks.values:
            allowed = with_commas(value for value in Question.Asks.values if value)
            self.wrong(
                "asks_about", _("Write one of: %(kinds)s, or leave the cell empty.") % {"kinds": allowed}
            )
            about = ""
        question = {"code": code, "kind": kind, "required": self.yes("required"), "options": []}
        question |= {"sensitive": self.yes("sensitive"), "asks_about": about, "shown_if": self._rule()}
        question |= {name: self._texts(part, part == "text") for part, name in TEXTS.items()}
        question |= self._steps(kind)
        question["_line"] = self.row.line
        self.result.questions.append(question)
        if len(self.result.questions) == MOST_QUESTIONS + 1:
            self.wrong("question", _("A survey has at most %(limit)s questions.") % {"limit": MOST_QUESTIONS})

    def _steps(self, kind: str) -> dict[str, int]:
        if kind != Question.Kind.SCALE:
            return {}
        steps = {}
        for column, default in (("low", "1"), ("high", "5")):
            text = self.cell(column) or default
            if not text.lstrip("-").isascii() or not text.lstrip("-").isdigit() or len(text) > 4:
                self.wrong(column, _("Write a whole number."))
                text = default
            steps[column] = int(text)
        if not steps["low"] < steps["high"] < steps["low"] + LONGEST_STEPS:
            self.wrong("high", _("A scale has from 2 to 21 steps."))
            steps = {"low": 1, "high": 5}
        return steps

    def _rule(self) -> dict[str, Any]:
        """The rule in `shown_if`: code=answer,answer."""
        text = self.cell("shown_if")
        if not text:
            return {}
        code, sign, values = text.partition("=")
        wanted = [value.strip() for value in values.split(",") if value.strip()]
        earlier = {other["code"]: other for other in self.result.questions}.get(code.strip())
        if not sign or not wanted or earlier is None:
            self.wrong(
                "shown_if", _("Write the code of an earlier question, “=” and answers: use=yes,perhaps")
            )
            return {}
        steps = range(earlier.get("low", 1), earlier.get("high", 5) + 1)
        scale = earlier["kind"] == Question.Kind.SCALE
        possible = (
            [str(step) for step in steps] if scale else [option["code"] for option in earlier["options"]]
        )
        for value in wanted:
            if value not in possible:
                self.wrong("shown_if", _("The earlier question has no answer “%(code)s”.") % {"code": value})
        return {"question": code.strip(), "any_of": wanted}

    def _option(self) -> None:
        code = self.cell("question")
        current = self.result.questions[-1] if self.result.questions else None
        if current is None or (code and code != current["code"]):
            self.wrong("question", _("An option stands below its question and repeats its code."))
            return
        if current["kind"] not in {Question.Kind.SINGLE, Question.Kind.MULTIPLE}:
            self.wrong("option", _("Only questions with a list have options."))
            return
        option: dict[str, Any] = {"code": self._code("option"), "texts": self._texts("text", needed=True)}
        if any(other["code"] == option["code"] for other in current["options"]):
            self.wrong("option", _("Two options have the same code."))
        if self.yes("dont_know"):
            option["dont_know"] = True
        current["options"].append(option)
        if len(current["options"]) == MOST_OPTIONS + 1:
            self.wrong("option", _("A list has at most %(limit)s options.") % {"limit": MOST_OPTIONS})

    def _look_back(self) -> None:
        """What can be said of a question only when all its lines are read."""
        for question in self.result.questions:
            self.row = Row(question.pop("_line"), [])
            listed = question["kind"] in {Question.Kind.SINGLE, Question.Kind.MULTIPLE}
            if listed and len(question["options"]) < 2:
                self.wrong("option", _("A list needs two options or more."))
            codes = {option["code"] for option in question["options"]}
            if question["asks_about"] == Question.Asks.SEX and not codes <= set(SEX_CODES):
                text = _("A question about sex uses the codes %(codes)s.") % {"codes": with_commas(SEX_CODES)}
                self.wrong("option", text)
        self.result.problems.sort(key=lambda problem: problem.line)
        if not self.result.questions and not self.result.problems:
            self.wrong("question", _("The survey has no questions yet."))


def read_table(sheet: Sheet, original: str) -> Reading:
    """The questions in an uploaded table; with problems, nothing of it may be kept."""
    return Reader(sheet, original).read()


def differences(survey: Survey, rows: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """Codes of questions that would be new, changed, the same, and taken out."""
    names = ("kind", "texts", "helps", "options", "required", "sensitive", "asks_about", "shown_if")
    old = {question.code: question for question in survey.questions.all()}
    found: dict[str, list[str]] = {"new": [], "changed": [], "same": []}
    for row in rows:
        before = old.get(row["code"])
        if before is None:
            found["new"].append(row["code"])
        else:
            same = all(getattr(before, name) == row[name] for name in names)
            found["same" if same else "changed"].append(row["code"])
    found["gone"] = [code for code in old if code not in {row["code"] for row in rows}]
    return found
