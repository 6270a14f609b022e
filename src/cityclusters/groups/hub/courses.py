"""Courses of a group: an exchange of kind "course" with what the group says about it (C17, C29). Seats,
attendance and certificates are the exchange's: there is one registration in the whole product."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.models import Certificate, Exchange, Registration, Session
from cityclusters.groups.hub.acts import line, must_read
from cityclusters.groups.hub.rules import may_manage
from cityclusters.groups.models import Course, Dropout, Group, Participant
from cityclusters.groups.models.hub import LeftReason
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

NOT_YOURS = _("Only those who manage the group can do this.")
Seat = Registration.State


def _must_manage(by: Person, group: Group) -> None:
    if not may_manage(by, group):
        raise NotPossible(NOT_YOURS)


@transaction.atomic
def create(group: Group, by: Person, about: dict[str, Any], said: dict[str, Any]) -> Course:
    """A new exchange of kind "course", organised by the organisation that runs the group, with what the group
    says about it. Raises NotPossible where no organisation runs it."""
    _must_manage(by, group)
    if group.organisation is None:
        raise NotPossible(_("A course needs an organisation that runs the group. Ask a programme officer."))
    exchange = Exchange.create(
        by, group.organisation, kind=Exchange.Kind.COURSE, zone=group.place.zone, **about
    )
    return _say(group, by, exchange, said)


def can_be_linked(group: Group, by: Person) -> "list[Exchange]":
    """Courses that stand in the exchanges already and belong to no group."""
    if group.organisation_id is None:
        return []
    rows = Exchange.objects.visible_to(by).filter(kind=Exchange.Kind.COURSE, organiser=group.organisation_id)
    return list(rows.exclude(pk__in=Course.objects.values("exchange")).order_by("-created_at")[:100])


@transaction.atomic
def link(group: Group, by: Person, exchange: Exchange, said: dict[str, Any]) -> Course:
    """Says for an exchange that is there already that it is a course of the group."""
    _must_manage(by, group)
    if exchange.kind != Exchange.Kind.COURSE or exchange.organiser_id != group.organisation_id:
        raise NotPossible(_("Only a course of the organisation that runs the group can be linked."))
    return _say(group, by, exchange, said)


def _say(group: Group, by: Person, exchange: Exchange, said: dict[str, Any]) -> Course:
    row, is_new = Course.objects.get_or_create(exchange=exchange, defaults={"group": group, "by": by, **said})
    if row.group_id != group.pk:
        raise NotPossible(_("This course belongs to another group."))
    if is_new:
        record(by, "groups_course.added", exchange, organisation=group.organisation)
    return row


@transaction.atomic
def change(course: Course, by: Person, said: dict[str, Any]) -> None:
    """Changes what the group says about it."""
    _must_manage(by, course.group)
    Course.objects.filter(pk=course.pk).update(**said)
    record(by, "groups_course.changed", course.exchange, organisation=course.group.organisation)


@transaction.atomic
def enrol(course: Course, row: Participant, by: Person) -> Registration:
    """A seat, or a place in the line, for somebody with a file; she gets no letter unless that is safe.
    Raises NotPossible without an account: her attendance and her certificate need somebody to belong to."""
    must_read(by, course.group)
    if row.group_id != course.group_id or row.person is None:
        raise NotPossible(_("Connect her file with an account first: her seat and her certificate need one."))
    seat = course.exchange.register(row.person, by=by, listed=False, notify=row.mail_ok)
    line(by, "enrolled", row)
    return seat


@transaction.atomic
def drop(course: Course, seat: Registration, by: Person, *, on: date, reason: str) -> Dropout:
    """She stopped coming, and why; her seat is free for the next in line while the course goes on. Writing it
    again changes the reason."""
    must_read(by, course.group)
    if seat.exchange_id != course.exchange_id or seat.state not in (Seat.CONFIRMED, Seat.CANCELLED):
        raise NotPossible(_("She has no seat in this course."))
    if reason not in LeftReason.values or on > course.group.today():
        raise NotPossible(_("Choose a reason, and a day that has come."))
    made, is_new = Dropout.objects.update_or_create(
        registration=seat, defaults={"course": course, "on": on, "reason": reason, "by": by}
    )
    if is_new:
        record(by, "groups_course.dropped", course.exchange, organisation=course.group.organisation)
    if seat.state == Seat.CONFIRMED and course.exchange.state not in ("done", "reported"):
        seat.exchange = course.exchange
        seat.cancel(by, notify=False)
    return made


@transaction.atomic
def undrop(course: Course, seat: Registration, by: Person) -> None:
    """Takes it back: she still comes. Her seat is given back where there is one."""
    must_read(by, course.group)
    gone, _rows = Dropout.objects.filter(registration=seat, course=course).delete()
    if gone:
        record(by, "groups_course.undropped", course.exchange, organisation=course.group.organisation)
        if seat.state == Seat.CANCELLED and course.exchange.state not in ("done", "reported", "cancelled"):
            seat.exchange = course.exchange
            seat.take_place(by, notify=False)


CERTIFIED, COMPLETED, DROPPED, UNFINISHED, GOING = "certified", "completed", "dropped", "unfinished", "going"


def standings(courses: "list[Course]") -> dict[int, dict[int, tuple[str, str]]]:
    """Course's key → registration's key → (sex as stated, how far she came), for everybody who was enrolled
    when the course began or later: those who stopped coming are in it, or completion would flatter (H1).
    Four queries, whatever the number of courses and people."""
    keys = {course.exchange_id: course.pk for course in courses}
    seats = Registration.objects.filter(exchange__in=keys, state__in=(Seat.CONFIRMED, Seat.CANCELLED))
    dropped = set(Dropout.objects.filter(course__in=courses).values_list("registration", flat=True))
    given, issued = _certificates(list(keys))
    begun = first_starts(list(keys))
    found: dict[int, dict[int, tuple[str, str]]] = {course.pk: {} for course in courses}
    for row in seats.select_related("person"):
        start = begun.get(row.exchange_id)
        gone = row.state == Seat.CANCELLED
        after = row.cancelled_at is not None and start is not None and row.cancelled_at >= start
        if gone and row.pk not in dropped and not after:
            continue
        how = _how_far(given.get(row.pk, set()), gone or row.pk in dropped, row.exchange_id in issued)
        found[keys[row.exchange_id]][row.pk] = (row.person.sex, how)
    return found


def first_starts(exchanges: list[int]) -> dict[int, datetime]:
    """When the first session of each begins; those without sessions are not in it."""
    found: dict[int, datetime] = {}
    rows = Session.objects.filter(exchange__in=exchanges).order_by("-start")
    for exchange, start in rows.values_list("exchange", "start"):
        found[exchange] = start
    return found


def _certificates(exchanges: list[int]) -> tuple[dict[int, set[str]], set[int]]:
    """The kinds of valid certificates by registration, and the exchanges that have issued any."""
    valid = Certificate.objects.filter(exchange__in=exchanges, revoked_at=None, replaced_at=None)
    given: dict[int, set[str]] = {}
    issued = set()
    for seat, exchange, kind in valid.values_list("registration", "exchange", "kind"):
        issued.add(exchange)
        if seat is not None:
            given.setdefault(seat, set()).add(kind)
    return given, issued


def _how_far(kinds: set[str], dropped: bool, issued: bool) -> str:
    if Certificate.Kind.COMPLETION in kinds:
        return CERTIFIED
    if kinds:
        return COMPLETED
    if dropped:
        return DROPPED
    return UNFINISHED if issued else GOING


def dropped_of(standing: dict[int, tuple[str, str]]) -> int:
    """How many stopped coming or did not finish."""
    return sum(how in (DROPPED, UNFINISHED) for _sex, how in standing.values())
