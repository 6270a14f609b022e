"""What needs keep about a person who wrote or signed them."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.support.models import Need
from cityclusters.support.models.choices import NeedState

WROTE = (
    "public_id", "state", "stated_at", "language", "title", "problem", "result", "sdg_targets", "modalities",
    "languages", "window_start", "window_end", "urgency", "wants", "elsewhere", "shown_to", "signed_at",
    "expires_on", "ended_at", "end_reason",
)  # fmt: skip


def collect(person: Person) -> dict[str, list[dict[str, Any]]]:
    """The needs she wrote with their texts, and those she signed."""
    written = Need.objects.filter(author=person).select_related("organisation").order_by("pk")
    signed = (
        Need.objects.filter(signed_by=person).select_related("organisation", "signed_with").order_by("pk")
    )
    return {
        "needs_written": [
            {"organisation": str(row.organisation), **{name: getattr(row, name) for name in WROTE}}
            for row in written
        ],
        "needs_signed": [
            {
                "need": row.public_id,
                "organisation": str(row.organisation),
                "as": row.signed_with.post if row.signed_with else "",
                "signed_at": row.signed_at,
            }
            for row in signed
        ],
    }


def erase(person: Person) -> None:
    """Deletes her drafts that nobody was asked to sign; needs of organisations stay, without her. The post
    with which one was signed stays with it."""
    own = Need.objects.filter(author=person, state=NeedState.DRAFT, asked_at=None)
    for draft in own.filter(signed_at=None):
        draft.delete()
    Need.objects.filter(author=person).update(author=None)
    Need.objects.filter(signed_by=person).update(signed_by=None)
