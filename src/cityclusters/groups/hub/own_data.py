"""What a hub keeps about a person, and how she is forgotten while counts stay."""

from typing import Any

from django.db.models import Q

from cityclusters.groups.hub import jobs
from cityclusters.groups.hub.reading import profile_of
from cityclusters.groups.models import CoachNote, MentoringPair, OutcomeCheck, Participant
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]
PROFILE = (
    "needs", "age_group", "disability", "aid", "refugee", "access", "childcare", "transport", "hours", "work",
    "in_business", "income", "sales", "currency", "skill", "taken_on",
)  # fmt: skip
CHECK = (
    "months", "due_on", "state", "work", "registered", "first_sale_on", "first_employee_on",
    "first_capital_on", "first_expense_on", "income", "sales", "currency", "skill",
)  # fmt: skip
FILE = (
    "name", "sex", "contact", "mail_ok", "call_ok", "safe_times", "wish", "state", "reason", "asked_at",
    "first_service_on", "completed_on", "left_on",
)  # fmt: skip


def collect(person: Person) -> Tables:
    """Her files with needs and outcomes, the pairs she is one of with their notes."""
    files = list(Participant.objects.filter(person=person).select_related("group", "profile").order_by("pk"))
    checks = OutcomeCheck.objects.filter(participant__in=files).order_by("pk")
    pairs = MentoringPair.objects.filter(Q(coach=person) | Q(participant__person=person)).order_by("pk")
    notes = CoachNote.objects.filter(pair__in=pairs).select_related("by").order_by("pk")
    return {
        "hub_files": [
            {"group": str(row.group), **{name: getattr(row, name) for name in FILE}} for row in files
        ],
        "hub_needs": [
            {name: getattr(profile, name) for name in PROFILE}
            for row in files
            if (profile := profile_of(row)) is not None
        ],
        "hub_outcomes": [{name: getattr(row, name) for name in CHECK} for row in checks],
        "mentoring_pairs": [
            {"kind": row.kind, "starts": row.starts, "ends": row.ends, "advises": row.coach_id == person.pk}
            for row in pairs
        ],
        "mentoring_notes": [
            {
                "on": row.on,
                "minutes": row.minutes,
                "text": row.text,
                "next_step": row.next_step,
                "hers": row.by_id == person.pk,
            }
            for row in notes
        ],
    }


def erase(person: Person) -> None:
    """Her files are emptied, her notes go; what she wrote down for others stays without her name."""
    for row in Participant.objects.filter(person=person, forgotten_at=None):
        jobs.empty(row)
    CoachNote.objects.filter(by=person).delete()
    MentoringPair.objects.filter(coach=person).update(coach=None)
