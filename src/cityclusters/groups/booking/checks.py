"""What speaks against a booking: closed hours, maintenance, no place left, no safety briefing (rule HU3).

Called under the lock of the facility; each raises NotPossible with what to do instead."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.booking.slots import most_at_once
from cityclusters.groups.booking.times import local
from cityclusters.groups.models import Booking, Briefing, Facility
from cityclusters.people.models import Person

AHEAD = timedelta(days=180)


class Full(NotPossible):
    """Every place is taken at some moment of the time."""


def not_retired(facility: Facility) -> None:
    """Raises NotPossible for one that is out of use, and for a group that has ended."""
    if facility.retired_at is not None or not facility.group.is_active:
        raise NotPossible(_("This cannot be booked any more."))


def times(facility: Facility, start: datetime, end: datetime) -> None:
    """The time lies ahead, begins and ends in the opening hours, and is not too long."""
    not_retired(facility)
    now = timezone.now()
    if end <= start:
        raise NotPossible(_("The end must be after the start."))
    if start < now:
        raise NotPossible(_("This time has begun already. Choose a later one."))
    if start > now + AHEAD:
        raise NotPossible(_("Bookings are taken for the next six months."))
    first, last = local(start, facility.group), local(end, facility.group)
    _open_at(facility, first, leaving=False)
    _open_at(facility, last, leaving=True)
    days = (last.date() - first.date()).days
    if days == 0 and end - start > timedelta(hours=facility.longest_hours):
        raise NotPossible(
            _("A booking lasts at most %(hours)s hours here. Choose a shorter time.")
            % {"hours": facility.longest_hours}
        )
    if days > 0 and not facility.lends_days:
        raise NotPossible(_("This stays in the house overnight: start and end on the same day."))
    if days > facility.lends_days > 0:
        raise NotPossible(
            _("It can be taken along for at most %(days)s days.") % {"days": facility.lends_days}
        )


def _open_at(facility: Facility, moment: datetime, *, leaving: bool) -> None:
    hours = facility.opening(moment.date())
    clock = moment.time().replace(tzinfo=None)
    inside = hours is not None and (hours[0] < clock <= hours[1] if leaving else hours[0] <= clock < hours[1])
    if not inside:
        raise NotPossible(_("It is closed then. The opening hours stand beside the week."))


def no_closure(facility: Facility, start: datetime, end: datetime) -> None:
    """Raises NotPossible where some of the time is blocked for maintenance."""
    if facility.closures.filter(lifted_at=None, start__lt=end, end__gt=start).exists():
        raise NotPossible(_("It is out of service then. Choose another time."))


def place_left(facility: Facility, start: datetime, end: datetime, besides: Booking | None = None) -> None:
    """Raises Full where another booking would be one too many at any moment of the time."""
    rows = facility.bookings.holding().between(start, end)
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    if most_at_once(rows.values_list("start", "end"), start, end) >= facility.places:
        raise Full(_("Somebody else has this time. Choose another one from the week."))


def free(facility: Facility, person: Person, start: datetime, end: datetime) -> None:
    """No maintenance, a place left, and no booking of her own in the same time."""
    no_closure(facility, start, end)
    if facility.bookings.holding().between(start, end).filter(person=person).exists():
        raise NotPossible(_("There is a booking of the same person in this time already."))
    place_left(facility, start, end)


def briefing_of(facility: Facility, person_id: int | None, day: date) -> Briefing | None:
    """The briefing that is valid for her on the day, if there is one."""
    rows = facility.briefings.filter(person=person_id, withdrawn_at=None)
    return rows.filter(given_on__lte=day, valid_until__gte=day).first()


def is_briefed(facility: Facility, person: Person | None, at: datetime) -> bool:
    """Whether she may use it at that time as far as safety goes."""
    if not facility.needs_briefing:
        return True
    day = local(at, facility.group).date()
    return person is not None and briefing_of(facility, person.pk, day) is not None


def must_be_briefed(booking: Booking) -> None:
    """Raises NotPossible without a briefing that is valid on the last day of the booking."""
    if not is_briefed(booking.facility, booking.person, booking.end):
        raise NotPossible(
            _("She has no safety briefing that is valid on that day. Brief her and write it down first.")
        )
