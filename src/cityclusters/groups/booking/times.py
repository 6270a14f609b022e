"""Clocks at the group's place: days and weeks of its zone, and the moments (UTC) that they mean."""

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.times import moment
from cityclusters.groups.models import Group

__all__ = ["day_span", "local", "moment", "monday", "today_at", "week_of", "zone_of"]
WEEK = 7


def zone_of(group: Group) -> str:
    """The zone of the group's place."""
    return group.place.zone


def local(value: datetime, group: Group) -> datetime:
    """The moment on a clock at the group's place."""
    return value.astimezone(zoneinfo.ZoneInfo(zone_of(group)))


def today_at(group: Group, now: datetime | None = None) -> date:
    """The day that it is at the group's place."""
    return local(now or datetime.now(UTC), group).date()


def _midnight(day: date, zone: str) -> datetime:
    """The first moment of the day there; where clocks are put forward at midnight, the first one there is."""
    try:
        return moment(day, time(), zone)
    except NotPossible:
        return datetime.combine(day, time(), tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(UTC)


def day_span(day: date, group: Group) -> tuple[datetime, datetime]:
    """From the first moment of the day at the group's place to the first one of the next."""
    zone = zone_of(group)
    return _midnight(day, zone), _midnight(day + timedelta(days=1), zone)


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def week_of(text: str, today: date) -> date:
    """The Monday of the week in which the typed day lies; this week's where it is none."""
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        found = today
    return monday(found if abs((found - today).days) < 1500 else today)
