"""What belongs to one woman at one hub: her courses with certificates, bookings, mentoring, questions."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from cityclusters.exchanges.models import Certificate, Registration
from cityclusters.groups.models import (
    Booking,
    Course,
    Dropout,
    Group,
    MentoringPair,
    NeedsProfile,
    Participant,
)
from cityclusters.groups.models.hub import Need
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader

OURS = "cityclusters.groups."
MOST = 50


class Seat(NamedTuple):
    """A course with her seat and what she has earned."""

    course: Course
    registration: Registration
    certificates: list[Certificate]
    dropped: bool


def need_words(profile: NeedsProfile | None) -> list[str]:
    """The needs of a profile in words."""
    known = dict(Need.choices)
    return [str(known[code]) for code in profile.needs if code in known] if profile else []


def seats(group: Group, person: Person | None) -> list[Seat]:
    """Her seats in the group's courses, the newest first. Four queries."""
    if person is None:
        return []
    runs = {row.exchange_id: row for row in group.courses.select_related("exchange")}
    rows = Registration.objects.filter(person=person, exchange__in=runs).order_by("-registered_at", "-pk")
    found = list(rows[:MOST])
    given: dict[int, list[Certificate]] = {}
    for one in Certificate.objects.filter(registration__in=found, revoked_at=None, replaced_at=None):
        if one.registration_id is not None:
            given.setdefault(one.registration_id, []).append(one)
    dropped = set(_dropped(found))
    return [Seat(runs[row.exchange_id], row, given.get(row.pk, []), row.pk in dropped) for row in found]


def _dropped(rows: list[Registration]) -> Iterable[int]:
    return Dropout.objects.filter(registration__in=rows).values_list("registration", flat=True)


def open_courses(group: Group) -> list[Course]:
    """Courses that somebody can still be registered for."""
    rows = group.courses.filter(exchange__state__in=("planned", "open", "running"))
    return list(rows.select_related("exchange")[:MOST])


def bookings(group: Group, person: Person) -> list[Booking]:
    """Her bookings that are not over."""
    rows = Booking.objects.filter(facility__group=group, person=person, end__gt=timezone.now())
    found = list(rows.exclude(state=Booking.State.CANCELLED).select_related("facility")[:MOST])
    for row in found:
        row.facility.group = group
    return found


def pairs(group: Group, person: Person) -> list[MentoringPair]:
    """The pairs that she is one of."""
    own = Q(coach=person) | Q(participant__person=person)
    return list(group.pairs.filter(own).select_related("coach", "participant__person")[:MOST])


def file_of(group: Group, person: Reader) -> Participant | None:
    """Her file, where she has one."""
    if not isinstance(person, Person):
        return None
    row = Participant.objects.filter(group=group, person=person).select_related("profile").first()
    if row is not None:
        row.group = group
    return row


def data_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Everything that the rooms of groups keep about her, in tables: hers to take along (rule HU10)."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in settings.PERSONAL_DATA:
        if path.startswith(OURS):
            found |= import_string(path)(person)
    return {name: rows for name, rows in found.items() if rows}
