"""Reads the connection log of a meeting program: who joined and left when. Pure but for the sheet it gets.

Nothing is dropped: a line that can't be used is kept with the reason. Durations in the file are ignored:
two devices at once would count twice."""

import re
import zoneinfo
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from cityclusters.core.sheets import Row, Sheet
from cityclusters.exchanges.log_times import choose_order, readings, words
from cityclusters.places.folding import fold

BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
MARKS = re.compile(
    r"\s*(#\w+|\((host|co-host|me|guest|organizer|external|unverified)[^)]*\))\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Connection:
    """A line of the log. `problem` is a code of `log_words` where its times can't be used; `written` keeps
    the times as they stand in the file."""

    line: int
    name: str
    email: str
    joined: datetime | None
    left: datetime | None
    problem: str
    written: str


@dataclass(frozen=True, slots=True)
class Log:
    """All lines, and what to tell the officer: (code, params)."""

    connections: list[Connection]
    notices: list[tuple[str, dict[str, str | int]]]


class NoColumns(ValueError):
    """The headings of joined and left, and of a name or an address, were not found."""


@cache
def _headings() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, texts in words()["headings"].items():
        for text in texts:
            found.setdefault(fold(text), field)
    for text in words()["not_read"]:
        found.setdefault(fold(text), "")
    return found


def field_of(heading: str) -> str | None:
    """The field that a heading names; '' for one that is understood but not read."""
    found = _headings().get(fold(heading))
    return found if found is not None else _headings().get(fold(BRACKETS.sub(" ", heading)))


def is_heading(text: str) -> bool:
    """Whether the text is a heading of a log; finds the heading line of a sheet."""
    return len(text) <= 60 and field_of(text) is not None


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Field → index of its column, the first that names it."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        field = field_of(cell) if cell else None
        if field:
            found.setdefault(field, index)
    return found


def _complete(columns: Mapping[str, int]) -> bool:
    return {"joined", "left"} <= columns.keys() and bool({"name", "email"} & columns.keys())


def _table(sheet: Sheet) -> tuple[dict[str, int], list[Row], bool]:
    """The columns and lines of the last table in the sheet, and whether tables before it were passed over:
    some programs write a summary by person above the list of single connections."""
    columns, rows, skipped = columns_of(sheet.header), sheet.rows, False
    for index, row in enumerate(sheet.rows):
        again = columns_of(row.cells)
        if _complete(again):
            skipped = skipped or _complete(columns)
            columns, rows = again, sheet.rows[index + 1 :]
    if not _complete(columns):
        raise NoColumns
    return columns, rows, skipped


def read_log(sheet: Sheet, zone: zoneinfo.ZoneInfo, days: Collection[date]) -> Log:
    """The connections in the sheet. `zone` is that of times without offset, `days` are the local days of
    the exchange. Raises NoColumns."""
    columns, rows, skipped = _table(sheet)
    notices = list(sheet.notices)
    if skipped:
        notices.append(("summary_skipped", {}))
    only_day = next(iter(days)) if len(set(days)) == 1 else None
    pairs = [
        [readings(_cell(row, columns, field), zone, only_day) for field in ("joined", "left")] for row in rows
    ]
    order = choose_order((moment for pair in pairs for moment in pair), days, zone)
    if any(len(set(moments)) > 1 for pair in pairs for moments in pair):
        notices.append(("month_first" if order else "day_first", {}))
    found = [
        _connection(row, columns, joined[order], left[order])
        for row, (joined, left) in zip(rows, pairs, strict=True)
    ]
    return Log(found, notices)


def _cell(row: Row, columns: Mapping[str, int], field: str) -> str:
    index = columns.get(field, -1)
    return row.cells[index] if 0 <= index < len(row.cells) else ""


def _connection(
    row: Row, columns: Mapping[str, int], joined: datetime | None, left: datetime | None
) -> Connection:
    texts = {field: _cell(row, columns, field) for field in ("name", "email", "joined", "left")}
    email = found.group(0).lower().strip("<>,;") if (found := EMAIL.search(texts["email"])) else ""
    if not email and (in_name := EMAIL.fullmatch(texts["name"])):
        email = in_name.group(0).lower()
    return Connection(
        line=row.line,
        name=texts["name"][:200],
        email=email[:254],
        joined=joined,
        left=left,
        problem=_problem(texts, joined, left),
        written=" – ".join(text for text in (texts["joined"], texts["left"]) if text)[:200],
    )


def _problem(texts: Mapping[str, str], joined: datetime | None, left: datetime | None) -> str:
    if not texts["name"] and not texts["email"]:
        return "nobody"
    if not texts["joined"]:
        return "no_joined"
    if joined is None:
        return "bad_joined"
    if texts["left"] and left is None:
        return "bad_left"
    if left is not None and left < joined:
        return "backwards"
    return ""


def names_in(text: str) -> list[str]:
    """The names that a participant's label may hold, likeliest first: 'K. Alisher (Alisher Karimov)' is
    shown by the program when somebody renames herself; '#host' and the like are no part of a name."""
    whole = text
    while MARKS.search(whole):
        whole = MARKS.sub("", whole)
    inside = [part.strip("()（）[] ") for part in BRACKETS.findall(whole)]
    outside = BRACKETS.sub(" ", whole).strip()
    return list(dict.fromkeys(part for part in (whole.strip(), outside, *inside) if part))
