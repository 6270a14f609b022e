"""The week of a facility: for each day its hours, what of it is free, and the parts of its picture."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.utils import timezone

from cityclusters.groups.booking.slots import free_parts, levels
from cityclusters.groups.booking.times import WEEK, day_span, local
from cityclusters.groups.models import Booking, Closure, Facility
from cityclusters.people.readers import Reader

DAY = 24 * 60
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day's picture, in minutes from its left edge: `kind` is 'free', 'some' (some places are
    taken), 'full', 'closed' (maintenance) or 'mine'."""

    x: int
    width: int
    kind: str


@dataclass(slots=True)
class Day:
    """One day: free times as (from, until) on clocks at the place, and its picture."""

    day: date
    opens: time | None = None
    closes: time | None = None
    past: bool = False
    free: list[tuple[time, time]] = field(default_factory=list)
    mine: list[Booking] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Week:
    """Seven days from a Monday; the pictures reach from `first` to `last` (minutes of a day), the same for
    all days, so that hours stand below each other."""

    monday: date
    first: int
    last: int
    days: list[Day]

    @property
    def width(self) -> int:
        """Of the picture, in minutes."""
        return self.last - self.first

    @property
    def middle(self) -> int:
        """The minute in the middle of the picture."""
        return (self.first + self.last) // 2

    @property
    def before(self) -> date:
        """The Monday before."""
        return self.monday - timedelta(days=WEEK)

    @property
    def after(self) -> date:
        """The Monday after."""
        return self.monday + timedelta(days=WEEK)


def minutes(clock: time) -> int:
    """Since midnight."""
    return clock.hour * 60 + clock.minute


def clock(at: int) -> time:
    """The time of day; the end of the day is its last minute."""
    return time(23, 59) if at >= DAY else time(at // 60, at % 60)


def _on_day(row: Booking | Closure, day: date, facility: Facility) -> Span | None:
    """Which minutes of the day it takes; None for none."""
    start, end = local(row.start, facility.group), local(row.end, facility.group)
    if start.date() > day or end.date() < day:
        return None
    first = minutes(start.time()) if start.date() == day else 0
    last = minutes(end.time()) if end.date() == day else DAY
    return (first, last) if first < last else None


def _spans(rows: "Sequence[Booking] | Sequence[Closure]", day: date, facility: Facility) -> list[Span]:
    return [span for row in rows if (span := _on_day(row, day, facility)) is not None]


def week(facility: Facility, monday: date, reader: Reader) -> Week:
    """The week from the Monday on; two queries. `mine` are the reader's own bookings, others stay unnamed."""
    group = facility.group
    start, end = day_span(monday, group)[0], day_span(monday + timedelta(days=WEEK - 1), group)[1]
    bookings = list(facility.bookings.holding().between(start, end))
    closures = list(facility.closures.filter(lifted_at=None, start__lt=end, end__gt=start))
    opening = [facility.opening(monday + timedelta(days=number)) for number in range(WEEK)]
    first = min((minutes(hours[0]) for hours in opening if hours), default=8 * 60) // 60 * 60
    last = -(-max((minutes(hours[1]) for hours in opening if hours), default=18 * 60) // 60) * 60
    made = Week(monday, first, last, [])
    now = local(timezone.now(), group)
    for number, hours in enumerate(opening):
        day = monday + timedelta(days=number)
        one = Day(day, past=day < now.date())
        if hours:
            one.opens, one.closes = hours
        one.mine = [row for row in bookings if row.person_id == reader.pk and _on_day(row, day, facility)]
        one.closures = [row for row in closures if _on_day(row, day, facility)]
        if hours:
            since = minutes(now.time()) if day == now.date() else 0
            _draw(one, made, facility, bookings, closures, since)
        made.days.append(one)
    return made


def _draw(
    one: Day, made: Week, facility: Facility, bookings: list[Booking], closures: list[Closure], since: int
) -> None:
    if one.opens is None or one.closes is None:
        return
    opens, closes = minutes(one.opens), minutes(one.closes)
    blocked = _spans(closures, one.day, facility) * facility.places
    taken = _spans(bookings, one.day, facility) + blocked
    if not one.past:
        left = free_parts(opens, closes, taken, facility.places)
        one.free = [(clock(max(a, since)), clock(b)) for a, b in left if b > since]
    for start, end, there in levels(opens, closes, taken):
        kind = "full" if there >= facility.places else "some" if there else "free"
        one.parts.append(Part(start - made.first, end - start, kind))
    for kind, rows in (("closed", one.closures), ("mine", one.mine)):
        for start, end in _spans(rows, one.day, facility):
            start, end = max(start, opens), min(end, closes)
            if start < end:
                one.parts.append(Part(start - made.first, end - start, kind))
