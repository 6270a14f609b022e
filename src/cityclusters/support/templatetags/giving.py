"""Quantities of the ledger in words, badges of its states. Load with {% load giving %}."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cityclusters.support.giving import words
from cityclusters.support.models import Line, Pledge, Request, Shipment

register = template.Library()
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
