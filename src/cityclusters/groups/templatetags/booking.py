"""What the pages of bookings need: days of the week, hours, what somebody is called, from when to when."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cityclusters.core.templatetags.core import babel_locale, when, zone_city

register = template.Library()


@register.filter
def weekday(value: date) -> str:
    """'Mon 6 Nov' in the reader's language."""
    return format_date(value, "EEE d MMM", locale=babel_locale())


@register.filter
def hour(minutes: int) -> str:
    """Minutes since midnight on a clock: 540 → '09:00'."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@register.filter
def city(zone: str) -> str:
    """The short name of a zone: 'Asia/Amman' → 'Amman'."""
    return zone_city(zone)


@register.simple_tag
def called(names: Mapping[int, str], person: Any) -> str:
    """What somebody is called in the group; '–' for nobody."""
    return names.get(person.pk, str(person)) if person else "–"


@register.simple_tag
def span(row: Any, zone: str) -> SafeString:
    """From when to when, in the reader's zone and in that of the place."""
    start: datetime = row.start
    return format_html("{} – {}", when(start, zone), when(row.end, zone))
