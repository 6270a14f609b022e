"""What practices keep about a person who writes, and how she is forgotten while what is published stays."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.practices.models import Practice, Section, StateChange
from cityclusters.practices.models.choices import State

Tables = dict[str, list[dict[str, Any]]]


def collect(person: Person) -> Tables:
    """Her practices with their texts, and the changes of state that she made."""
    rows = Practice.objects.filter(author=person).select_related("place", "organisation", "version")
    return {
        "practices": [_practice(row) for row in rows.prefetch_related("sections").order_by("pk")],
        "practice_sections_written": [
            {"practice": row.practice.public_id, "section": row.key, "saved_at": row.saved_at}
            for row in Section.objects.filter(saved_by=person).select_related("practice").order_by("pk")
        ],
        "practice_state_changes": [
            {
                "practice": row.practice.public_id,
                "state": row.after,
                "at": row.at,
                "reason": row.reason,
            }
            for row in StateChange.objects.filter(by=person).select_related("practice").order_by("pk")
        ],
    }


def _practice(row: Practice) -> dict[str, Any]:
    return {
        "practice": row.public_id,
        "title": row.title,
        "summary": row.summary,
        "place": row.place.label(),
        "organisation": str(row.organisation) if row.organisation else "",
        "language": row.language,
        "state": row.state,
        "created_at": row.created_at,
        "published_at": row.published_at,
        "sections": {section.key: section.text for section in row.sections.all() if section.text},
    }


def erase(person: Person) -> None:
    """Deletes her own drafts that nobody else may write in and that were never submitted; what was submitted
    or belongs to an organisation stays, without her name (the account keeps none)."""
    own = Practice.objects.filter(author=person, organisation=None, version=None)
    own.filter(state__in=[State.DRAFT, State.WITHDRAWN]).delete()
    Section.objects.filter(saved_by=person).update(saved_by=None)
    StateChange.objects.filter(by=person).update(by=None)
