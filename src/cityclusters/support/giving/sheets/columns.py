"""The columns, and how each cell is read."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.numbers import is_currency
from django import forms
from django.utils.translation import gettext as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.sheets.said import says, yes_or_no
from cityclusters.people.models import Organisation, Person
from cityclusters.people.models.organisation import OrganisationQuerySet
from cityclusters.places.folding import fold
from cityclusters.support.giving.forms.fields import MOST, MOST_IN_A_PACK
from cityclusters.support.giving.items import Meanings
from cityclusters.support.models import Item

SHIPMENTS = (
    "number", "donor", "recipient", "item", "packs_sent", "pieces_in_pack", "currency", "shipped_on",
    "reported_by", "received_on", "accepted", "rejected", "why_rejected", "more_to_come", "handed_out",
    "usable_until", "certificate", "reason_to_send", "rate_to_usd", "day_of_rate",
)  # fmt: skip
PLEDGES = (
    "donor", "recipient", "item", "packs", "pieces_in_pack", "currency", "pledged_on", "donor_pays_transport",
    "request", "note",
)  # fmt: skip
COLUMNS: Mapping[str, tuple[str, ...]] = {"shipments": SHIPMENTS, "pledges": PLEDGES}
NEEDED = {
    "shipments": ("number", "donor", "recipient", "item"),
    "pledges": ("donor", "recipient", "item", "packs"),
}
LENGTHS = {"number": 60, "why_rejected": 300, "certificate": 120, "reason_to_send": 300, "note": 500}


def column(heading: str) -> str:
    """The column that a heading names: 'Packs sent' → 'packs_sent'."""
    return "_".join(fold(heading).split())


class BadCell(Exception):
    """`str()` says what is wrong with the cell."""


def _number(text: str, least: Decimal = Decimal("0.01")) -> str:
    compact = text.replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    if "," in compact:
        # 1,000 and 1.000,50 mean different things in different countries: better to ask than to guess.
        raise BadCell(_("Write the number without commas, for example 10000 or 12.50."))
    try:
        value = Decimal(compact)
    except InvalidOperation:
        raise BadCell(_("This is no number.")) from None
    if not value.is_finite() or not least <= value <= MOST:
        raise BadCell(_("This number is too small or too large."))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2 and value != round(value, 2):
        raise BadCell(_("At most two decimals are kept."))
    return f"{value:f}"


def _count(text: str) -> str:
    return _number(text, Decimal(0))


def _rate(text: str) -> str:
    try:
        value = Decimal(text.replace(" ", ""))
    except InvalidOperation:
        raise BadCell(_("Write the rate as a number, for example 0.14.")) from None
    if not value.is_finite() or not Decimal("0.00000001") <= value < Decimal(10) ** 8:
        raise BadCell(_("This number is too small or too large."))
    return f"{round(value, 8):f}"


def _size(text: str) -> str:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST_IN_A_PACK and len(text) < 9):
        raise BadCell(_("Write how many pieces are in a pack, as a whole number."))
    return text


def _day(text: str) -> str:
    try:
        day: date | None = DayField().clean(text)
    except forms.ValidationError as problem:
        raise BadCell(" ".join(problem.messages)) from None
    return day.isoformat() if day else ""


def _yes(text: str) -> str:
    said = yes_or_no(text)
    if said is None:
        raise BadCell(_("Write “yes” or “no”."))
    return "yes" if said else ""


def _side(text: str) -> str:
    for side in ("donor", "recipient"):
        if says(text, side.capitalize()):
            return side
    raise BadCell(_("Write “donor” or “recipient”."))


def _currency(text: str) -> str:
    code = text.upper()
    if not (code.isascii() and is_currency(code)):
        raise BadCell(_("Write the currency with its three letters, for example USD."))
    return code


PLAIN: Mapping[str, Callable[[str], str]] = {
    "packs_sent": _number, "packs": _number, "accepted": _count, "rejected": _count, "handed_out": _count,
    "pieces_in_pack": _size, "shipped_on": _day, "received_on": _day, "usable_until": _day,
    "day_of_rate": _day, "pledged_on": _day, "more_to_come": _yes, "donor_pays_transport": _yes,
    "reported_by": _side, "currency": _currency, "rate_to_usd": _rate,
}  # fmt: skip


class Cells:
    """Reads cells that name something: an organisation or an item. Each name is looked up once."""

    def __init__(self, person: Person, items: Meanings) -> None:
        self.person, self.items = person, items
        self._organisations: dict[str, Organisation | str] = {}

    def read(self, name: str, text: str) -> str:
        """The cell's value as text that can be kept. Raises BadCell."""
        if name in ("donor", "recipient"):
            return self.organisation(text).public_id
        if name == "item":
            return self.item(text).code
        if len(text) > LENGTHS.get(name, 1000):
            raise BadCell(_("This text is too long."))
        return PLAIN[name](text) if name in PLAIN and text else text

    def item(self, text: str) -> Item:
        """The item that the words mean. Raises BadCell."""
        found = self.items.of(text)
        if found is None:
            raise BadCell(_("Write one of the items of the list, for example: %(items)s.") % {
                "items": ", ".join(self.items.examples()[:5])
            })  # fmt: skip
        return found

    def organisation(self, text: str) -> Organisation:
        """The organisation of that name, or with that id. Raises BadCell."""
        if text not in self._organisations:
            self._organisations[text] = self._looked_up(text)
        found = self._organisations[text]
        if isinstance(found, str):
            raise BadCell(found)
        return found

    def key_of(self, public_id: str) -> int:
        """The key of an organisation that some cell has named."""
        found = (one for one in self._organisations.values() if isinstance(one, Organisation))
        return next(one.pk for one in found if one.public_id == public_id)

    def _looked_up(self, text: str) -> "Organisation | str":
        rows: OrganisationQuerySet = Organisation.objects.visible_to(self.person)
        name, _mark, rest = text.partition(" (")
        named = list(rows.called(text)[:3]) or (list(rows.called(name)[:12]) if rest else [])
        if rest and len(named) > 1:
            place = fold(rest.removesuffix(")").split(",")[0])
            named = [row for row in named if row.place and fold(row.place.name) == place]
        found = named or list(rows.filter(public_id=text[:10])) if text else []
        if len(found) == 1:
            return found[0]
        if found:
            return _("Several organisations have this name. Write its place behind it, in parentheses.")
        return _("No organisation of that name is known here.")
