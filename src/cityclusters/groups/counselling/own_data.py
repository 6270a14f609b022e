"""What this room keeps about a person with an account: that she asked to read, decided, or read.

A counsellor's notes are about somebody else and leave the desk in no file; a participant asks her counsellor,
who alone knows which folder is hers."""

from django.db.models import Q

from cityclusters.groups.models import CaseHandover, CounsellingCase, CounsellingReading, EmergencyAccess
from cityclusters.people.models import Person
from cityclusters.people.own_data import Tables


def collect(person: Person) -> Tables:
    """Her requests, decisions and handovers, when she began folders, and the days on which she read."""
    asked = EmergencyAccess.objects.filter(asked_by=person).order_by("pk")
    decided = EmergencyAccess.objects.filter(decided_by=person).order_by("pk")
    handed = CaseHandover.objects.filter(Q(before=person) | Q(after=person) | Q(asked_by=person))
    folders = CounsellingCase.objects.filter(counsellor=person).order_by("pk").select_related("group")
    days = CounsellingReading.objects.filter(reader=person).order_by("read_on")
    return {
        "desk_asked": [dict(row) for row in asked.values("asked_at", "reason", "allowed", "until")],
        "desk_decided": [dict(row) for row in decided.values("decided_at", "allowed")],
        "desk_handovers": [dict(row) for row in handed.order_by("pk").values("asked_at", "accepted")],
        "desk_folders": [{"group": str(row.group), "opened_on": row.opened_on} for row in folders],
        "desk_days": [dict(row) for row in days.values("read_on").distinct()],
    }
