"""What bookings keep about a person, and how she is forgotten while the hours of use stay."""

from typing import Any

from cityclusters.groups.models import Booking, Briefing
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Her bookings and her safety briefings."""
    booked = Booking.objects.filter(person=person).select_related("facility__group").order_by("pk")
    briefed = Briefing.objects.filter(person=person).select_related("facility").order_by("pk")
    return {
        "bookings": [
            {
                "group": str(row.facility.group),
                "what": str(row.facility),
                "start": row.start,
                "end": row.end,
                "state": row.state,
                "note": row.note,
                "letters": row.mail_ok,
            }
            for row in booked
        ],
        "safety_briefings": [
            {"what": str(row.facility), "given_on": row.given_on, "valid_until": row.valid_until}
            for row in briefed
        ],
    }


def erase(person: Person) -> None:
    """Bookings and briefings lose her name and her words."""
    Booking.objects.filter(person=person).update(person=None, by=None, note="", reason="", mail_ok=False)
    Briefing.objects.filter(person=person).update(person=None)
