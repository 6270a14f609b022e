"""The directory as a spreadsheet: taken away, filled in, uploaded after a dry run. One line for each service;
an id says that it is there already, and empty cells then leave what stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.core.sheets import Sheet
from cityclusters.core.sheets.lines import LineReader, Problem
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import make_texts, pick
from cityclusters.places.countries import find_country
from cityclusters.places.folding import fold
from cityclusters.places.models import Country, Place
from cityclusters.projects.directory import acts
from cityclusters.projects.models import Service

COLUMNS = (
    "id", "kind", "name", "language", "numbers", "hours", "day_and_night", "free", "languages", "access",
    "country", "city", "note", "source", "called_on",
)  # fmt: skip
MOST_LINES = 500
LANGUAGES: dict[str, str] = dict(settings.CONTENT_LANGUAGES)


def known(heading: str) -> bool:
    """Whether a heading is one of ours."""
    return heading.strip().lower() in COLUMNS


def lines(rows: Iterable[Service]) -> Iterator[list[Cell]]:
    """Services as lines, each text in the language that it was written in."""
    for row in rows:
        language = row.names.get("_", "")
        yield [
            row.public_id, row.kind, pick(row.names, language).text, language, "; ".join(row.phones),
            pick(row.hours, language).text, "yes" if row.always else "", "yes" if row.free else "",
            ", ".join(row.languages), row.accessible, row.country_id, str(row.place or ""),
            pick(row.note, language).text, row.source, row.verified_on,
        ]  # fmt: skip


@dataclass
class Reading:
    """What a table says: for each line {"line": int, "id": public id or "", "once": code, "fields": {name:
    value}}, places and countries by their ids, days as ISO text; and every cell that is wrong."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Reader(LineReader):
    """Reads one table for somebody who keeps the services in `own`, by public id."""

    def __init__(self, sheet: Sheet, own: Mapping[str, Service]) -> None:
        places = {
            name.strip().lower(): at for at, name in reversed(list(enumerate(sheet.header))) if known(name)
        }
        self.result = Reading()
        super().__init__(sheet, places, self.result.problems)
        self.own = own
        self.kinds = {fold(code): code for code in Service.Kind.values}
        self.kinds |= {fold(str(words)): str(code) for code, words in Service.Kind.choices}
        self.access = {fold(str(words)): str(code) for code, words in Service.Access.choices}
        self.access |= {code: code for code in Service.Access.values}
        self.countries = set(Country.objects.values_list("pk", flat=True))

    def read(self) -> Reading:
        """The whole table."""
        if not {"name", "numbers"} <= set(self.columns) and "id" not in self.columns:
            self.wrong(
                "name", _("The table needs the columns “kind”, “name”, “numbers”, “country” and “source”.")
            )
        elif len(self.sheet.rows) > MOST_LINES:
            self.wrong("name", _("At most %(most)s lines at once.") % {"most": MOST_LINES})
        else:
            for row in self.sheet.rows:
                self.row = row
                if any(row.cells):
                    self.flags()
                    self._line()
        return self.result

    def _line(self) -> None:
        key = self.cell("id")
        there = self.own.get(key)
        if key and there is None:
            self.wrong("id", _("None of your lines has this id. Leave the cell empty for a new one."))
        before = len(self.problems)
        fields = self._fields(there)
        if len(self.problems) == before:
            self._look(there, fields)
        plain = {**fields, "place": fields["place"].pk} if fields.get("place") else fields
        self.result.lines.append({"line": self.row.line, "id": key, "once": secret_code(), "fields": plain})

    def _look(self, there: Service | None, fields: Mapping[str, Any]) -> None:
        """The rules of the directory, as the act would apply them."""
        stands = (
            {name: getattr(there, name) for name in (*acts.TEXTS, "phones", "place", "source")}
            if there
            else {}
        )
        kind = fields.get("kind") or (there.kind if there else "")
        try:
            acts.look(kind, {**stands, **fields})
        except NotPossible as refusal:
            self.wrong("name", str(refusal))

    def _fields(self, there: Service | None) -> dict[str, Any]:
        """What the line says; empty cells say nothing of what is there."""
        new = there is None
        language = self._language(there)
        found: dict[str, Any] = {
            "kind": self._one("kind", self.kinds, needed=new),
            "names": self._text("name", 120, language, there.names if there else {}, needed=new),
            "phones": [part.strip() for part in self.cell("numbers").split(";") if part.strip()],
            "hours": self._text("hours", 200, language, there.hours if there else {}),
            "note": self._text("note", 300, language, there.note if there else {}),
            "languages": self._languages(),
            "accessible": self._one("access", self.access, needed=False),
            "country": self._country(needed=new),
            "source": self._plain("source", 300, needed=new),
            "checked_on": self._day("called_on"),
        }
        found["place"] = self._place(found["country"] or (there.country_id if there else ""))
        for name, column in (("always", "day_and_night"), ("free", "free")):
            if self.cell(column) or new:
                found[name] = self.yes(column)
        empty = {"place": None} if new else {}
        return {**empty, **{name: value for name, value in found.items() if value or value is False or new}}

    def _one(self, column: str, table: Mapping[str, str], *, needed: bool) -> str:
        said = self.cell(column)
        if said and fold(said) not in table:
            self.wrong(
                column, _("Write one of these words: %(words)s.") % {"words": ", ".join(table.values())}
            )
        elif needed and not said:
            self.wrong(column, _("This cell is empty."))
        return table.get(fold(said), "") if said else ""

    def _plain(self, column: str, most: int, *, needed: bool = False) -> str:
        said = self.cell(column)
        if len(said) > most:
            self.wrong(column, _("This text is too long."))
        if needed and not said:
            self.wrong(column, _("This cell is empty."))
        return said

    def _language(self, there: Service | None) -> str:
        said = self.cell("language").lower() or (there.names.get("_", "") if there else "en")
        if said not in LANGUAGES:
            self.wrong("language", _("Write a code such as en, fr, es or ar."))
            return "en"
        return said

    def _text(
        self, column: str, most: int, language: str, stands: Mapping[str, str], *, needed: bool = False
    ) -> dict[str, str]:
        said = self._plain(column, most, needed=needed)
        if not said:
            return {}
        return {**stands, language: said} if stands else make_texts(language, **{language: said})

    def _languages(self) -> list[str]:
        said = [part.strip().lower() for part in self.cell("languages").replace(";", ",").split(",")]
        said = [part for part in said if part]
        if any(code not in LANGUAGES for code in said):
            self.wrong("languages", _("Write a code such as en, fr, es or ar."))
        return [code for code in said if code in LANGUAGES]

    def _country(self, *, needed: bool) -> str:
        said = self.cell("country")
        code = find_country(said) if said else ""
        if said and code not in self.countries:
            self.wrong("country", _("This country is not known here."))
            return ""
        if needed and not said:
            self.wrong("country", _("This cell is empty."))
        return code

    def _place(self, country: str) -> Place | None:
        said = self.cell("city")
        found = Place.objects.called(said, country) if said and country else []
        if said and len(found) != 1:
            few, none = (
                _("Several cities have this name: choose it on the site."),
                _("This city is not known here."),
            )
            self.wrong("city", few if found else none)
        return found[0] if len(found) == 1 else None

    def _day(self, column: str) -> str:
        try:
            day: date | None = DayField(required=False).clean(self.cell(column))
        except forms.ValidationError as refusal:
            self.wrong(column, " ".join(refusal.messages))
            return ""
        if day and day > timezone.localdate():
            self.wrong(column, _("This day has not come yet."))
        return day.isoformat() if day else ""
