"""The ledger as pages show it: numbers with the addresses of the rows behind them."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cityclusters.core.sheets.write import Cell as SheetCell
from cityclusters.core.texts import pick
from cityclusters.people.models import Organisation
from cityclusters.places.cooperation import Route as RouteWords
from cityclusters.places.countries import country_name
from cityclusters.support.giving import from_exchanges
from cityclusters.support.giving.forms.filters import WHAT_WORDS, RowsFilter
from cityclusters.support.giving.items import Meanings
from cityclusters.support.giving.ledger import Entry, Route, Total, What, in_dollars, of_number, totals
from cityclusters.support.giving.rows import Asked, Labels, read, source_of
from cityclusters.support.models import Item, Pledge, Shipment

SHOWN = (What.PLEDGED, What.TRANSIT, What.REJECTED, What.MISSING, What.DISTRIBUTED)
EXCHANGE_WORDS = {
    "received": gettext_lazy("Confirmed"),
    "shipped": gettext_lazy("Delivered"),
    "agreed": gettext_lazy("Promised"),
    "pledged": pgettext_lazy("trainer", "Asked"),
}


class Number(NamedTuple):
    """An amount and the address of its rows; '' where there are none to see."""

    amount: Decimal
    url: str

    @property
    def whole(self) -> int:
        """The amount as a whole number, by which languages choose between singular and plural."""
        return int(self.amount)


class ItemLine(NamedTuple):
    """One item of the overview: its numbers by route, by state and by kind of donor."""

    name: str
    unit: str
    confirmed: Number
    routes: list[Number]
    states: list[Number]
    donors: list[tuple[str, Number]]
    unsaid: Number


def entries(asked: Asked, items: Iterable[Item]) -> list[Entry]:
    """Everything that fits, what exchanges were given included. Four queries."""
    return read(asked, also=from_exchanges.read(asked, Meanings(items)))


def looked_into(form: RowsFilter, items: Iterable[Item]) -> list[Entry]:
    """The entries of the number that a reader opened, by the filters of the page of rows."""
    asked = form.asked
    return of_number(
        entries(form.narrowed(), items),
        what=What(asked["what"]) if "what" in asked else None,
        route=asked.get("route", ""),
        donor=asked.get("donor", ""),
        also=lambda entry: asked.get("currency", "") in ("", entry.row.currency),
    )


def lines(found: Iterable[Entry], labels: Labels, kept: Mapping[str, str]) -> list[ItemLine]:
    """A line for each item and currency, in the order of the list; `kept` are the filters of the page."""
    made = totals(found).values()
    return [_line(one, labels, kept) for one in sorted(made, key=lambda one: _order(one, labels))]


def _order(total: Total, labels: Labels) -> tuple[int, str, str]:
    return labels.order(total.item), total.item, total.currency


def _line(total: Total, labels: Labels, kept: Mapping[str, str]) -> ItemLine:
    own = {**kept, "item": total.item}
    if total.currency:
        own["currency"] = total.currency

    def number(amount: Decimal, **more: str) -> Number:
        address = f"{reverse('support:aid-rows')}?{urlencode({**own, **more})}"
        return Number(amount, address if amount else "")

    donors = [
        (str(Organisation.Kind(kind).label), number(amount, what=What.CONFIRMED, donor=kind))
        for kind, amount in sorted(total.donors.items())
        if amount
    ]
    return ItemLine(
        labels.name(total.item),
        labels.unit(total.item, total.currency),
        number(total.amounts[What.CONFIRMED], what=What.CONFIRMED),
        [number(total.routes[route], what=What.CONFIRMED, route=route) for route in Route],
        [number(total.amounts[what], what=what) for what in SHOWN],
        donors,
        number(Decimal(total.unsaid)),
    )


def money(found: Iterable[Entry]) -> dict[str, Any]:
    """All money in dollars, the days of its rates, and what has no rate, for the page."""
    dollars = in_dollars(found)
    left = sorted(dollars.without_rate.items())
    return {"dollars": dollars, "left_out": [Number(amount, code) for code, amount in left]}


HEADER = (
    "number", "item", "unit", "accepted", "pledged", "on_its_way", "rejected", "missing", "handed_out",
    "currency", "rate_to_usd", "day_of_rate", "route", "donor", "donor_kind", "donor_country", "recipient",
    "to_country", "state", "day", "address",
)  # fmt: skip


def table(found: Iterable[Entry], labels: Labels) -> Iterator[list[SheetCell]]:
    """The rows as lines of a spreadsheet, under HEADER; no person is in them."""
    for entry in found:
        row, source = entry.row, source_of(entry)
        amounts = [float(entry.amounts[what]) for what in (What.CONFIRMED, *SHOWN)]
        yield [
            source.number or source.public_id,
            labels.name(row.item),
            labels.unit(row.item, row.currency),
            *amounts,
            row.currency,
            float(row.rate) if row.rate is not None else None,
            row.rate_on,
            str(RouteWords(entry.route).label),
            pick(source.donor.names).text,
            str(Organisation.Kind(row.donor_kind).label),
            country_name(row.donor_country) if row.donor_country else "",
            pick(source.recipient.names).text,
            country_name(row.to_country) if row.to_country else "",
            state_word(entry),
            source.day,
            source.url,
        ]


def total_table(found: Iterable[Entry], labels: Labels) -> tuple[list[str], list[list[SheetCell]]]:
    """Heads and lines of the sheet of totals."""
    made = sorted(totals(found).values(), key=lambda one: _order(one, labels))
    heads = [_("Item"), _("Unit"), *(str(WHAT_WORDS[what]) for what in (What.CONFIRMED, *SHOWN))]
    heads += [str(RouteWords(route).label) for route in Route]
    rows: list[list[SheetCell]] = [
        [
            labels.name(one.item),
            labels.unit(one.item, one.currency),
            *(float(one.amounts[what]) for what in (What.CONFIRMED, *SHOWN)),
            *(float(one.routes[route]) for route in Route),
        ]
        for one in made
    ]
    return heads, rows


def state_word(entry: Entry) -> str:
    """How far the record behind an entry is, in words."""
    state = entry.row.state
    kind = source_of(entry).kind
    if kind == "pledge":
        return str(Pledge.State(state).label)
    if kind == "shipment":
        return str(Shipment.State(state).label)
    return str(EXCHANGE_WORDS[state])


def shown(entry: Entry, labels: Labels) -> dict[str, Any]:
    """One row for the page: its words and amounts."""
    return {
        "name": labels.name(entry.row.item),
        "unit": labels.unit(entry.row.item, entry.row.currency),
        "amounts": {what.value: amount for what, amount in entry.amounts.items()},
        "state": state_word(entry),
        "route": RouteWords(entry.route).label,
        "source": source_of(entry),
    }
