"""Quantities in words, and how far requests are as bars."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cityclusters.core.templatetags.core import number
from cityclusters.core.texts import pick
from cityclusters.support.giving.requests import Progress
from cityclusters.support.models import Item, Line, Pledge, Request


def quantity(value: Decimal | int | None) -> str:
    """A number grouped for reading: 10000 → '10 000', 12.5 → '12.5'; '–' for none."""
    return number(value)


def amount(value: Decimal | None, item: Item, currency: str = "") -> str:
    """'10 000 pieces', '5 000 USD'; '–' for none."""
    if value is None:
        return "–"
    words = {"number": number(value), "unit": currency or pick(item.unit).text}
    return _("%(number)s %(unit)s") % words


def how_much(thing: Request | Pledge | Line) -> str:
    """'Masks: 10 000 pieces (200 packs of 50)'; of money 'Money: 5 000 USD'."""
    size = thing.unit_size
    units = thing.sent * size if isinstance(thing, Line) else thing.quantity
    words = {"item": pick(thing.item.names).text, "amount": amount(units, thing.item, thing.currency)}
    if size == 1 or units % size:
        return _("%(item)s: %(amount)s") % words
    words |= {"packs": quantity(units / size), "size": quantity(size)}
    return _("%(item)s: %(amount)s (%(packs)s packs of %(size)s)") % words


def bar_groups() -> list[str]:
    """The heads of the columns of `bar`."""
    return [pgettext("goods", "Arrived"), _("On its way"), _("Pledged"), _("Not pledged yet")]


def bar(item: Item, currency: str, one: Progress, needed: Decimal, unpledged: Decimal) -> dict[str, Any]:
    """One line of a chart of what came of a request, each part as a share of what was asked: all but the
    first are still needed, and only the last waits for somebody who gives it."""
    parts = [one.received, one.on_its_way, one.pledged, unpledged]
    values = [{"value": one.share(part), "text": quantity(part)} for part in parts]
    return {"label": _asked_for(item, currency, one.asked, needed), "values": values}


def _asked_for(item: Item, currency: str, value: Decimal, needed: Decimal) -> str:
    """'Masks: 10 000 pieces asked for, 2 000 still needed'."""
    words = {"item": pick(item.names).text, "amount": amount(value, item, currency)}
    if not needed:
        return _("%(item)s: %(amount)s asked for") % words
    return _("%(item)s: %(amount)s asked for, %(needed)s still needed") % {**words, "needed": number(needed)}
