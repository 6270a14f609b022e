"""What meetings and savings keep about a person, and how she is forgotten while the group's records stay."""

from typing import Any

from cityclusters.groups.models import GroupNeed, Leader, Meeting, Saving
from cityclusters.people.models import Person

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """The meetings that she came to or wrote down, her offices, her savings, the needs that she wrote."""
    came = Meeting.objects.filter(present__person=person).select_related("group").order_by("pk")
    wrote = Meeting.objects.filter(by=person).select_related("group").order_by("pk")
    offices = Leader.objects.filter(member__person=person).select_related("group").order_by("pk")
    money = Saving.objects.filter(member__person=person).select_related("group").order_by("pk")
    needs = GroupNeed.objects.filter(by=person).select_related("group").order_by("pk")
    return {
        "group_meetings_attended": [{"group": str(row.group), "on": row.on} for row in came],
        "group_meetings_written": [
            {"group": str(row.group), "on": row.on, "topics": row.topics, "decisions": row.decisions}
            for row in wrote
        ],
        "group_offices": [
            {"group": str(row.group), "office": row.office, "elected_on": row.elected_on, "until": row.until}
            for row in offices
        ],
        "group_savings": [
            {
                "group": str(row.group),
                "on": row.on,
                "kind": row.kind,
                "amount": row.amount,
                "currency": row.currency,
                "note": row.note,
                "undone_at": row.undone_at,
            }
            for row in money
        ],
        "group_needs_written": [
            {"group": str(row.group), "text": row.text, "stated_on": row.stated_on} for row in needs
        ],
    }


def erase(person: Person) -> None:
    """The records are the group's and stay, without her name; notes beside her money go."""
    Saving.objects.filter(member__person=person).update(note="")
    for model in (Meeting, Leader, GroupNeed, Saving):
        model.objects.filter(by=person).update(by=None)
    Meeting.objects.filter(removed_by=person).update(removed_by=None)
    Saving.objects.filter(undone_by=person).update(undone_by=None)
