"""What those who look after the facilities do: adding and changing them, maintenance, safety briefings."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.booking import acts, rules
from cityclusters.groups.booking.slots import most_at_once
from cityclusters.groups.models import Booking, Briefing, Closure, Facility, Group
from cityclusters.journal.acts import record
from cityclusters.people.models import Person


def _must_keep(by: Person, group: Group) -> None:
    if not rules.may_keep(by, group):
        raise NotPossible(acts.NOT_YOURS)


@transaction.atomic
def add(group: Group, by: Person, *, once: str, **fields: Any) -> Facility:
    """A facility of the group; the same form sent twice gives one. Raises NotPossible for others than those
    who look after them."""
    _must_keep(by, group)
    row, is_new = Facility.objects.get_or_create(once=once, defaults={"group": group, "by": by, **fields})
    if row.group_id != group.pk:
        raise NotPossible(_("Send the form again."))
    if is_new:
        record(by, "groups_facility.added", row, organisation=group.organisation)
    return row


@transaction.atomic
def change(facility: Facility, by: Person, **fields: Any) -> None:
    """Changes what is said of it. Bookings that were made stay as they are. Raises NotPossible for fewer
    places than are booked at once from now on."""
    row = Facility.objects.select_for_update(of=("self",)).select_related("group__place").get(pk=facility.pk)
    _must_keep(by, row.group)
    for name, value in fields.items():
        setattr(row, name, value)
    _enough_places(row)
    row.save()
    record(by, "groups_facility.changed", row, organisation=row.group.organisation)
    facility.refresh_from_db()


def _enough_places(row: Facility) -> None:
    spans = list(row.bookings.holding().filter(end__gt=timezone.now()).values_list("start", "end"))
    if spans and most_at_once(spans, min(spans)[0], max(end for _start, end in spans)) > row.places:
        raise NotPossible(_("More people have booked it for the same time. Cancel bookings first."))


@transaction.atomic
def retire(facility: Facility, by: Person) -> None:
    """Nobody can book it any more; bookings that were made stay until they are cancelled. Twice is once."""
    row = Facility.objects.select_for_update(of=("self",)).select_related("group__place").get(pk=facility.pk)
    _must_keep(by, row.group)
    if row.retired_at is None:
        row.retired_at = timezone.now()
        row.save(update_fields=["retired_at"])
        record(by, "groups_facility.retired", row, organisation=row.group.organisation)


@transaction.atomic
def bring_back(facility: Facility, by: Person) -> None:
    """Takes "out of use" back."""
    row = Facility.objects.select_for_update(of=("self",)).select_related("group__place").get(pk=facility.pk)
    _must_keep(by, row.group)
    if row.retired_at is not None:
        row.retired_at = None
        row.save(update_fields=["retired_at"])
        record(by, "groups_facility.back", row, organisation=row.group.organisation)


def in_the_way(facility: Facility, start: datetime, end: datetime) -> "list[Booking]":
    """The bookings that a closure from `start` to `end` would meet."""
    rows = facility.bookings.holding().between(start, end).select_related("person")
    return list(rows.order_by("start", "pk"))


@transaction.atomic
def close(
    facility: Facility, by: Person, *, start: datetime, end: datetime, reason: str = "", language: str = "",
    cancels: bool = False,
) -> Closure:  # fmt: skip
    """Blocks the time, for maintenance or anything else. Raises NotPossible while bookings are in it, unless
    `cancels` says that they are cancelled with the reason; one that is in use stays in the way."""
    row = Facility.objects.select_for_update(of=("self",)).select_related("group__place").get(pk=facility.pk)
    _must_keep(by, row.group)
    if end <= start:
        raise NotPossible(_("The end must be after the start."))
    if end <= timezone.now() or end - start > timedelta(days=366):
        raise NotPossible(_("Choose a time that lies ahead, of at most a year."))
    met = in_the_way(row, start, end)
    if met and not cancels:
        raise NotPossible(
            _("There are bookings in this time. Tick the box to cancel them, or choose another.")
        )
    for booking in met:
        if booking.state == Booking.State.CHECKED_IN:
            raise NotPossible(_("Somebody is using it in this time."))
        booking.facility = row
        acts.call_off(booking, by, reason or str(_("It is out of service then.")))
    made = Closure.objects.create(
        facility=row, start=start, end=end, reason=reason, language=language or by.language or "en", by=by
    )
    record(by, "groups_facility.closed", row, organisation=row.group.organisation, cancelled=len(met))
    return made


@transaction.atomic
def lift(closure: Closure, by: Person) -> None:
    """It can be used again from now on; twice is once."""
    facility = closure.facility
    Facility.objects.select_for_update(of=("self",)).get(pk=facility.pk)
    _must_keep(by, facility.group)
    if Closure.objects.filter(pk=closure.pk, lifted_at=None).update(lifted_at=timezone.now()):
        record(by, "groups_facility.opened", facility, organisation=facility.group.organisation)


@transaction.atomic
def brief(facility: Facility, by: Person, person: Person, *, on: date, valid_until: date | None) -> Briefing:
    """Writes down that somebody had the safety briefing and who gave it. What she asked for in the meantime
    waits for its answer as before. Raises NotPossible for a day that has not come, and for one's own."""
    _must_keep(by, facility.group)
    if person.pk == by.pk:
        raise NotPossible(_("Somebody else writes down your own briefing."))
    if on > facility.group.today():
        raise NotPossible(_("This day has not come yet."))
    last = valid_until or on + timedelta(days=facility.briefing_days)
    if last < on:
        raise NotPossible(_("It cannot end before it was given."))
    made, is_new = Briefing.objects.get_or_create(
        facility=facility, person=person, given_on=on, withdrawn_at=None,
        defaults={"given_by": by, "valid_until": last},
    )  # fmt: skip
    if is_new:
        record(by, "groups_facility.briefed", facility, organisation=facility.group.organisation)
    return made


@transaction.atomic
def withdraw_briefing(briefing: Briefing, by: Person) -> None:
    """It counts no more; bookings that were approved on it can't be checked in without a new one."""
    facility = briefing.facility
    _must_keep(by, facility.group)
    if Briefing.objects.filter(pk=briefing.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        record(by, "groups_facility.briefing_withdrawn", facility, organisation=facility.group.organisation)
