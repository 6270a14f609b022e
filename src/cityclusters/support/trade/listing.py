"""Entries about products as lists and sheets show them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick
from cityclusters.places.countries import country_name
from cityclusters.support.models import Trade
from cityclusters.support.trade import words


class Line(NamedTuple):
    """An entry with its months and its quantity in words."""

    trade: Trade
    months: str
    volume: str


def line(trade: Trade) -> Line:
    """One entry in words."""
    months = words.month_names(trade.months) if trade.months else _("All year")
    return Line(trade, months, words.volume(trade))


def lines(rows: Iterable[Trade]) -> list[Line]:
    """Several entries in words."""
    return [line(row) for row in rows]


def table(rows: Iterable[Trade]) -> Table:
    """Entries as a sheet, one line each."""
    header = [
        _("Who"), _("Product"), _("Language"), _("Organisation"), _("Place"), _("Country"),
        _("How much a year"), _("Unit"), _("Months"), _("Standard"), _("Note"), _("Shown until"),
        _("Address"),
    ]  # fmt: skip
    return Table(_("Trade"), header, _cells(rows))


def _cells(rows: Iterable[Trade]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            row.get_side_display(), row.product, row.language, pick(row.organisation.names).text,
            row.place.name, country_name(row.place.country_id),
            float(row.volume) if row.volume is not None else None, str(words.UNITS.get(row.unit, row.unit)),
            line(row).months, row.standard, row.note, row.expires_on, row.get_absolute_url(),
        ]  # fmt: skip
