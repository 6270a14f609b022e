"""Starting, changing, ending a group; giving and ending its posts; its members and how many they are."""

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups import rules
from cityclusters.groups.models import Group, Headcount, Keeper, Member
from cityclusters.groups.registry import letters
from cityclusters.journal.acts import record
from cityclusters.people.models import Organisation, Person

NOT_YOURS = _("Only those who manage the group can do this.")
NOT_THERE = _("Only those who keep the group can do this.")
LIST = "list"


def _manages(by: Person, group: Group) -> None:
    if not rules.may_manage(by, group):
        raise NotPossible(NOT_YOURS)


def _keeps(by: Person, group: Group) -> None:
    if not rules.may_facilitate(by, group):
        raise NotPossible(NOT_THERE)


def locked(group: Group) -> Group:
    """The row as it is now; nobody else changes it until the transaction ends."""
    rows = Group.objects.select_for_update(of=("self",)).select_related("place", "organisation")
    return rows.get(pk=group.pk)


@transaction.atomic
def start(by: Person, *, once: str, organisation: Organisation | None = None, **fields: Any) -> Group:
    """A new group whose first manager is who starts it; the same form sent twice gives one.

    Raises NotPossible for somebody who may not start one, or not for this organisation."""
    if not rules.may_start(by):
        raise NotPossible(_("Groups are started by focal points of an organisation, and by officers."))
    if not by.is_officer and not by.acts_for(organisation):
        raise NotPossible(_("You don't act for this organisation."))
    parts = fields.pop("parts", None)
    known = {
        "by": by,
        "organisation": organisation,
        "parts": Group.PARTS_OF[fields["kind"]] if parts is None else parts,
        **fields,
    }
    group, is_new = Group.objects.get_or_create(once=once, defaults=known)
    if is_new:
        group.keepers.create(person=by, role=Keeper.Role.MANAGER, starts=group.today(), given_by=by)
        record(by, "groups_group.started", group, organisation=organisation)
    elif group.by_id != by.pk:  # somebody else's form
        raise NotPossible(NOT_YOURS)
    return group


@transaction.atomic
def change(group: Group, by: Person, **fields: Any) -> None:
    """Changes what is said of it. Raises NotPossible for others than those who manage it, and for another
    currency once there are savings."""
    row = locked(group)
    _manages(by, row)
    if fields.get("currency", row.currency) != row.currency and row.savings.standing().exists():
        words = _("Money was written down in %(currency)s, so the currency stays.")
        raise NotPossible(words % {"currency": row.currency})
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record(by, "groups_group.changed", row, organisation=row.organisation)
    group.refresh_from_db()


@transaction.atomic
def end(group: Group, by: Person, reason: str) -> None:
    """The group is no more; its records stay, and it can be taken up again. Twice is once.

    Raises NotPossible for others than those who manage it and officers."""
    row = locked(group)
    if not rules.may_end(by, row):
        raise NotPossible(NOT_YOURS)
    if row.is_active:
        row.state, row.ended_on, row.end_reason = Group.State.ENDED, row.today(), reason
        row.save(update_fields=["state", "ended_on", "end_reason"])
        record(by, "groups_group.ended", row, organisation=row.organisation, reason=reason)
    group.refresh_from_db()


@transaction.atomic
def take_up(group: Group, by: Person) -> None:
    """It goes on after all. Raises NotPossible for others."""
    row = locked(group)
    if not rules.may_end(by, row):
        raise NotPossible(NOT_YOURS)
    if not row.is_active:
        row.state, row.ended_on, row.end_reason = Group.State.ACTIVE, None, ""
        row.save(update_fields=["state", "ended_on", "end_reason"])
        record(by, "groups_group.taken_up", row, organisation=row.organisation)
    group.refresh_from_db()


@transaction.atomic
def appoint(group: Group, by: Person, *, person: Person, role: str, ends: Any = None) -> Keeper:
    """Gives a post from today on; the person gets a letter. Giving it again changes its end.

    Raises NotPossible for others than those who manage the group."""
    row = locked(group)
    _manages(by, row)
    today = row.today()
    held = Keeper.objects.on(today).filter(group=row, person=person, role=role).first()
    if held is not None and held.ends == ends:
        return held
    if held is not None:
        held.ends = ends
        held.save(update_fields=["ends"])
    else:
        held = row.keepers.create(person=person, role=role, starts=today, ends=ends, given_by=by)
    record(
        by, "groups_keeper.appointed", row, organisation=row.organisation, person=person.public_id, role=role
    )
    letters.appointed(held, by)
    rules.forget_posts(group)
    return held


@transaction.atomic
def end_post(group: Group, by: Person, keeper: Keeper) -> None:
    """Ends a post: it held until yesterday, and what was done under it stays. Her own post she may always lay
    down. Raises NotPossible for others, and for the last manager of a group that no organisation runs."""
    row = locked(group)
    if keeper.person_id != by.pk:
        _manages(by, row)
    today = row.today()
    post = Keeper.objects.select_for_update().get(pk=keeper.pk)
    if not post.holds(today):
        return
    managers = Keeper.objects.on(today).filter(group=row, role=Keeper.Role.MANAGER)
    others = managers.exclude(person=post.person_id)
    if post.role == Keeper.Role.MANAGER and row.organisation_id is None and not others.exists():
        raise NotPossible(_("The group needs a manager. Appoint another one first."))
    post.ends = today - timedelta(days=1)
    post.save(update_fields=["ends"])
    about = {"person": post.person.public_id, "role": post.role}
    record(by, "groups_keeper.ended", row, organisation=row.organisation, **about)
    if post.person_id != by.pk:
        letters.post_ended(post)
    rules.forget_posts(group)


@transaction.atomic
def add_member(group: Group, by: Person, *, once: str = "", **fields: Any) -> Member:
    """Writes somebody on the list; the same form sent twice gives one. Raises NotPossible for others than
    those who keep the group, and for somebody whose account is on the list already."""
    row = locked(group)
    _keeps(by, row)
    known = Member.objects.filter(once=once, group=row).first() if once else None
    if known is not None:
        return known
    try:
        with transaction.atomic():
            made = row.members.create(once=once or None, **fields)
    except IntegrityError:
        raise NotPossible(_("This account is on the list of members already.")) from None
    record(by, "groups_member.added", row, organisation=row.organisation, member=made.public_id)
    return made


@transaction.atomic
def change_member(member: Member, by: Person, **fields: Any) -> None:
    """Changes what stands on the list. Raises NotPossible for others than those who keep the group, and for
    an account that is on the list already."""
    row = locked(member.group)
    _keeps(by, row)
    for name, value in fields.items():
        setattr(member, name, value)
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:
        raise NotPossible(_("This account is on the list of members already.")) from None
    record(by, "groups_member.changed", row, organisation=row.organisation, member=member.public_id)


@transaction.atomic
def leave(member: Member, by: Person, *, left: Any, reason: str = "") -> None:
    """She has left; her line stays. Raises NotPossible for others than those who keep the group."""
    row = locked(member.group)
    _keeps(by, row)
    member.left, member.reason = left, reason
    member.save(update_fields=["left", "reason"])
    record(by, "groups_member.left", row, organisation=row.organisation, member=member.public_id)


@transaction.atomic
def come_back(member: Member, by: Person) -> None:
    """She did not leave after all. Raises NotPossible for others, and where she is on the list again."""
    row = locked(member.group)
    _keeps(by, row)
    member.left, member.reason = None, ""
    try:
        with transaction.atomic():
            member.save(update_fields=["left", "reason"])
    except IntegrityError:
        raise NotPossible(_("This account is on the list of members already.")) from None
    record(by, "groups_member.changed", row, organisation=row.organisation, member=member.public_id)


@transaction.atomic
def count(group: Group, by: Person, *, on: Any, unit: str, **fields: Any) -> Headcount:
    """Keeps a count; another one of the same unit for the same day takes its place. Raises NotPossible for
    others than those who keep the group."""
    row = locked(group)
    _keeps(by, row)
    known = {**fields, "by": by}
    made, _new = Headcount.objects.update_or_create(group=row, on=on, unit=unit, defaults=known)
    about = {"unit": unit, "on": on, "total": made.total}
    record(by, "groups_count.kept", row, organisation=row.organisation, **about)
    return made


@transaction.atomic
def count_list(group: Group, by: Person, source: str) -> Headcount:
    """Counts the members who are on the list today. Raises NotPossible for others, and for an empty list."""
    row = locked(group)
    today = row.today()
    numbers = {"female": 0, "male": 0, "other": 0, "not_stated": 0}
    for sex in Member.objects.on(today).filter(group=row).values_list("sex", flat=True):
        numbers[sex if sex in numbers else "not_stated"] += 1
    if not any(numbers.values()):
        raise NotPossible(_("Nobody is on the list of members."))
    return count(row, by, on=today, unit=Headcount.Unit.MEMBERS, source=source, year_only=False, **numbers)


@transaction.atomic
def drop_count(group: Group, by: Person, headcount: Headcount) -> None:
    """Takes a count away that was wrong. Raises NotPossible for others than those who keep the group."""
    row = locked(group)
    _keeps(by, row)
    about = {"unit": headcount.unit, "on": headcount.on, "total": headcount.total}
    record(by, "groups_count.removed", row, organisation=row.organisation, **about)
    headcount.delete()
