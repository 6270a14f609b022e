"""Offers as one table, a line for each window: to take away, to fill in, to upload.

A line with a title begins an offer; lines below it without a title are further windows of the same offer. The
id of an offer or a window says that it is there already: empty cells then leave what stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core import sdg
from cityclusters.core.day_fields import DayField
from cityclusters.core.ids import secret_code
from cityclusters.core.sheets import Sheet
from cityclusters.core.sheets.lines import LineReader, Problem
from cityclusters.core.sheets.model import MAX_CELL
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick, with_commas
from cityclusters.people.models import Organisation
from cityclusters.places.folding import fold
from cityclusters.practices.forms.fields import themes
from cityclusters.support.models import Offer, Window
from cityclusters.support.offers.forms import MOST_PLACES
from cityclusters.surveys.modalities import MODALITIES

OF_OFFER = (
    "offer",
    "organisation",
    "title",
    "text",
    "language",
    "themes",
    "languages",
    "sdg_targets",
    "until",
)
OF_WINDOW = ("window", "form", "places", "from", "to", "together", "window_languages")
COLUMNS = (*OF_OFFER, *OF_WINDOW)
MOST_LINES = 300
LANGUAGES: dict[str, str] = dict(settings.CONTENT_LANGUAGES)


def known(heading: str) -> bool:
    """Whether a heading is one of ours."""
    return heading.strip().lower() in COLUMNS


def lines(offers: Iterable[Offer]) -> Iterator[list[Cell]]:
    """The host's offers as lines; the offers have `going` windows (reading.with_windows). A text that one
    cell can't hold is left out, which changes nothing when the table comes back."""
    for row in offers:
        short = row.text if len(row.text) <= MAX_CELL and "\n" not in row.text else ""
        facts: list[Cell] = [
            row.public_id, row.organisation.public_id, row.title, short, row.language,
            ", ".join(theme.code for theme in row.themes.all()), ", ".join(row.languages),
            ", ".join(row.sdg_targets), row.expires_on,
        ]  # fmt: skip
        rooms = [_window_line(window) for window in row.going]  # type: ignore[attr-defined]
        yield [*facts, *(rooms[0] if rooms else [""] * len(OF_WINDOW))]
        for room in rooms[1:]:
            yield [row.public_id, *[""] * (len(OF_OFFER) - 1), *room]


def _window_line(row: Window) -> list[Cell]:
    together = "yes" if row.cohort else ""
    return [
        row.public_id, row.modality, row.slots, row.starts, row.ends, together, ", ".join(row.languages),
    ]  # fmt: skip


@dataclass
class Reading:
    """What a table says: offers, each with its windows, as plain data; and every cell that is wrong.

    An offer: {"offer": public id or "", "once": code, "organisation": public id, "line": int, "fields":
    {name: value}, "windows": [{"window": public id or "", "line": int, "fields": {name: value}}]}; days as
    ISO text."""

    offers: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Reader(LineReader):
    """Reads one table for a host, line by line. `hosts` are her organisations, `offers` theirs by public id,
    `windows` those of these offers, by public id."""

    def __init__(
        self,
        sheet: Sheet,
        hosts: Sequence[Organisation],
        offers: Mapping[str, Offer],
        windows: Mapping[str, Window],
    ) -> None:
        columns = {
            name.strip().lower(): at for at, name in reversed(list(enumerate(sheet.header))) if known(name)
        }
        self.result = Reading()
        super().__init__(sheet, columns, self.result.problems)
        self.offers, self.windows = offers, windows
        self.hosts = {key: row for row in hosts for key in _names_of(row)}
        self.only = hosts[0] if len(hosts) == 1 else None
        self.themes = {key: row.pk for row in themes() for key in {fold(row.code), *_folded(row.names)}}
        self.forms = {fold(key): key for key in MODALITIES}
        self.forms |= {fold(str(words)): key for key, words in MODALITIES.items()}
        self.language_codes = {fold(code): code for code in LANGUAGES}
        self.language_codes |= {fold(str(name)): code for code, name in LANGUAGES.items()}

    def read(self) -> Reading:
        """The whole table."""
        if "title" not in self.columns and "offer" not in self.columns:
            self.wrong("title", _("The table needs the columns “title”, “form”, “places”, “from” and “to”."))
            return self.result
        if len(self.sheet.rows) > MOST_LINES:
            self.wrong("title", _("At most %(most)s lines at once.") % {"most": MOST_LINES})
            return self.result
        for row in self.sheet.rows:
            self.row = row
            if any(row.cells):
                self.flags()
                self._line()
        return self.result

    def _line(self) -> None:
        key = self.cell("offer")
        current = self.result.offers[-1] if self.result.offers else None
        same = current is not None and key and key == current["offer"]
        if not same and (self.cell("title") or key):
            current = self._begin(key)
        if current is None:
            self.wrong("title", _("A line without a title stands below the offer that it belongs to."))
            return
        if any(self.cell(name) for name in OF_WINDOW):
            self._window(current)

    def _begin(self, key: str) -> dict[str, Any]:
        known_one = self.offers.get(key)
        if key and known_one is None:
            self.wrong("offer", _("None of your offers has this id. Leave the cell empty for a new one."))
        host = known_one.organisation if known_one else self._host()
        made = {
            "offer": known_one.public_id if known_one else "",
            "once": secret_code(),
            "organisation": host.public_id if host else "",
            "line": self.row.line,
            "fields": self._fields(new=known_one is None),
            "windows": [],
        }
        self.result.offers.append(made)
        return made

    def _host(self) -> Organisation | None:
        words = self.cell("organisation")
        found = self.hosts.get(words) or self.hosts.get(fold(words)) if words else self.only
        if found is None:
            self.wrong("organisation", _("Write the name of one of your organisations."))
        elif found.place_id is None:
            self.wrong("organisation", _("This organisation has no place: make the offer on the site."))
        return found

    def _fields(self, *, new: bool) -> dict[str, Any]:
        """What the line says of the offer; cells that are empty say nothing of one that is there."""
        title, text = self.cell("title"), self.cell("text")
        if len(title) > 140:
            self.wrong("title", _("This text is too long."))
        for name, value in (("title", title), ("text", text)):
            if new and not value:
                self.wrong(name, _("This cell is empty."))
        found = {
            "title": title,
            "text": text,
            "language": next(iter(self._codes("language", needed=new)), ""),
            "themes": self._listed("themes", self.themes, _("There is no theme “%(word)s”."), needed=new),
            "languages": self._codes("languages", needed=new),
            "sdg_targets": self._targets(),
            "expires_on": self._day("until"),
        }
        return found if new else {name: value for name, value in found.items() if value}

    def _listed(self, column: str, table: Mapping[str, str], words: str, *, needed: bool) -> list[str]:
        """The codes of a list in one cell, separated by commas or semicolons."""
        parts = [part.strip() for part in self.cell(column).replace(";", ",").replace("،", ",").split(",")]
        parts = [part for part in parts if part]
        if needed and not parts:
            self.wrong(column, _("This cell is empty."))
        for part in parts:
            if fold(part) not in table:
                self.wrong(column, words % {"word": part[:60]})
        return list(dict.fromkeys(table[fold(part)] for part in parts if fold(part) in table))

    def _codes(self, column: str, *, needed: bool) -> list[str]:
        words = _("There is no language “%(word)s”: write a code such as en, fr or ar.")
        return self._listed(column, self.language_codes, words, needed=needed)

    def _targets(self) -> list[str]:
        found, wrong = sdg.parse(self.cell("sdg_targets"))
        if wrong:
            targets = with_commas(wrong[:5])
            self.wrong("sdg_targets", _("There is no SDG target %(targets)s.") % {"targets": targets})
        return found

    def _day(self, column: str) -> str:
        try:
            day: date | None = DayField(required=False).clean(self.cell(column))
        except forms.ValidationError as refusal:
            self.wrong(column, " ".join(refusal.messages))
            return ""
        return day.isoformat() if day else ""

    def _window(self, offer: dict[str, Any]) -> None:
        key = self.cell("window")
        found = self.windows.get(key)
        if key and (found is None or found.offer.public_id != offer["offer"]):
            self.wrong("window", _("This offer has no window with this id. Leave the cell empty."))
            return
        form = self.forms.get(fold(self.cell("form")), "")
        if not form:
            codes = with_commas(MODALITIES)
            self.wrong("form", _("Write one of these forms of cooperation: %(codes)s.") % {"codes": codes})
        places, first, last = self.cell("places"), self._day("from"), self._day("to")
        number = int(places) if places.isascii() and places.isdigit() and len(places) <= 4 else 0
        if not 1 <= number <= MOST_PLACES:
            self.wrong("places", _("Write a whole number from 1 to %(most)s.") % {"most": MOST_PLACES})
        elif found is not None and number < found.held:
            self.wrong("places", _("%(held)s places are held already.") % {"held": found.held})
        self._check_days(first, last, new=found is None)
        together = self.yes("together")
        fields = {"modality": form, "slots": number, "starts": first, "ends": last, "cohort": together}
        fields["languages"] = self._codes("window_languages", needed=False)
        offer["windows"].append({"window": key, "line": self.row.line, "fields": fields})

    def _check_days(self, first: str, last: str, *, new: bool) -> None:
        for column, day in (("from", first), ("to", last)):
            if not day and not self.cell(column):
                self.wrong(column, _("This cell is empty."))
        if first and last and last < first:
            self.wrong("to", _("The last day is before the first."))
        elif new and last and last < timezone.localdate().isoformat():
            self.wrong("to", _("This day is over. Choose a later one."))


def _folded(texts: Mapping[str, str]) -> set[str]:
    return {fold(text) for key, text in texts.items() if key != "_"}


def _names_of(row: Organisation) -> set[str]:
    return {row.public_id, *_folded(row.names)}


def label_of(offer: Mapping[str, Any], known_ones: Mapping[str, Offer]) -> str:
    """How the dry run names an offer of the table."""
    row = known_ones.get(offer["offer"])
    return str(offer["fields"].get("title") or (row.title if row else ""))


def host_names(hosts: Iterable[Organisation]) -> list[str]:
    """The names of the hosts in the reader's language."""
    return [pick(row.names).text for row in hosts]
