"""Tabs above an officer's pages on one exchange, and times in plain text."""

import zoneinfo
from datetime import datetime
from typing import NamedTuple

from babel.dates import format_date, format_time
from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cityclusters.core.templatetags.core import zone_city
from cityclusters.exchanges.models import Exchange

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


class Tab(NamedTuple):
    """A tab: its address, its word, and whether the reader is on it."""

    url: str
    label: str
    here: bool


@register.simple_tag
def manage_tabs(exchange: Exchange, here: str = "") -> list[Tab]:
    """The tabs of the exchange; `here` is the route name of the page shown, with or without its app.

    Apps above this one add theirs in `settings.EXCHANGE_TABS`, a list of (route name, word)."""
    tabs = [*OWN_TABS, *settings.EXCHANGE_TABS]
    return [
        Tab(reverse(name, args=[exchange.public_id]), str(label), here in (name, name.partition(":")[2]))
        for name, label in tabs
    ]


def clock(value: datetime, zone: str) -> str:
    """A moment on a clock in the zone, with its city: 'Fri 28 Oct 2022, 16:00 (Amman)'."""
    locale = (get_language() or "en").replace("-", "_")
    local = value.astimezone(zoneinfo.ZoneInfo(zone))
    day, time = format_date(local, "EEE d MMM y", locale=locale), format_time(local, "HH:mm", locale=locale)
    return f"{day}, {time} ({zone_city(zone)})"


@register.simple_tag
def when_plain(value: datetime, zone: str) -> str:
    """A moment in the reader's zone and, where clocks differ, in the event's zone (rule EX8), without
    markup: for letters."""
    own = timezone.get_current_timezone_name()
    here, there = value.astimezone(zoneinfo.ZoneInfo(own)), value.astimezone(zoneinfo.ZoneInfo(zone))
    if here.utcoffset() == there.utcoffset():
        return clock(value, own)
    return f"{clock(value, own)} = {clock(value, zone)}"
