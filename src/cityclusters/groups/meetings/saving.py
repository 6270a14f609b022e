"""Writing savings and loans, and undoing what was wrong, so that the sums always can be."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.meetings import money, rules
from cityclusters.groups.meetings.money import Balance
from cityclusters.groups.models import Group, Member, Saving
from cityclusters.groups.registry.acts import NOT_THERE, locked
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

WORDS = {
    "saved": _("She has not saved so much."),
    "owed": _("She does not owe so much."),
    "box": _("There is not so much in the box."),
}


class Line(NamedTuple):
    """A member with her sums."""

    member: Member
    balance: Balance


def _sums(group: Group, member: Member) -> tuple[Balance, Balance]:
    """Of the member and of the group, in the group's currency."""
    rows = Saving.objects.standing().filter(group=group, currency=group.currency)
    own, everybody = [], []
    for of, kind, amount in rows.values_list("member", "kind", "amount"):
        everybody.append((kind, amount))
        if of == member.pk:
            own.append((kind, amount))
    return money.balance(own), money.balance(everybody)


def _must_be_possible(group: Group, member: Member) -> None:
    """Raises NotPossible, which takes back what was just written, where the sums can't be."""
    if found := money.problem(*_sums(group, member)):
        raise NotPossible(WORDS[found])


@transaction.atomic
def write(group: Group, by: Person, *, once: str, member: Member, **fields: Any) -> Saving:
    """Money that a member brings or gets; the same form sent twice gives one.

    Raises NotPossible for others than those who keep the group, without a currency, and where more would be
    taken out, paid back or lent than there is."""
    row = locked(group)
    if not rules.may_write(by, row):
        raise NotPossible(NOT_THERE)
    if known := Saving.objects.filter(once=once, group=row).first():
        return known
    if not row.currency:
        raise NotPossible(_("Say first in which currency the group saves."))
    if member.group_id != row.pk:
        raise NotPossible(_("Choose somebody from the list of members."))
    made = Saving.objects.create(group=row, member=member, by=by, once=once, currency=row.currency, **fields)
    _must_be_possible(row, member)
    # The journal is read by officers: it says that something was written, not how much or whose.
    record(by, "groups_saving.written", row, organisation=row.organisation)
    return made


@transaction.atomic
def undo(saving: Saving, by: Person) -> None:
    """It was wrong; its line stays, struck out. Twice is once. Raises NotPossible for others, and where what
    came later would then not be possible."""
    row = locked(saving.group)
    if not rules.may_write(by, row):
        raise NotPossible(NOT_THERE)
    entry = Saving.objects.select_for_update(of=("self",)).select_related("member").get(pk=saving.pk)
    if entry.undone_at is not None:
        return
    entry.undone_at, entry.undone_by = timezone.now(), by
    entry.save(update_fields=["undone_at", "undone_by"])
    _must_be_possible(row, entry.member)
    record(by, "groups_saving.undone", row, organisation=row.organisation)


def lines(group: Group, members: Iterable[Member]) -> list[Line]:
    """The members with their sums; one query."""
    entries: dict[int, list[money.Entry]] = defaultdict(list)
    rows = Saving.objects.standing().filter(group=group, currency=group.currency)
    for member, kind, amount in rows.values_list("member", "kind", "amount"):
        entries[member].append((kind, amount))
    return [Line(member, money.balance(entries[member.pk])) for member in members]


def of_all(found: Iterable[Line]) -> Balance:
    """The sums of all of them."""
    listed = list(found)
    return Balance(
        sum((line.balance.saved for line in listed), money.NONE),
        sum((line.balance.owed for line in listed), money.NONE),
    )
