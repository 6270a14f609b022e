"""What the report of a hub is made from: files, courses, checks, hours of use; a fixed number of queries."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from cityclusters.groups.booking.times import day_span, local
from cityclusters.groups.hub.outcomes import Outcome
from cityclusters.groups.models import (
    Booking,
    Closure,
    Course,
    Facility,
    Group,
    NeedsProfile,
    OutcomeCheck,
    Participant,
)


class Period(NamedTuple):
    """From the first day to the last one, both in it, at the group's place."""

    first: date
    last: date


def files(group: Group, period: Period) -> list[Participant]:
    """The files that were opened in the period, with their profiles."""
    start, end = day_span(period.first, group)[0], day_span(period.last, group)[1]
    rows = Participant.objects.filter(group=group, asked_at__gte=start, asked_at__lt=end)
    return list(rows.select_related("profile"))


def profile_of(row: Participant) -> NeedsProfile | None:
    """Her profile, where there is one."""
    return getattr(row, "profile", None)


def courses(group: Group, period: Period) -> list[Course]:
    """The courses with a session in the period."""
    start, end = day_span(period.first, group)[0], day_span(period.last, group)[1]
    rows = Course.objects.filter(
        group=group, exchange__sessions__start__lt=end, exchange__sessions__end__gt=start
    )
    return list(rows.distinct().select_related("exchange").order_by("made_at", "pk"))


def outcomes(group: Group, period: Period, months: int) -> list[Outcome]:
    """The checks of so many months that fell due in the period."""
    rows = OutcomeCheck.objects.filter(
        participant__group=group, months=months, due_on__gte=period.first, due_on__lte=period.last
    )
    return [_outcome(row) for row in rows.select_related("participant__profile")]


def _outcome(row: OutcomeCheck) -> Outcome:
    start = profile_of(row.participant)
    return Outcome(
        sex=row.participant.sex,
        state=row.state,
        work_before=start.work if start else "",
        work=row.work,
        business_before=start.in_business if start else "",
        registered=row.registered,
        firsts=tuple(row.firsts.values()),
        first_service_on=row.participant.first_service_on,
        counted_elsewhere=row.counted_elsewhere,
        sales_before=start.sales if start else None,
        sales=row.sales,
        currency_before=start.currency if start else "",
        currency=row.currency,
    )


class Use(NamedTuple):
    """Hours of a facility: open ones (all its places together), and those that were used (indicator H5)."""

    facility: Facility
    open_hours: float
    used_hours: float


def use(group: Group, period: Period, today: date) -> list[Use]:
    """Of each facility until today; who did not come did not use it. Three queries."""
    last = min(period.last, today)
    if last < period.first:
        return []
    facilities = list(group.facilities.all())
    start, end = day_span(period.first, group)[0], day_span(last, group)[1]
    bookings = Booking.objects.filter(
        facility__in=facilities, state__in=(Booking.State.DONE, Booking.State.CHECKED_IN),
        start__lt=end, end__gt=start,
    )  # fmt: skip
    closures = Closure.objects.filter(facility__in=facilities, start__lt=end, end__gt=start)
    used: dict[int, float] = {}
    for row in bookings:
        until = min(row.left_at or row.end, row.end)
        used[row.facility_id] = used.get(row.facility_id, 0.0) + _hours(
            max(row.start, start), min(until, end)
        )
    shut: dict[int, list[tuple[datetime, datetime]]] = {}
    for closed in closures:
        shut.setdefault(closed.facility_id, []).append((closed.start, closed.lifted_at or closed.end))
    return [_use(row, period.first, last, used.get(row.pk, 0.0), shut.get(row.pk, [])) for row in facilities]


def _hours(start: datetime, end: datetime) -> float:
    return max(0.0, (end - start).total_seconds() / 3600)


def _use(
    row: Facility, first: date, last: date, used: float, shut: Sequence[tuple[datetime, datetime]]
) -> Use:
    day = max(first, local(row.made_at, row.group).date())
    total = 0.0
    while day <= last:
        hours = row.opening(day)
        if hours:
            opens, closes = (_plain(day, clock) for clock in hours)
            blocked = ((_clock(a, row), _clock(b, row)) for a, b in shut)
            lost = sum(_hours(max(a, opens), min(b, closes)) for a, b in blocked)
            total += max(0.0, _hours(opens, closes) - lost)
        day += timedelta(days=1)
    return Use(row, round(total * row.places, 1), round(used, 1))


def _plain(day: date, clock: time) -> datetime:
    """A clock time at the place, as if there were no zones: hours of one day are compared."""
    return datetime.combine(day, clock, tzinfo=UTC)


def _clock(value: datetime, row: Facility) -> datetime:
    return local(value, row.group).replace(tzinfo=UTC)


def person_answers(row: Participant) -> dict[str, Any]:
    """What the tables count of one file; skipped where nobody asked."""
    profile = profile_of(row)
    answers: dict[str, Any] = {"state": row.state}
    if row.state == Participant.State.LEFT:
        answers["reason"] = row.reason
    else:
        answers["reason"] = None
    if profile is not None:
        given = {
            name: getattr(profile, name) for name in ("disability", "aid", "refugee", "age_group", "work")
        }
        answers |= {name: value for name, value in given.items() if value}
        answers["needs"] = list(profile.needs)
    return answers
