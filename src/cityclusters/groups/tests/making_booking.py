"""Facilities and bookings for tests."""

from datetime import datetime, time, timedelta
from typing import Any

from cityclusters.core.ids import secret_code
from cityclusters.core.texts import make_texts
from cityclusters.groups.booking import acts
from cityclusters.groups.booking.times import moment, zone_of
from cityclusters.groups.models import Booking, Facility, Group
from cityclusters.people.models import Person

ALL_DAY = {str(number): ["00:00", "23:59"] for number in range(7)}
DAYTIME = {str(number): ["08:00", "18:00"] for number in range(7)}


def facility(group: Group, name: str = "Sewing machine", **fields: Any) -> Facility:
    """A machine that is open every day from 8 to 18 and booked without an answer, unless told otherwise."""
    given: dict[str, Any] = {
        "names": make_texts("en", en=name),
        "kind": Facility.Kind.MACHINE,
        "hours": DAYTIME,
        "needs_approval": False,
        "open_to": Facility.OpenTo.ACCOUNTS,
    }
    return Facility.objects.create(group=group, once=secret_code(), **{**given, **fields})


def at(group: Group, hour: int, minute: int = 0, days: int = 3) -> datetime:
    """The moment at which clocks at the group's place show the time, so many days from today."""
    return moment(group.today() + timedelta(days=days), time(hour, minute), zone_of(group))


def booked(
    row: Facility, person: Person, start: int = 9, end: int = 11, by: Person | None = None, **more: Any
) -> Booking:
    """A booking in three days, from hour to hour."""
    days = more.pop("days", 3)
    return acts.ask(
        row,
        person,
        by or person,
        start=at(row.group, start, days=days),
        end=at(row.group, end, days=more.pop("last_days", days)),
        once=more.pop("once", secret_code()),
        **more,
    )
