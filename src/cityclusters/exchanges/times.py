"""Times as people type them, in the event's zone, and the moments (UTC) that they mean.

No Django models in here. A clock that is put forward skips an hour and one that is put back repeats one:
a time in such an hour is no moment, or two, so it is refused with words rather than guessed."""

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible

NOT_THERE = _("This time does not exist on that day: clocks are put forward. Choose another time.")
TWICE = _("This time comes twice on that day: clocks are put back. Choose another time.")


@cache
def zone_names() -> frozenset[str]:
    """The zones that can be chosen: those named after a place, and UTC."""
    return frozenset(
        name
        for name in zoneinfo.available_timezones()
        if name == "UTC" or ("/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/")))
    )


def moment(day: date, clock: time, zone: str) -> datetime:
    """The moment (in UTC) at which clocks in `zone` show `clock` on `day`.

    Raises NotPossible for a time that does not exist there or comes twice."""
    place = zoneinfo.ZoneInfo(zone)
    local = datetime.combine(day, clock.replace(tzinfo=None, fold=0), tzinfo=place)
    later = local.replace(fold=1)
    found = local.astimezone(UTC)
    if local.utcoffset() != later.utcoffset():
        back = found.astimezone(place).replace(tzinfo=None)
        raise NotPossible(TWICE if back == local.replace(tzinfo=None) else NOT_THERE)
    return found


def on_day_after(value: datetime, zone: str, days: int = 1) -> datetime:
    """The moment at which clocks in `zone` show the same time `days` later: not always 24 hours.

    Raises NotPossible as `moment` does."""
    local = value.astimezone(zoneinfo.ZoneInfo(zone))
    return moment(local.date() + timedelta(days=days), local.time(), zone)
