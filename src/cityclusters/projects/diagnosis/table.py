"""A grid or the value chain in a spreadsheet: its columns, an empty one to fill, and reading what came back,
cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.sheets import Row, Sheet
from cityclusters.core.sheets.lines import LineReader, Problem
from cityclusters.core.sheets.said import yes_or_no
from cityclusters.core.texts import with_commas
from cityclusters.places.folding import fold
from cityclusters.projects.diagnosis.forms import LONG, MOST_PEOPLE, MOST_RANK
from cityclusters.projects.diagnosis.grids import CHAIN, GRIDS, Column, columns_of
from cityclusters.projects.models import GridRow
from cityclusters.projects.models.diagnosis import HOURS_OF_A_WEEK

MOST = 300  # rows in one file


@cache
def _headings(kind: str) -> dict[str, str]:
    found = {fold(column.name): column.name for column in columns_of(kind)}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {fold(str(column.words)): column.name for column in columns_of(kind)}
    return found


@cache
def _codes(kind: str, name: str) -> dict[str, str]:
    """Folded words of a column in every language of the interface, and the codes themselves → code."""
    choices = next(column.choices for column in columns_of(kind) if column.name == name)
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {fold(str(words)): code for code, words in choices}
    return {**found, **{fold(code): code for code, _words in choices}}


def known_in(kind: str) -> Any:
    """Whether a heading is one of this grid's, as a function."""
    return lambda heading: fold(heading) in _headings(kind)


def title_of(kind: str) -> str:
    """The name of the grid or of the chain."""
    return _("Value chain") if kind == CHAIN else str(GRIDS[kind].words)


def cell_of(row: dict[str, Any], column: Column) -> Any:
    """What a downloaded table says in this cell: words for codes, numbers as numbers."""
    value = row[column.name]
    if column.typed == "choice":
        return str(dict(column.choices).get(value, value))
    if column.typed == "yes":
        return _("yes") if value else ""
    if column.typed == "hours" and value is not None:
        return float(value)
    return value


def table_of(kind: str, rows: Sequence[dict[str, Any]]) -> Table:
    """The rows as one sheet, whose headings are those that an upload understands."""
    columns = columns_of(kind)
    lines = [[cell_of(row, column) for column in columns] for row in rows]
    return Table(title_of(kind), [str(column.words) for column in columns], lines)


def allowed_table(kind: str) -> Table:
    """What may stand in the columns that have a list."""
    lists = [column for column in columns_of(kind) if column.choices]
    longest = max(len(column.choices) for column in lists)
    rows = [
        [str(column.choices[at][1]) if at < len(column.choices) else "" for column in lists]
        for at in range(longest)
    ]
    return Table(_("What may stand in a cell"), [str(column.words) for column in lists], rows)


@dataclass
class Reading:
    """What an uploaded table says: the fields of a row for each line; and every cell that is wrong."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Reader(LineReader):
    """Reads one table, line by line."""

    def __init__(self, sheet: Sheet, kind: str, language: str) -> None:
        places: dict[str, int] = {}
        for at, heading in enumerate(sheet.header):
            if name := _headings(kind).get(fold(heading)):
                places.setdefault(name, at)
        self.kind, self.language, self.result = kind, language, Reading()
        words = {column.name: column.words for column in columns_of(kind)}
        super().__init__(sheet, places, self.result.problems, words)

    def read(self) -> Reading:
        """The whole table."""
        lacking = [one.words for one in columns_of(self.kind) if one.needed and one.name not in self.columns]
        if lacking:
            self.row = Row(self.sheet.line, [])
            self.wrong("", _("These columns are missing: %(names)s.") % {"names": with_commas(lacking)})
            return self.result
        for row in self.sheet.rows:
            self.row = row
            if any(cell.strip() for cell in row.cells):
                self.flags()
                self.result.rows.append(self._row())
        if len(self.result.rows) > MOST:
            self.wrong("", _("A file holds at most %(limit)s rows. Split it.") % {"limit": MOST})
        return self.result

    def _row(self) -> dict[str, Any]:
        found: dict[str, Any] = {"language": self.language}
        for column in columns_of(self.kind):
            found[column.name] = self._value(column)
        ranked = found.get("women_rank") or found.get("men_rank")
        if self.kind == GridRow.Grid.NEEDS and found["name"] and not ranked:
            self.wrong("women_rank", _("Give it a rank by women, by men or by both."))
        return found

    def _value(self, column: Column) -> Any:
        text = self.cell(column.name)
        if not text:
            if column.needed:
                self.wrong(column.name, _("This cell must not be empty."))
            return False if column.typed == "yes" else ("" if column.typed in ("text", "choice") else None)
        if column.typed == "text":
            return self._text(column, text)
        if column.typed == "choice":
            return self._choice(column, text)
        if column.typed == "yes":
            return self._yes(column, text)
        return self._number(column, text)

    def _text(self, column: Column, text: str) -> str:
        longest = LONG.get(column.name, 120 if column.needed else 200)
        if len(text) > longest:
            self.wrong(column.name, _("At most %(limit)s characters.") % {"limit": longest})
        return text

    def _choice(self, column: Column, text: str) -> str:
        code = _codes(self.kind, column.name).get(fold(text))
        if code is None:
            allowed = with_commas(words for _code, words in column.choices)
            self.wrong(column.name, _("Not known here. Write one of: %(words)s.") % {"words": allowed})
        return code or ""

    def _yes(self, column: Column, text: str) -> bool:
        said = yes_or_no(text)
        if said is None:
            self.wrong(column.name, _("Write “yes” or leave the cell empty."))
        return bool(said)

    def _number(self, column: Column, text: str) -> Any:
        if column.typed == "hours":
            return self._hours(column, text)
        least, most = (1, MOST_RANK) if column.typed == "rank" else (0, MOST_PEOPLE)
        whole = text.removesuffix(".0")
        number = int(whole) if whole.isdecimal() and len(whole) < 9 else -1
        if not least <= number <= most:
            limits = {"least": least, "most": most}
            self.wrong(column.name, _("Write a whole number from %(least)s to %(most)s.") % limits)
            return None
        return number

    def _hours(self, column: Column, text: str) -> str | None:
        """As text, because what is kept until it is confirmed is JSON."""
        try:
            hours = Decimal(text.replace(",", ".").replace("٫", "."))
        except InvalidOperation:
            hours = Decimal(-1)
        if not (hours.is_finite() and 0 <= hours <= HOURS_OF_A_WEEK):
            self.wrong(
                column.name, _("Write a number of hours from 0 to %(most)s.") % {"most": HOURS_OF_A_WEEK}
            )
            return None
        return str(hours.quantize(Decimal("0.1")))


def read_table(sheet: Sheet, kind: str, language: str) -> Reading:
    """The rows in an uploaded table; with problems, nothing of it may be kept."""
    return Reader(sheet, kind, language).read()
