"""Members from an uploaded table: kept until they are confirmed, then written on the list at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups import rules
from cityclusters.groups.models import Group, Member
from cityclusters.groups.registry.acts import NOT_THERE, locked
from cityclusters.journal import drafts
from cityclusters.journal.acts import record
from cityclusters.people.models import Person


def key_of(group: Group) -> str:
    """Of the draft in which a table waits for its confirmation."""
    return f"members-{group.public_id}"


def keep(person: Person, group: Group, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps what was read as a draft of her own, until she confirms it. Raises DraftRefused."""
    # Signed, because a draft is also what somebody sends by hand.
    data = {"signed": signing.dumps(list(rows), salt=key_of(group), compress=True)}
    url = reverse("groups:members-upload", args=[group.public_id])
    drafts.save(person, key_of(group), data, title=_("Uploaded members"), url=url)


def kept(person: Person, group: Group) -> list[dict[str, Any]]:
    """What was read last and not confirmed; [] where there is nothing, or nothing that can be believed."""
    draft = drafts.load(person, key_of(group))
    try:
        rows: list[dict[str, Any]] = signing.loads(
            draft.get("signed", "") if draft else "", salt=key_of(group)
        )
    except signing.BadSignature:
        return []
    return rows


@transaction.atomic
def write(person: Person, group: Group, rows: Sequence[Mapping[str, Any]]) -> int:
    """Writes them on the list; how many. The draft goes with it, so that a second press finds nothing.

    Raises NotPossible for others than those who keep the group."""
    row = locked(group)
    if not rules.may_facilitate(person, row):
        raise NotPossible(NOT_THERE)
    made = [
        Member(
            group=row, name=one["name"], sex=one["sex"], joined=_day(one["joined"]), left=_day(one["left"])
        )
        for one in rows
    ]
    Member.objects.bulk_create(made)
    record(person, "groups_member.uploaded", row, organisation=row.organisation, number=len(made))
    drafts.drop(person, key_of(group))
    return len(made)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
