"""Tabs above an officer's pages on one exchange; times, states, languages and amounts in words."""

import zoneinfo
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from babel.dates import format_date, format_interval, format_time
from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cityclusters.core.templatetags.core import NARROW_SPACE, babel_locale, zone_city
from cityclusters.exchanges import rules
from cityclusters.exchanges.models import Contribution, Exchange, Registration, Session

register = template.Library()

OWN_TABS = [
    ("exchanges:manage", pgettext_lazy("tab of an exchange", "Overview")),
    ("exchanges:programme", _("Programme")),
    ("exchanges:partners", _("Partners")),
    ("exchanges:media", _("Pictures and messages")),
    ("exchanges:registrations", _("Registrations")),
    ("exchanges:delegates", _("Delegates")),
    ("exchanges:attendance", _("Attendance")),
    ("exchanges:certificates", _("Certificates")),
]
# The colour beside the word of a state.
COLOURS = {
    "open": "ok", "running": "ok", "planned": "wait", "postponed": "wait", "cancelled": "late",
    "confirmed": "ok", "waitlisted": "wait", "invited": "wait", "asked": "wait", "declined": "off",
    "delivered": "wait", "pledged": "wait",
}  # fmt: skip
GIVEN = {"pledged": _("promised"), "delivered": _("delivered"), "confirmed": _("delivery confirmed")}
GIVEN |= {"withdrawn": _("taken back")}


class Tab(NamedTuple):
    """A tab: its address, its word, and whether the reader is on it."""

    url: str
    label: str
    here: bool


@register.simple_tag(takes_context=True)
def manage_tabs(context: Mapping[str, Any], exchange: Exchange, here: str = "") -> list[Tab]:
    """The tabs of the exchange; `here` is the route name of the page shown, with or without its app.

    Apps above this one add theirs in `settings.EXCHANGE_TABS`, a list of (route name, word)."""
    hidden = set() if rules.may_upload_lists(context["user"]) else {"exchanges:delegates"}
    tabs = [tab for tab in [*OWN_TABS, *settings.EXCHANGE_TABS] if tab[0] not in hidden]
    return [
        Tab(reverse(name, args=[exchange.public_id]), str(label), here in (name, name.partition(":")[2]))
        for name, label in tabs
    ]


# -- times ---------------------------------------------------------------------------------------------


def _zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(name)


def _reader() -> zoneinfo.ZoneInfo:
    return _zone(timezone.get_current_timezone_name())


def _hour(value: datetime, zone: zoneinfo.ZoneInfo) -> str:
    return format_time(value.astimezone(zone), "HH:mm", tzinfo=zone, locale=babel_locale())


def clock(value: datetime, zone: str) -> str:
    """A moment on a clock in the zone, with its city: 'Fri 28 Oct 2022, 16:00 (Amman)'."""
    local = value.astimezone(_zone(zone))
    day, time = format_date(local, "EEE d MMM y", locale=babel_locale()), _hour(value, _zone(zone))
    return f"{day}, {time} ({zone_city(zone)})"


@register.simple_tag
def when_plain(value: datetime, zone: str) -> str:
    """A moment in the reader's zone and, where clocks differ, in the event's zone (rule EX8), without
    markup: for letters."""
    own = timezone.get_current_timezone_name()
    here, there = value.astimezone(_zone(own)), value.astimezone(_zone(zone))
    if here.utcoffset() == there.utcoffset():
        return clock(value, own)
    return f"{clock(value, own)} = {clock(value, zone)}"


@register.simple_tag
def hours(session: Session, zone: str) -> SafeString:
    """From when to when in the reader's zone and, where clocks differ, in the event's zone (rule EX8);
    with the day there where it is another one."""
    reader, event = _reader(), _zone(zone)
    start, there = session.start.astimezone(reader), session.start.astimezone(event)
    main = format_html("{} {}", _range(session, reader), _zone_word(reader.key, "zone"))
    if start.utcoffset() == there.utcoffset():
        return main
    day = (
        f"{format_date(there, 'EEE d MMM', locale=babel_locale())}, " if start.date() != there.date() else ""
    )
    other = format_html("{}{} {}", day, _range(session, event), _zone_word(zone))
    return format_html('{} <span class="other-zone">({})</span>', main, other)


def _range(session: Session, zone: zoneinfo.ZoneInfo) -> SafeString:
    """From when to when; isolated, so that names in another script beside it do not turn it round."""
    start, end = session.start.astimezone(zone), session.end.astimezone(zone)
    return format_html(
        '<bdi dir="{}"><time datetime="{}">{}</time>–<time datetime="{}">{}</time></bdi>',
        "rtl" if get_language_bidi() else "ltr",
        start.isoformat(),
        _hour(start, zone),
        end.isoformat(),
        _hour(end, zone),
    )


def _zone_word(name: str, css: str = "") -> SafeString:
    return format_html('<bdi class="{}">{}</bdi>' if css else "<bdi>{1}</bdi>", css, zone_city(name))


@register.filter
def local_hour(value: datetime) -> str:
    """The time of a moment on the clock that it carries: '09:30'."""
    return format_time(value, "HH:mm", tzinfo=value.tzinfo, locale=babel_locale())


@register.filter
def dates(exchange: Exchange) -> str:
    """From which day to which in the reader's zone: 'Nov 2 – 6, 2020'; after `with_dates`."""
    first, last = getattr(exchange, "first_start", None), getattr(exchange, "last_end", None)
    if first is None or last is None:
        return str(_("No dates yet"))
    reader = _reader()
    return format_interval(
        first.astimezone(reader).date(), last.astimezone(reader).date(), "yMMMd", locale=babel_locale()
    )


# -- words ---------------------------------------------------------------------------------------------


@register.filter
def state_badge(row: Exchange | Registration) -> SafeString:
    """The state of an exchange, a registration or a contributor as a badge: colour and word."""
    return format_html(
        '<span class="badge {}">{}</span>', COLOURS.get(row.state, "off"), row.get_state_display()
    )


@register.filter
def given_badge(row: Contribution) -> SafeString:
    """How far a contribution is: promised, delivered, confirmed."""
    colour = "ok" if row.state == "confirmed" else COLOURS.get(row.state, "off")
    return format_html('<span class="badge {}">{}</span>', colour, GIVEN[row.state])


def _digits(value: Decimal) -> str:
    return format_decimal(value, format="#,##0.##", locale="en").replace(",", NARROW_SPACE)


@register.filter
def amount(row: Contribution) -> str:
    """How much was promised or, once it arrived, how much arrived: '12 000 USD'; '' where not counted."""
    value = row.delivered_quantity if row.delivered_at and row.delivered_quantity else row.quantity
    return f"{_digits(value)}{NARROW_SPACE}{row.unit}".strip() if value is not None else ""
