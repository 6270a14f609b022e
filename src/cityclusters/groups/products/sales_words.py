"""The table of sales as a chart and as a sheet."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell as SheetCell
from cityclusters.core.templatetags.core import number
from cityclusters.groups.products.sales_table import FEWEST, Block


def money(amount: Decimal) -> str:
    """Grouped for reading, with its cents where it has any."""
    whole = amount == amount.to_integral_value()
    return number(int(amount)) if whole else number(amount.quantize(Decimal("0.01")))


def period(code: str) -> str:
    """'2026-Q1' in words."""
    year, quarter = code.split("-Q")
    return _("quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year}


def _hidden() -> str:
    return _("hidden")


def chart(block: Block) -> dict[str, Any]:
    """What the tag `bars` takes: a bar for each period, in hundredths of the largest one shown."""
    most = max((cell.amount for cell in block.cells if cell.amount), default=Decimal(0))
    rows = []
    for cell in block.cells:
        share = float(cell.amount / most * 100) if cell.amount and most else 0
        text = money(cell.amount) if cell.amount is not None else _hidden()
        value = round(share, 1) if cell.amount is not None else None
        rows.append({"label": period(cell.period), "values": [{"value": value, "text": text}]})
    total = money(block.total) if block.total is not None else _hidden()
    return {"currency": block.currency, "rows": rows, "total": total}


def sheets(own: Iterable[Block], producers: Iterable[Block]) -> list[Table]:
    """Two sheets, with the same cells hidden as on the page."""
    header = [_("Period"), _("Currency"), _("Sold for"), _("Producers")]
    note = _("Hidden: fewer than %(n)s producers, or one with most of it") % {"n": FEWEST}
    return [
        Table(_("Sales of the group"), header, _rows(own, "")),
        Table(_("Sales of producers"), header, [*_rows(producers, _hidden()), [note, None, None, None]]),
    ]


def _rows(found: Iterable[Block], hidden: str) -> list[list[SheetCell]]:
    rows: list[list[SheetCell]] = []
    for block in found:
        for cell in block.cells:
            amount = float(cell.amount) if cell.amount is not None else hidden
            rows.append([cell.period, block.currency, amount, cell.producers])
        rows.append(
            [_("All"), block.currency, float(block.total) if block.total is not None else hidden, None]
        )
    return rows
