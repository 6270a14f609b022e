"""What the page of a place says beside its fields."""

import zoneinfo
from typing import NamedTuple

from babel import Locale
from babel.dates import format_datetime
from django.utils import timezone
from django.utils.translation import get_language

from cityclusters.core.zones import ZONES
from cityclusters.places.models import Place

FIRST = 12  # names of one script that are shown at once
KNOWN_FIRST = ("Latn", "Arab", "Cyrl", "Hani")


class Names(NamedTuple):
    """The names of a place in one script: its ISO 15924 code, its name for the reader, the first names and
    the others."""

    code: str
    script: str
    first: list[str]
    others: list[str]


def names_by_script(place: Place) -> list[Names]:
    """All ways the place is written, the shown name left out, the scripts of our languages first."""
    groups: dict[str, list[str]] = {}
    rows = place.names.filter(whole=True).exclude(name=place.name).order_by("name")
    for name, script in rows.values_list("name", "script"):
        groups.setdefault(script, []).append(name)
    words = Locale.parse((get_language() or "en").replace("-", "_")).scripts
    order = sorted(groups, key=lambda code: (KNOWN_FIRST.index(code) if code in KNOWN_FIRST else 9, code))
    return [Names(code, words.get(code, code), groups[code][:FIRST], groups[code][FIRST:]) for code in order]


def time_there(zone: str) -> str:
    """Weekday and time in the zone now, in the reader's language; '' for a zone that tzdata does not know."""
    if zone not in ZONES:
        return ""
    now = timezone.now().astimezone(zoneinfo.ZoneInfo(zone))
    locale = (get_language() or "en").replace("-", "_")
    return format_datetime(now, "EEEE HH:mm", tzinfo=now.tzinfo, locale=locale)
