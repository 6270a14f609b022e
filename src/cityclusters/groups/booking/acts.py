"""Asking for a booking, and every later move of it. One facility's bookings are changed one after another,
under a lock of its row: counting and creating side by side would book it twice (rule HU3)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.booking import checks, letters, rules
from cityclusters.groups.models import Booking, Facility
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

State = Booking.State
EARLY = timedelta(minutes=30)  # so long before its time one may be let in
NOT_NOW = _("This cannot be done now: the booking is in the state “%(state)s”.")
NOT_YOURS = _("Only those who look after the bookings can do this.")


def _locked_facility(facility: Facility) -> Facility:
    rows = Facility.objects.select_for_update(of=("self",)).select_related("group__place")
    return rows.get(pk=facility.pk)


def locked(booking: Booking) -> Booking:
    """The booking read again under the lock of its facility."""
    facility = _locked_facility(booking.facility)
    row = Booking.objects.select_related("person").get(pk=booking.pk)
    row.facility = facility
    return row


def line(by: Person | None, act: str, booking: Booking) -> None:
    """The journal's line. In a group that offers counselling, what somebody does about her own booking is
    written without her name: an officer who reads the journal need not know who goes there."""
    group = booking.facility.group
    hers = by is not None and by.pk == booking.person_id and group.has("counselling")
    record(None if hers else by, f"groups_booking.{act}", booking, organisation=group.organisation)


@transaction.atomic
def ask(
    facility: Facility, person: Person, by: Person, *, start: datetime, end: datetime, once: str,
    note: str = "", language: str = "", mail_ok: bool = False,
) -> Booking:  # fmt: skip
    """A booking for the person, approved at once where the facility does so and nothing speaks against it;
    the same form sent twice gives one. Raises NotPossible for who may not book, for closed hours and
    maintenance, and where every place is taken."""
    place = _locked_facility(facility)
    known = Booking.objects.filter(once=once).first()
    if known is not None:
        if known.by_id != by.pk:
            raise NotPossible(_("Send the form again."))
        return known
    if by.pk != person.pk and not rules.may_keep(by, place.group):
        raise NotPossible(NOT_YOURS)
    if not rules.may_book(person, place):
        raise NotPossible(_("Only members and participants of the group can book this."))
    checks.times(place, start, end)
    checks.free(place, person, start, end)
    row = Booking(
        facility=place, person=person, by=by, start=start, end=end, once=once, note=note,
        language=language or by.language or "en", mail_ok=mail_ok or not place.group.has("counselling"),
    )  # fmt: skip
    if not place.needs_approval and checks.is_briefed(place, person, start):
        row.state, row.decided_at = State.APPROVED, timezone.now()
    row.save()
    line(by, "asked", row)
    letters.asked(row, by)
    return row


def _move(booking: Booking, by: Person, to: str, allowed: tuple[str, ...]) -> Booking:
    row = locked(booking)
    if not rules.may_keep(by, row.facility.group):
        raise NotPossible(NOT_YOURS)
    if row.state not in allowed:
        raise NotPossible(NOT_NOW % {"state": row.get_state_display()})
    row.state = to
    return row


@transaction.atomic
def approve(booking: Booking, by: Person) -> None:
    """Says yes. Raises NotPossible without a safety briefing that is valid on that day."""
    row = _move(booking, by, State.APPROVED, (State.ASKED,))
    checks.must_be_briefed(row)
    row.decided_by, row.decided_at = by, timezone.now()
    row.revision += 1
    row.save(update_fields=["state", "decided_by", "decided_at", "revision"])
    line(by, "approved", row)
    letters.approved(row)


@transaction.atomic
def check_in(booking: Booking, by: Person) -> None:
    """She has come, or has taken the thing along. Raises NotPossible too early, too late, and without a valid
    safety briefing."""
    row = _move(booking, by, State.CHECKED_IN, (State.APPROVED,))
    now = timezone.now()
    if now < row.start - EARLY:
        raise NotPossible(_("It is too early: the booking has not begun."))
    if now >= row.end:
        raise NotPossible(_("The time of this booking is over."))
    checks.must_be_briefed(row)
    row.came_at = now
    row.save(update_fields=["state", "came_at"])
    line(by, "arrived", row)


@transaction.atomic
def finish(booking: Booking, by: Person) -> None:
    """She is done, or has brought the thing back: the rest of its time is free again."""
    row = _move(booking, by, State.DONE, (State.CHECKED_IN,))
    row.left_at = timezone.now()
    row.save(update_fields=["state", "left_at"])
    line(by, "finished", row)


@transaction.atomic
def miss(booking: Booking, by: Person) -> None:
    """She did not come. Raises NotPossible before it has begun."""
    row = _move(booking, by, State.NO_SHOW, (State.APPROVED, State.ASKED))
    if timezone.now() < row.start:
        raise NotPossible(_("The booking has not begun yet."))
    row.save(update_fields=["state"])
    line(by, "missed", row)


@transaction.atomic
def came_after_all(booking: Booking, by: Person) -> None:
    """Takes back "did not come", where the time is not over or nobody has taken it since."""
    row = _move(booking, by, State.APPROVED, (State.NO_SHOW,))
    if timezone.now() < row.end:
        checks.place_left(row.facility, row.start, row.end, besides=row)
    row.save(update_fields=["state"])
    line(by, "came_after_all", row)


@transaction.atomic
def cancel(booking: Booking, by: Person, reason: str = "") -> None:
    """Gives the time back, by herself or by those who look after the bookings; twice is once. Raises
    NotPossible for others, and once it has begun."""
    row = locked(booking)
    keeper = rules.may_keep(by, row.facility.group)
    if row.person_id != by.pk and not keeper:
        raise NotPossible(NOT_YOURS)
    if row.state == State.CANCELLED:
        return
    if row.state not in (State.ASKED, State.APPROVED):
        raise NotPossible(NOT_NOW % {"state": row.get_state_display()})
    if row.end <= timezone.now():
        raise NotPossible(_("The time of this booking is over."))
    if row.person_id != by.pk and not reason.strip():
        raise NotPossible(_("Say why: she reads it."))
    call_off(row, by, reason)


def call_off(row: Booking, by: Person, reason: str) -> None:
    """Cancels a booking under the lock of its facility."""
    row.state_before, row.state = row.state, State.CANCELLED
    row.cancelled_at, row.cancelled_by, row.reason = timezone.now(), by, reason.strip()[:300]
    row.revision += 1
    row.save()
    line(by, "cancelled", row)
    letters.cancelled(row, by)


@transaction.atomic
def restore(booking: Booking, by: Person) -> None:
    """Takes a cancellation back, by whoever cancelled or those who look after the bookings. Raises
    NotPossible for others, when the time has begun, and when the place is gone."""
    row = locked(booking)
    keeper = rules.may_keep(by, row.facility.group)
    if row.state != State.CANCELLED:
        return
    if not keeper and (row.person_id != by.pk or row.cancelled_by_id != by.pk):
        raise NotPossible(NOT_YOURS)
    if row.start <= timezone.now():
        raise NotPossible(_("The time of this booking has begun, so it stays cancelled."))
    checks.not_retired(row.facility)
    checks.no_closure(row.facility, row.start, row.end)
    checks.place_left(row.facility, row.start, row.end)
    row.state = row.state_before or State.ASKED
    row.state_before, row.reason, row.cancelled_at, row.cancelled_by = "", "", None, None
    row.revision += 1
    row.save()
    line(by, "restored", row)
    letters.restored(row, by)
