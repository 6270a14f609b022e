"""What this app keeps about a person, and how it forgets her while counts stay what they were."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.exchanges.models import (
    Assessment,
    Attendance,
    Certificate,
    Contributor,
    DelegateRow,
    LogRow,
    Registration,
)
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]
LIVE = (Registration.State.CONFIRMED, Registration.State.WAITLISTED, Registration.State.INVITED)


def collect(person: Person) -> Tables:
    """Her registrations, minutes of presence, assessments, certificates and contributions."""
    return {
        "registrations": [_registration(row) for row in _seats(person)],
        "attendance": [
            {
                "exchange": row.session.exchange.public_id,
                "session": str(row.session),
                "joined": row.joined,
                "left": row.left,
                "source": row.source,
            }
            for row in Attendance.objects.filter(registration__person=person)
            .select_related("session__exchange")
            .order_by("joined", "pk")
        ],
        "certificates": [
            {"code": row.code, "kind": row.kind, "name": row.name, "issued_at": row.issued_at}
            for row in Certificate.objects.filter(_hers(person)).order_by("pk")
        ],
        "contributions_to_exchanges": [_contributor(row) for row in _contributions(person)],
    }


def _seats(person: Person) -> list[Registration]:
    rows = Registration.objects.filter(person=person).select_related("exchange", "organisation", "assessment")
    return list(rows.order_by("pk"))


def _registration(row: Registration) -> dict[str, Any]:
    assessment = getattr(row, "assessment", None)
    return {
        "exchange": row.exchange.public_id,
        "title": str(row.exchange),
        "state": row.state,
        "organisation": str(row.organisation) if row.organisation else "",
        "post": row.post,
        "delegation_head": row.delegation_head,
        "access_needs": row.access_needs,
        "off_record": row.off_record,
        "listed": row.listed,
        "registered_at": row.registered_at,
        "queued_at": row.queued_at,
        "cancelled_at": row.cancelled_at,
        "assessment_passed": assessment.passed if assessment else None,
    }


def _contributions(person: Person) -> list[Contributor]:
    rows = Contributor.objects.filter(person=person).select_related("exchange", "organisation")
    return list(rows.order_by("pk"))


def _contributor(row: Contributor) -> dict[str, Any]:
    return {
        "exchange": row.exchange.public_id,
        "title": str(row.exchange),
        "role": row.role,
        "post": row.post,
        "organisation": str(row.organisation),
        "topic": row.topic,
        "sex": row.sex,
        "state": row.state,
        "decided_at": row.decided_at,
    }


def _hers(person: Person) -> Q:
    return Q(registration__person=person) | Q(contributor__person=person)


def erase(person: Person) -> None:
    """Gives her coming seats back and forgets what could name her; the rows that are counted stay, with
    organisation and sex, without post, name or address. Her certificates no longer verify."""
    for seat in Registration.objects.filter(person=person, state__in=LIVE).select_related("exchange"):
        if seat.exchange.state not in ("done", "reported"):
            seat.cancel(person, notify=False)
    for seat in Registration.objects.filter(person=person):
        seat.post, seat.access_needs, seat.listed = "", "", False
        seat.calendar_code = secret_code()
        seat.save(update_fields=["post", "access_needs", "listed", "calendar_code"])
    Assessment.objects.filter(registration__person=person).update(note="")
    gone = {"name": "", "revoked_at": timezone.now(), "revoked_reason": "erased"}
    Certificate.objects.filter(_hers(person), revoked_at=None).update(**gone)
    Certificate.objects.filter(_hers(person)).update(name="")
    asked = Contributor.objects.filter(person=person)
    asked.exclude(state=Contributor.State.CONFIRMED).delete()
    asked.update(person=None, post="")
    _forget_uploads(person)


def _forget_uploads(person: Person) -> None:
    """The lines of uploaded lists and logs that name her."""
    lines, rows = Q(registration__person=person), Q(person=person) | Q(registration__person=person)
    if person.email:
        lines |= Q(email__iexact=person.email)
        rows |= Q(values__email=person.email)
    LogRow.objects.filter(lines).update(name="", email="")
    DelegateRow.objects.filter(rows).update(values={}, person=None)
