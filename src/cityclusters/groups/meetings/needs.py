"""What a group needs: said, ranked, met; handed to the ledger of needs as a draft."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.meetings import rules
from cityclusters.groups.models import Group, GroupNeed, Meeting
from cityclusters.groups.registry.acts import NOT_THERE, locked
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.support.models import Need
from cityclusters.support.needs import writing

TITLE = 140
State = GroupNeed.State


def _locked(need: GroupNeed, by: Person) -> tuple[Group, GroupNeed]:
    group = locked(need.group)
    if not rules.may_write(by, group):
        raise NotPossible(NOT_THERE)
    return group, GroupNeed.objects.select_for_update(of=("self",)).select_related("handed").get(pk=need.pk)


@transaction.atomic
def add(
    group: Group,
    by: Person,
    *,
    text: str,
    language: str,
    once: str,
    meeting: Meeting | None = None,
    **more: Any,
) -> GroupNeed:
    """A need, the last in the order; the same form sent twice gives one. Raises NotPossible for others than
    those who keep the group."""
    row = locked(group)
    if not rules.may_write(by, row):
        raise NotPossible(NOT_THERE)
    if known := GroupNeed.objects.filter(group=row, once=once).first():
        return known
    last = row.needs.aggregate(last=Max("rank"))["last"] or 0
    made = GroupNeed.objects.create(
        group=row, by=by, once=once, text=text, language=language, meeting=meeting, rank=last + 1,
        stated_on=meeting.on if meeting else row.today(), **more,
    )  # fmt: skip
    record(by, "groups_need.stated", row, organisation=row.organisation, need=made.public_id)
    return made


@transaction.atomic
def move(need: GroupNeed, by: Person, *, up: bool) -> None:
    """One step up or down among the open ones. Raises NotPossible for others."""
    group, row = _locked(need, by)
    rows = list(GroupNeed.objects.filter(group=group, state=State.OPEN).order_by("rank", "pk"))
    at = next((number for number, one in enumerate(rows) if one.pk == row.pk), None)
    if at is None:
        return
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for number, one in enumerate(rows, 1):
        one.rank = number
    GroupNeed.objects.bulk_update(rows, ["rank"])
    record(by, "groups_need.ranked", group, organisation=group.organisation, need=row.public_id)


@transaction.atomic
def say(need: GroupNeed, by: Person, state: str) -> None:
    """It is met, no longer needed, or open again; twice is once. Raises NotPossible for others."""
    group, row = _locked(need, by)
    if row.state == state:
        return
    row.state = state
    row.save(update_fields=["state"])
    record(by, "groups_need.said", group, organisation=group.organisation, need=row.public_id, state=state)


@transaction.atomic
def hand_over(need: GroupNeed, by: Person) -> Need:
    """Makes it a draft of the organisation that runs the group, which a focal point signs; a second press
    leads to the same draft. Raises NotPossible for a group without an organisation, for somebody who has no
    post in that, and for others than those who keep the group."""
    group, row = _locked(need, by)
    if row.handed is not None:
        return row.handed
    if group.organisation is None:
        raise NotPossible(_("No organisation runs this group, so nobody could sign the need."))
    said = _now("Stated by %(group)s.") % {"group": str(group)}
    fields = {"language": row.language, "title": row.text[:TITLE], "problem": f"{row.text}\n\n{said}"}
    made = writing.create(by, group.organisation, writing.Written(fields, [], []))
    row.handed, row.handed_at = made, timezone.now()
    row.save(update_fields=["handed", "handed_at"])
    record(by, "groups_need.handed", group, organisation=group.organisation, need=made.public_id)
    return made
