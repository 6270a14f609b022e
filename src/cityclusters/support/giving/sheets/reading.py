"""From a table to plain values, line by line, with every cell that is wrong."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.sheets import Row, Sheet
from cityclusters.core.sheets.lines import Problem, flag_words
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.giving import shipments
from cityclusters.support.giving.items import Meanings
from cityclusters.support.giving.sheets.columns import COLUMNS, NEEDED, BadCell, Cells, column
from cityclusters.support.models import Item, Request

MOST_ROWS = 500
Values = dict[str, str]


@dataclass
class Reading:
    """What an uploaded table says: values by column, '' for empty cells, `line` in each; what is wrong."""

    rows: list[Values] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(sheet: Sheet, kind: str, person: Person) -> Reading:
    """The lines of the table; with problems, nothing of it may be kept."""
    return _Reader(sheet, kind, person).read()


class _Reader:
    def __init__(self, sheet: Sheet, kind: str, person: Person) -> None:
        named = [(column(heading), at) for at, heading in enumerate(sheet.header)]
        self.columns = {name: at for name, at in reversed(named) if name in COLUMNS[kind]}
        self.sheet, self.kind, self.person = sheet, kind, person
        self.cells = Cells(person, Meanings(Item.objects.all()))
        self.own = focal_organisations(person)
        self.result = Reading()
        self.line = sheet.line

    def read(self) -> Reading:
        """The whole table."""
        if missing := [name for name in NEEDED[self.kind] if name not in self.columns]:
            for name in missing:
                self._wrong(name, _("This column is missing."))
        elif len(self.sheet.rows) > MOST_ROWS:
            self._wrong("number", _("At most %(most)s lines are read at once.") % {"most": MOST_ROWS})
        elif not self.sheet.rows:
            self._wrong(NEEDED[self.kind][0], _("The list has no lines below its headings."))
        else:
            for row in self.sheet.rows:
                self._row(row)
        return self.result

    def _wrong(self, name: str, text: str) -> None:
        self.result.problems.append(Problem(self.line, name, text))

    def _row(self, row: Row) -> None:
        self.line = row.line
        values: Values = {name: self._cell(name, row) for name in COLUMNS[self.kind]}
        values["line"] = str(row.line)
        before = len(self.result.problems)
        for name in NEEDED[self.kind]:
            if not values[name] and not any(p.line == row.line and p.column == name for p in self._new()):
                self._wrong(name, _("This cell is empty."))
        if len(self.result.problems) == before and not any(p.line == row.line for p in self._new()):
            self._together(values)
        self.result.rows.append(values)

    def _new(self) -> list[Problem]:
        return self.result.problems[-len(COLUMNS[self.kind]) * 2 :]

    def _cell(self, name: str, row: Row) -> str:
        at = self.columns.get(name)
        if at is None or at >= len(row.cells):
            return ""
        flags = flag_words()
        if (flag := row.flags.get(at, "")) in flags:
            self._wrong(name, flags[flag])
            return ""
        text = row.cells[at].strip()
        try:
            return self.cells.read(name, text) if text else ""
        except BadCell as bad:
            self._wrong(name, str(bad))
            return ""

    def _together(self, values: Values) -> None:
        """What can be said of a line only when its cells are read."""
        item = self.cells.item(values["item"])
        money = item.kind == Item.Kind.MONEY
        if money and not values["currency"]:
            self._wrong("currency", _("Write the currency of this money."))
        if not money and values["currency"]:
            self._wrong("currency", _("Only money has a currency."))
        if money and values["pieces_in_pack"] not in ("", "1"):
            self._wrong("pieces_in_pack", _("Money comes in no packs."))
        if values["donor"] == values["recipient"]:
            self._wrong("recipient", _("Donor and recipient are the same organisation."))
        if self.kind == "shipments":
            self._shipment(values, item)
        else:
            self._pledge(values)

    def _acts(self, values: Values, side: str) -> bool:
        return self.person.is_officer or self.cells.key_of(values[side]) in self.own

    def _shipment(self, values: Values, item: Item) -> None:
        sides = [side for side in ("donor", "recipient") if self._acts(values, side)]
        if not sides:
            self._wrong("donor", _("You act for neither of the two organisations."))
            return
        values["reported_by"] = values["reported_by"] or (sides[0] if len(sides) == 1 else "")
        by = values["reported_by"]
        if by not in sides:
            self._wrong("reported_by", _("Say whose report this is: “donor” or “recipient”."))
        elif by == "donor":
            self._by_donor(values, item)
        else:
            self._by_recipient(values)
        if values["rate_to_usd"] and not values["day_of_rate"]:
            self._wrong("day_of_rate", _("Say of which day this rate is."))

    def _by_donor(self, values: Values, item: Item) -> None:
        if not values["packs_sent"]:
            self._wrong("packs_sent", _("Write how many packs were sent."))
        for name in ("accepted", "rejected", "received_on", "handed_out"):
            if values[name]:
                self._wrong(name, _("Only the recipient says what arrived."))
        self._no_future(values, "shipped_on")
        until = date.fromisoformat(values["usable_until"]) if values["usable_until"] else None
        left = date.fromisoformat(values["shipped_on"]) if values["shipped_on"] else None
        found = shipments.warnings(item, until, values["certificate"], left)
        if found and not values["reason_to_send"]:
            self._wrong("reason_to_send", " ".join([*found, _("To go on, write the reason; it is kept.")]))

    def _by_recipient(self, values: Values) -> None:
        if not values["accepted"]:
            self._wrong("accepted", _("Write how many packs were accepted; 0 for none."))
        if not values["received_on"]:
            self._wrong("received_on", _("Write the day on which it arrived."))
        self._no_future(values, "received_on")

    def _no_future(self, values: Values, name: str) -> None:
        if values[name] and date.fromisoformat(values[name]) > timezone.localdate():
            self._wrong(name, _("This day is still to come."))

    def _pledge(self, values: Values) -> None:
        if not self._acts(values, "donor"):
            self._wrong("donor", _("You do not act for this organisation."))
        self._no_future(values, "pledged_on")
        if values["request"]:
            rows = Request.objects.filter(public_id=values["request"][:10], item__code=values["item"])
            if not rows.filter(organisation__public_id=values["recipient"]).exists():
                self._wrong("request", _("The recipient has no such request for this item."))
