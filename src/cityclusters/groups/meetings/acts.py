"""Keeping a meeting exactly once, changing it, taking it away and bringing it back; electing leaders."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.meetings import needs, rules
from cityclusters.groups.models import Group, Leader, Meeting, Member
from cityclusters.groups.registry.acts import NOT_THERE, locked
from cityclusters.journal.acts import record
from cityclusters.people.models import Person


def _writes(by: Person, group: Group) -> None:
    if not rules.may_write(by, group):
        raise NotPossible(NOT_THERE)


@transaction.atomic
def keep(
    group: Group,
    by: Person,
    *,
    client_id: str,
    present: Iterable[Member] = (),
    needs_said: Sequence[str] = (),
    **fields: Any,
) -> tuple[Meeting, bool]:
    """Keeps a meeting, and whether it is a new one: what is sent again is the first one, unchanged.

    Raises NotPossible for others than those who keep the group, and for an id that another group has."""
    row = locked(group)
    _writes(by, row)
    known = Meeting.objects.filter(client_id=client_id).first()
    if known is not None and known.group_id != row.pk:
        raise NotPossible(_("This entry was sent for another group already."))
    if known is not None:
        return known, False
    made = Meeting.objects.create(group=row, by=by, client_id=client_id, **fields)
    made.present.set(present)
    record(by, "groups_meeting.held", made, organisation=row.organisation, on=made.on)
    for number, text in enumerate(needs_said):
        once = f"{client_id}:{number}"
        needs.add(row, by, text=text, language=made.language, meeting=made, once=once)
    return made, True


@transaction.atomic
def change(
    meeting: Meeting,
    by: Person,
    *,
    present: Iterable[Member] = (),
    needs_said: Sequence[str] = (),
    once: str = "",
    **fields: Any,
) -> None:
    """Writes it anew; needs that are named besides are added. Raises NotPossible for others than those who
    keep the group, and for a meeting that was taken away."""
    group = locked(meeting.group)
    _writes(by, group)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.removed_at is not None:
        raise NotPossible(_("This meeting was taken away. Bring it back first."))
    for name, value in fields.items():
        setattr(row, name, value)
    row.changed_at = timezone.now()
    row.save()
    row.present.set(present)
    record(by, "groups_meeting.changed", row, organisation=group.organisation, on=row.on)
    for number, text in enumerate(needs_said):
        needs.add(group, by, text=text, language=row.language, meeting=row, once=f"{once}:{number}")
    meeting.refresh_from_db()


@transaction.atomic
def remove(meeting: Meeting, by: Person) -> None:
    """Takes it away; it can be brought back. Twice is once. Raises NotPossible for others."""
    _set_removed(meeting, by, "groups_meeting.removed", gone=True)


@transaction.atomic
def bring_back(meeting: Meeting, by: Person) -> None:
    """It was held after all. Raises NotPossible for others."""
    _set_removed(meeting, by, "groups_meeting.brought_back", gone=False)


def _set_removed(meeting: Meeting, by: Person, act: str, *, gone: bool) -> None:
    group = locked(meeting.group)
    _writes(by, group)
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if (row.removed_at is not None) == gone:
        return
    row.removed_at, row.removed_by = (timezone.now(), by) if gone else (None, None)
    row.save(update_fields=["removed_at", "removed_by"])
    record(by, act, row, organisation=group.organisation, on=row.on)
    meeting.refresh_from_db()


@transaction.atomic
def elect(group: Group, by: Person, *, member: Member, office: str, elected_on: date) -> Leader:
    """A member has an office now; pressed twice it is one. Who had the same office keeps it until it is
    ended, for a group may have two of a kind. Raises NotPossible for others than those who keep the group."""
    row = locked(group)
    _writes(by, row)
    if member.group_id != row.pk:
        raise NotPossible(_("Choose somebody from the list of members."))
    known = {"elected_on": elected_on, "by": by}
    try:
        made, is_new = Leader.objects.get_or_create(
            group=row, member=member, office=office, until=None, defaults=known
        )
    except IntegrityError:
        raise NotPossible(_("She has this office already.")) from None
    if is_new:
        record(by, "groups_leader.elected", row, organisation=row.organisation, office=office)
    return made


@transaction.atomic
def end_office(leader: Leader, by: Person) -> None:
    """The office is over since yesterday. Twice is once. Raises NotPossible for others."""
    group = locked(leader.group)
    _writes(by, group)
    row = Leader.objects.select_for_update().get(pk=leader.pk)
    if row.until is None:
        row.until = max(row.elected_on, group.today() - timedelta(days=1))
        row.save(update_fields=["until"])
        record(by, "groups_leader.ended", group, organisation=group.organisation, office=row.office)
