"""Quantities of the ledger in words, badges of its states. Load with {% load giving %}."""

from decimal import Decimal, InvalidOperation

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import day
from cityclusters.support.giving import words
from cityclusters.support.models import Line, Pledge, Request, Shipment

register = template.Library()
OPEN = (Request.State.OPEN, Request.State.PARTLY)
register.filter("quantity", words.quantity)
register.filter("how_much", words.how_much)
COLOURS = {
    "open": "wait", "partly_met": "wait", "met": "ok", "closed": "off", "made": "wait", "agreed": "ok",
    "withdrawn": "off", "prepared": "wait", "shipped": "wait", "in_customs": "wait", "received": "ok",
    "partly_received": "wait", "rejected": "late", "distributed": "ok",
}  # fmt: skip


@register.filter
def aid_badge(thing: Request | Pledge | Shipment) -> SafeString:
    """Its state: colour and word."""
    colour = COLOURS.get(thing.state, "off")
    return format_html('<span class="badge {}">{}</span>', colour, thing.get_state_display())


@register.filter
def needed_by(request: Request) -> SafeString | str:
    """The day until which it is needed; where that has passed and not all has come, the words that say so."""
    if request.needed_by is None:
        return "–"
    shown = day(request.needed_by)
    if request.state not in OPEN or request.needed_by >= timezone.localdate():
        return shown
    return format_html('{} <span class="badge late">{}</span>', shown, _("the day has passed"))


@register.filter
def noted(value: object) -> str:
    """A number that the journal keeps as text; '–' where there was none."""
    try:
        return words.quantity(Decimal(str(value)))
    except InvalidOperation:
        return "–"


@register.filter
def accepted_units(line: Line) -> str:
    """What was accepted, in units."""
    return words.amount(_times(line, line.accepted), line.item, line.currency)


@register.filter
def rejected_units(line: Line) -> str:
    """What was rejected, in units."""
    return words.amount(_times(line, line.rejected), line.item, line.currency)


@register.filter
def distributed_units(line: Line) -> str:
    """What was handed out, in units."""
    return words.amount(_times(line, line.distributed), line.item, line.currency)


def _times(line: Line, packs: Decimal | None) -> Decimal | None:
    return None if packs is None else packs * line.unit_size
