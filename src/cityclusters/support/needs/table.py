"""Needs in a spreadsheet: its columns, an empty one to fill, and reading what came back, cell by cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core import sdg
from cityclusters.core.day_fields import DayField
from cityclusters.core.exports import Table
from cityclusters.core.sheets import Row, Sheet
from cityclusters.core.sheets.lines import LineReader, Problem
from cityclusters.core.texts import with_commas, with_semicolons
from cityclusters.people.fields import label
from cityclusters.people.models import Organisation, Person
from cityclusters.places.countries import find_country
from cityclusters.places.folding import fold
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need
from cityclusters.support.models.choices import ShownTo, Urgency
from cityclusters.support.models.need import OPEN
from cityclusters.support.needs.forms import MOST_HOSTS, NOBODY_NAMED
from cityclusters.support.needs.rules import organisations_for
from cityclusters.surveys.modalities import MODALITIES

MOST = 100  # needs in one file
COUNTRIES_AT_MOST = 3
COLUMNS: dict[str, Any] = {
    "organisation": _("Organisation"),
    "title": _("Title"),
    "problem": _("Problem"),
    "result": _("Wanted result"),
    "language": _("Written in"),
    "themes": _("Themes"),
    "sdg_targets": _("SDG targets"),
    "modalities": _("Forms of cooperation"),
    "languages": _("Languages"),
    "window_start": _("From"),
    "window_end": _("Until"),
    "urgency": _("Urgency"),
    "wants": _("Hosts wanted"),
    "countries": _("Preferred countries"),
    "elsewhere": _("Other hosts too"),
    "shown_to": _("Who may read it"),
}
YES_NO = (("yes", _("Yes")), ("no", _("No")))
MUST = ("organisation", "title", "problem", "themes", "modalities", "languages")


def key_of(heading: str) -> str:
    """The column that a heading means, in any language of the interface; '' for one that is not ours."""
    return _headings().get(fold(heading), "")


@cache
def _headings() -> dict[str, str]:
    found = {fold(key): key for key in COLUMNS}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found |= {fold(str(words)): key for key, words in COLUMNS.items()}
    return found


def known(heading: str) -> bool:
    """Whether a heading is one of ours."""
    return bool(key_of(heading))


def empty_table() -> Table:
    """A table to fill."""
    return Table(_now("Needs"), [str(words) for words in COLUMNS.values()], [])


def allowed_table(themes: Iterable[Theme]) -> Table:
    """What may stand in the columns that have a list."""
    languages = [str(name) for _code, name in settings.CONTENT_LANGUAGES]
    lists: list[Sequence[str]] = [
        [str(theme) for theme in themes], [str(words) for words in MODALITIES.values()], languages,
        [str(words) for words in Urgency.labels], [str(words) for words in ShownTo.labels],
        [str(words) for _code, words in YES_NO],
    ]  # fmt: skip
    rows = [
        [values[at] if at < len(values) else "" for values in lists] for at in range(max(map(len, lists)))
    ]
    names = ("themes", "modalities", "languages", "urgency", "shown_to", "elsewhere")
    return Table(_now("What may stand in a cell"), [str(COLUMNS[name]) for name in names], rows)


@dataclass
class Reading:
    """What an uploaded table says: a need for each line, in codes and ids; and every cell that is wrong."""

    needs: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def codes_by_words(pairs: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """Folded words in every language of the interface, and the codes themselves → code."""
    found: dict[str, str] = {}
    listed = list(pairs)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {fold(str(words)): code for code, words in listed}
    return {**found, **{fold(code): code for code, _words in listed}}


def _theme_words() -> dict[str, str]:
    """Folded names of the themes in all their languages, and their codes → code."""
    found: dict[str, str] = {}
    for theme in Theme.objects.offered():
        words = [text for language, text in theme.names.items() if language != "_"]
        found |= {fold(text): theme.pk for text in [*words, theme.pk]}
    return found


def _parts(text: str, known_words: Mapping[str, str]) -> list[str]:
    """A list in a cell: by semicolons or lines; by commas where the parts are known words all the same."""
    parts = [part.strip() for part in text.replace("؛", ";").replace("\n", ";").split(";") if part.strip()]
    if len(parts) == 1 and fold(parts[0]) not in known_words:
        parts = [part.strip() for part in text.replace("،", ",").split(",") if part.strip()]
    return parts


class Reader(LineReader):
    """Reads one table, line by line."""

    def __init__(self, sheet: Sheet, person: Person) -> None:
        columns: dict[str, int] = {}
        for at, heading in enumerate(sheet.header):
            if key := key_of(heading):
                columns.setdefault(key, at)
        self.person, self.result = person, Reading()
        super().__init__(sheet, columns, self.result.problems, COLUMNS)
        self.themes = _theme_words()
        self.modalities = codes_by_words(MODALITIES.items())
        self.languages = codes_by_words(settings.CONTENT_LANGUAGES)
        self.urgencies, self.readers = codes_by_words(Urgency.choices), codes_by_words(ShownTo.choices)
        self.yes_no = codes_by_words(YES_NO)
        self.organisations: dict[str, Organisation | str] = {}
        self.titles: set[tuple[int, str]] = set()

    def read(self) -> Reading:
        """The whole table."""
        lacking = [str(COLUMNS[name]) for name in MUST if name not in self.columns]
        if lacking:
            self.row = Row(self.sheet.line, [])
            self.wrong("", _now("These columns are missing: %(names)s.") % {"names": with_commas(lacking)})
            return self.result
        for row in self.sheet.rows:
            self.row = row
            if any(cell.strip() for cell in row.cells):
                self.flags()
                self.result.needs.append(self._need())
        if len(self.result.needs) > MOST:
            self.wrong("", _now("A file holds at most %(limit)s needs. Split it.") % {"limit": MOST})
        return self.result

    def _need(self) -> dict[str, Any]:
        organisation = self._organisation()
        found: dict[str, Any] = {
            "line": self.row.line,
            "organisation": organisation.public_id if organisation else "",
            "name": label(organisation) if organisation else "",
            "title": self._text("title", 140),
            "problem": self._text("problem", 3000),
            "result": self._text("result", 3000),
            "themes": self._several("themes", self.themes),
            "sdg_targets": self._targets(),
            "modalities": self._several("modalities", self.modalities),
            "languages": self._several("languages", self.languages),
            "language": self._one("language", self.languages, self.person.language or "en"),
            "urgency": self._one("urgency", self.urgencies, Urgency.NORMAL.value),
            "shown_to": self._one("shown_to", self.readers, ShownTo.TEAM.value),
            "wants": self._hosts(),
            "countries": self._countries(),
            "elsewhere": self._one("elsewhere", self.yes_no, "yes") == "yes",
        }
        if not found["elsewhere"] and not self.cell("countries"):
            self.wrong("elsewhere", str(NOBODY_NAMED))
        start, end = self._day("window_start"), self._day("window_end")
        if start and end and end < start:
            self.wrong("window_end", _now("The end is before the beginning."))
        found |= {"window_start": start.isoformat() if start else None}
        found |= {"window_end": end.isoformat() if end else None}
        if organisation is not None:
            self._must_be_new(organisation, found["title"])
        return found

    def _text(self, name: str, longest: int) -> str:
        text = self.cell(name)
        if not text and name in MUST:
            self.wrong(name, _now("This cell must not be empty."))
        if len(text) > longest:
            self.wrong(name, _now("At most %(limit)s characters.") % {"limit": longest})
        return text

    def _organisation(self) -> Organisation | None:
        name = self._text("organisation", 300)
        if name and name not in self.organisations:
            self.organisations[name] = self._look_up(name)
        found = self.organisations.get(name)
        if isinstance(found, str):
            self.wrong("organisation", found)
            return None
        return found

    def _look_up(self, name: str) -> Organisation | str:
        """The one organisation of that name or label; else what is wrong."""
        rows = organisations_for(self.person).select_related("place__country", "parent")
        bare = name.rpartition(" (")[0] or name
        called = [Organisation.objects.called(words).values("pk") for words in (name, bare)]
        found = list(rows.filter(Q(pk__in=called[0]) | Q(pk__in=called[1]))[:10])
        exact = [row for row in found if fold(label(row)) == fold(name)] or found
        if not exact:
            return _now("No organisation of that name is known here.")
        if len(exact) > 1:
            names = with_semicolons(label(row) for row in exact)
            return _now("Several organisations fit. Write one of: %(names)s") % {"names": names}
        if exact[0].place is None and all(up.place is None for up in exact[0].ancestors()):
            return _now("This organisation has no place yet. Add it on the organisation's page first.")
        return exact[0]

    def _several(self, name: str, words: Mapping[str, str]) -> list[str]:
        parts = _parts(self._text(name, 1000), words)
        wrong = [part for part in parts if fold(part) not in words]
        if wrong:
            self.wrong(name, _now("Not known: %(parts)s.") % {"parts": with_semicolons(wrong[:5])})
        return list(dict.fromkeys(words[fold(part)] for part in parts if fold(part) in words))

    def _one(self, name: str, words: Mapping[str, str], default: str) -> str:
        text = self.cell(name)
        if text and fold(text) not in words:
            self.wrong(name, _now("Not known: %(parts)s.") % {"parts": text[:100]})
        return words.get(fold(text), default) if text else default

    def _targets(self) -> list[str]:
        found, wrong = sdg.parse(self.cell("sdg_targets"))
        if wrong:
            self.wrong("sdg_targets", _now("Not known: %(parts)s.") % {"parts": with_commas(wrong[:5])})
        return found

    def _hosts(self) -> int:
        text = self.cell("wants") or "1"
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        if not 1 <= number <= MOST_HOSTS:
            self.wrong("wants", _now("Write a number from 1 to %(limit)s.") % {"limit": MOST_HOSTS})
        return number or 1

    def _countries(self) -> list[str]:
        parts = _parts(self.cell("countries"), {})
        wrong = [part for part in parts if not find_country(part)]
        if wrong:
            self.wrong("countries", _now("Not known: %(parts)s.") % {"parts": with_semicolons(wrong[:5])})
        found = list(dict.fromkeys(code for part in parts if (code := find_country(part))))
        if len(found) > COUNTRIES_AT_MOST:
            self.wrong("countries", _now("At most three countries."))
        return found

    def _day(self, name: str) -> date | None:
        try:
            day: date | None = DayField(required=False).clean(self.cell(name))
        except ValidationError as error:
            self.wrong(name, " ".join(error.messages))
            return None
        return day

    def _must_be_new(self, organisation: Organisation, title: str) -> None:
        """The same title for the same organisation, in this file or open already, is a duplicate."""
        key = (organisation.pk, fold(title))
        if key in self.titles:
            self.wrong("title", _now("This need stands in the file twice."))
        self.titles.add(key)
        rows = Need.objects.filter(organisation=organisation, state__in=("draft", *OPEN))
        if any(fold(known_title) == key[1] for known_title in rows.values_list("title", flat=True)):
            self.wrong("title", _now("The organisation has stated this need already."))


def read_table(sheet: Sheet, person: Person) -> Reading:
    """The needs in an uploaded table; with problems, nothing of it may be kept."""
    return Reader(sheet, person).read()
