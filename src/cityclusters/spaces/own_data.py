"""What this app keeps about a person, for her own copy, and what is left after erasing (rule SA4)."""

from typing import Any

from cityclusters.people.models import Person
from cityclusters.spaces.models import Membership

Tables = dict[str, list[dict[str, Any]]]
FIELDS: tuple[str, ...] = (
    "space__slug",
    "role",
    "joined_at",
    "left_at",
    "banned_at",
    "ban_reason",
    "ban_lifted_at",
)
FIELDS += ("appeal", "appeal_words", "appealed_at", "appeal_at", "appeal_reason")


def collect(person: Person) -> Tables:
    """The spaces she was in, when and as what; why she was sent away, and her appeal."""
    rows = Membership.objects.filter(person=person).order_by("pk")
    return {"memberships_of_spaces": [dict(row) for row in rows.values(*FIELDS)]}


def erase(person: Person) -> None:
    """Her words; that somebody was a member stays, under a person without a name."""
    Membership.objects.filter(person=person).update(appeal_words="")
