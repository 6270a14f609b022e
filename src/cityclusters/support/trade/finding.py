"""The counterparts of an entry, found among the open ones of the other side."""

from typing import NamedTuple

from django.db.models import Q

from cityclusters.support.models import Trade
from cityclusters.support.trade import products, words
from cityclusters.support.trade.likeness import Entry, Reason, counterparts
from cityclusters.support.trade.listing import Line, line

LOOKED_AT = 500
SHOWN = 12


class Counterpart(NamedTuple):
    """An entry that fits, and why: (whether it speaks for it, in words)."""

    line: Line
    reasons: list[tuple[str, str]]


def entry(trade: Trade) -> Entry:
    """What is compared of a record."""
    return Entry(
        key=trade.public_id,
        words=products.read(trade.words),
        months=trade.months,
        latitude=trade.place.latitude,
        longitude=trade.place.longitude,
        standard=trade.standard,
        volume=trade.volume,
        unit=trade.unit,
    )


def found_for(trade: Trade) -> list[Counterpart]:
    """The best counterparts of an entry, of other organisations. One query."""
    named = [word for word in products.read(trade.words) if not products.is_general(word)]
    if not named:
        return []
    alike = Q()
    for word in named:
        alike |= Q(words__contains=f"|{word}|")
    sells = trade.side == Trade.Side.SELLS
    side = Trade.Side.BUYS if sells else Trade.Side.SELLS
    rows = Trade.objects.open().filter(alike, side=side).exclude(organisation=trade.organisation)
    rows = rows.select_related("organisation", "place__country").order_by("-stated_at", "-pk")
    known = {row.public_id: row for row in rows[:LOOKED_AT]}
    found = counterparts(entry(trade), map(entry, known.values()), one_sells=sells)
    return [Counterpart(line(known[one.key]), list(map(_said, one.reasons))) for one in found[:SHOWN]]


def _said(reason: Reason) -> tuple[str, str]:
    signs = {True: "good", False: "bad", None: "even"}
    return signs[reason.good], words.say(reason)
