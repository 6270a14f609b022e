"""Members in a spreadsheet: its columns, an empty one to fill, and reading what came back, cell by cell."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.exports import Table
from cityclusters.core.sheets import Row, Sheet
from cityclusters.core.sheets.lines import LineReader, Problem
from cityclusters.groups.models import Group, Member
from cityclusters.groups.registry.forms import EARLIEST
from cityclusters.people.models import Person
from cityclusters.places.folding import fold

MOST = 1000  # members in one file
COLUMNS: dict[str, Any] = {
    "name": _("Name"),
    "sex": _("Sex, as stated"),
    "joined": _("Joined on"),
    "left": _("Left on"),
}
LETTERS = {"f": "female", "m": "male"}


def key_of(heading: str) -> str:
    """The column that a heading means, in any language of the interface; '' for one that is not ours."""
    return _headings().get(fold(heading), "")


def known(heading: str) -> bool:
    """Whether a heading is one of ours."""
    return bool(key_of(heading))


@cache
def _headings() -> dict[str, str]:
    found = {fold(key): key for key in COLUMNS}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {fold(str(words)): key for key, words in COLUMNS.items()}
    return found


@cache
def _sexes() -> dict[str, str]:
    """Folded words in every language of the interface, and the codes themselves → code."""
    found = {**LETTERS, **{fold(code): code for code in Person.Sex.values if code}}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {fold(str(words)): code for code, words in Person.Sex.choices}
    return found


def empty() -> Table:
    """A table to fill."""
    return Table(_now("Members"), [str(words) for words in COLUMNS.values()], [])


def allowed() -> Table:
    """What may stand in the column that has a list."""
    rows = [[str(words)] for words in Person.Sex.labels]
    return Table(_now("What may stand in a cell"), [str(COLUMNS["sex"])], rows)


def filled(group: Group) -> Table:
    """The list of members as it stands, in the columns in which it is uploaded."""
    header = [str(words) for words in COLUMNS.values()]
    rows = group.members.order_by("name", "pk")
    cells = [[row.name, row.get_sex_display(), row.joined, row.left] for row in rows]
    return Table(_now("Members"), header, cells)


@dataclass
class Reading:
    """What an uploaded table says: a member for each line; and every cell that is wrong."""

    members: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Reader(LineReader):
    """Reads one table, line by line."""

    def __init__(self, sheet: Sheet, group: Group) -> None:
        columns: dict[str, int] = {}
        for at, heading in enumerate(sheet.header):
            if key := key_of(heading):
                columns.setdefault(key, at)
        self.today, self.result = group.today(), Reading()
        names = Member.objects.on(self.today).filter(group=group).values_list("name", flat=True)
        self.names = {fold(name) for name in names}
        self.seen: dict[str, int] = {}
        super().__init__(sheet, columns, self.result.problems, COLUMNS)

    def read(self) -> Reading:
        """The whole table."""
        if "name" not in self.columns:
            self.row = Row(self.sheet.line, [])
            missing = _now("These columns are missing: %(names)s.") % {"names": str(COLUMNS["name"])}
            self.wrong("", missing)
            return self.result
        for row in self.sheet.rows:
            self.row = row
            if any(cell.strip() for cell in row.cells):
                self.flags()
                self.result.members.append(self._member())
        if len(self.result.members) > MOST:
            self.wrong("", _now("A file holds at most %(limit)s members. Split it.") % {"limit": MOST})
        return self.result

    def _member(self) -> dict[str, Any]:
        joined, left = self._day("joined"), self._day("left")
        if joined and left and left < joined:
            self.wrong("left", _now("The end is before the beginning."))
        return {
            "line": self.row.line,
            "name": self._name(),
            "sex": self._sex(),
            "joined": joined.isoformat() if joined else None,
            "left": left.isoformat() if left else None,
        }

    def _name(self) -> str:
        name, key = self.cell("name"), fold(self.cell("name"))
        if not name:
            self.wrong("name", _now("This cell must not be empty."))
        elif len(name) > 150:
            self.wrong("name", _now("At most %(limit)s characters.") % {"limit": 150})
        elif key in self.names:
            self.wrong("name", _now("Somebody of this name is on the list already."))
        elif key in self.seen:
            words = _now("This name stands in line %(line)s too. If they are two people, add a word to one.")
            self.wrong("name", words % {"line": self.seen[key]})
        self.seen.setdefault(key, self.row.line)
        return name

    def _sex(self) -> str:
        text = self.cell("sex")
        if text and fold(text) not in _sexes():
            self.wrong("sex", _now("Not known: %(parts)s.") % {"parts": text[:100]})
        return _sexes().get(fold(text), "") if text else ""

    def _day(self, name: str) -> date | None:
        try:
            day: date | None = DayField(required=False, earliest=EARLIEST).clean(self.cell(name))
        except ValidationError as error:
            self.wrong(name, " ".join(error.messages))
            return None
        if day is not None and day > self.today:
            self.wrong(name, _now("This day is still to come."))
        return day


def read_table(sheet: Sheet, group: Group) -> Reading:
    """The members in an uploaded table; with problems, nothing of it may be kept."""
    return Reader(sheet, group).read()
