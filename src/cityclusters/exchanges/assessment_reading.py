"""Reads a list of assessment results: whose they are, and whether they are passed. Pure but for its input.

A result is a word (passed, сдано, 合格 …) or a number, which needs the mark from which it is passed."""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from cityclusters.core.sheets import Sheet
from cityclusters.exchanges.delegate_columns import field_of as person_field
from cityclusters.places.folding import fold

WORDS_FILE = Path(__file__).resolve().parent / "data" / "assessment_columns.json"


class Result(NamedTuple):
    """A line of the list. `passed` is None where the result can't be understood; then `problem` says why:
    'no_result', 'unclear' or 'needs_mark'."""

    line: int
    name: str
    email: str
    written: str
    passed: bool | None
    problem: str


class NoColumns(ValueError):
    """The headings of the result, and of a name or an address, were not found."""


@cache
def words() -> Mapping[str, Any]:
    """The data file as it stands."""
    found: Mapping[str, Any] = json.loads(WORDS_FILE.read_text(encoding="utf-8"))
    return found


@cache
def _answers() -> dict[str, bool]:
    texts = [(text, True) for text in words()["passed"]] + [(text, False) for text in words()["failed"]]
    return {fold(text) or text: passed for text, passed in texts}


@cache
def _results() -> frozenset[str]:
    return frozenset(fold(text) for text in words()["headings"]["result"])


def field_of(heading: str) -> str | None:
    """'result', 'name', 'email', 'name_part' or None."""
    if fold(heading) in _results():
        return "result"
    field = person_field(heading)
    return field if field in {"name", "email", "name_part"} else None


def is_heading(text: str) -> bool:
    """Whether the text is a heading of such a list; finds the heading line of a sheet."""
    return len(text) <= 60 and field_of(text) is not None


def understood(text: str, mark: float | None) -> tuple[bool | None, str]:
    """Whether the cell says passed, and the problem where it does not say."""
    if not text.strip():
        return None, "no_result"
    try:
        number = float(text.replace(",", ".").rstrip("% "))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        known = _answers().get(fold(text) or text.strip())
        return known, "" if known is not None else "unclear"
    if mark is not None:
        return number >= mark, ""
    return (bool(number), "") if number in {0.0, 1.0} else (None, "needs_mark")


def read_results(sheet: Sheet, mark: float | None) -> list[Result]:
    """The lines of the sheet. `mark` is the number from which a result is passed. Raises NoColumns."""
    fields = [field_of(heading) for heading in sheet.header]
    if "result" not in fields or not {"name", "email", "name_part"} & set(fields):
        raise NoColumns
    return [_result(row.line, row.cells, fields, mark) for row in sheet.rows]


def _result(line: int, cells: Sequence[str], fields: Sequence[str | None], mark: float | None) -> Result:
    def text(field: str) -> str:
        return " ".join(cell for cell, name in zip(cells, fields, strict=False) if name == field and cell)

    passed, problem = understood(text("result"), mark)
    name = text("name") or text("name_part")
    return Result(line, name, text("email").lower(), text("result"), passed, problem)
