"""Who may enter the room, and which part of it: pure answers. For everybody else nothing of it is there.

Running the programme or the platform opens nothing here."""

from cityclusters.groups.days import today_in
from cityclusters.groups.models import CounsellingCase, EmergencyAccess, Group, Keeper
from cityclusters.groups.rules import is_counsellor, may_manage, posts
from cityclusters.people.models import Person, RoleGrant
from cityclusters.people.readers import Reader

Role = Keeper.Role
COUNSELLING = Group.Part.COUNSELLING
DECIDING = (RoleGrant.Role.DATA_STEWARD, RoleGrant.Role.SAFEGUARDING)


def groups_as(person: Person, *roles: str) -> list[Group]:
    """Groups with counselling in which she has one of the posts today. One query."""
    held = Keeper.objects.filter(person=person, role__in=roles).select_related("group__place")
    found = {row.group_id: row.group for row in held if row.holds(today_in(row.group.place))}
    return [group for group in found.values() if group.has(COUNSELLING)]


def may_decide(person: Person) -> bool:
    """Data stewards and safeguarding leads: they let somebody in for an emergency, and read nothing."""
    return any(person.holds(role) for role in DECIDING)


def may_read(person: Person, case: CounsellingCase) -> bool:
    """The counsellor of the case, as long as she is one of its group."""
    return case.counsellor_id == person.pk and is_counsellor(person, case.group)


def may_read_in_emergency(person: Person, access: EmergencyAccess) -> bool:
    """Who asked, once a second person allowed it, until the hours are over."""
    return access.asked_by_id == person.pk and access.is_open() and may_ask(person, access.group)


def is_manager(person: Person, group: Group) -> bool:
    """Who holds the post of a manager; acting for the organisation is not enough here."""
    return Role.MANAGER in posts(person, group)


def may_ask(person: Person, group: Group) -> bool:
    """Who may ask to read a colleague's case in an emergency: managers and counsellors of the group, and
    safeguarding leads."""
    own = posts(person, group) & {Role.MANAGER, Role.COUNSELLOR}
    return bool(own) or person.holds(RoleGrant.Role.SAFEGUARDING)


def may_decide_on(person: Person, access: EmergencyAccess) -> bool:
    """A second person: neither who asked nor whose notes they are."""
    return may_decide(person) and person.pk not in {access.asked_by_id, access.counsellor_id}


def may_see_emergency(person: Person, access: EmergencyAccess) -> bool:
    """Who asked, whose notes they are, and those who decide."""
    return person.pk in {access.asked_by_id, access.counsellor_id} or may_decide(person)


def may_count(person: Person, group: Group) -> bool:
    """Who sees the counts: managers and counsellors."""
    return may_manage(person, group) or is_counsellor(person, group)


def has_desk(reader: Reader, group: Group) -> bool:
    """Who sees the tab of the desk on the page of the group."""
    return isinstance(reader, Person) and may_count(reader, group)


def counsellors(group: Group) -> list[Person]:
    """Those of today who can sign in."""
    held = Keeper.objects.on(group.today()).filter(group=group, role=Role.COUNSELLOR)
    rows = held.select_related("person").order_by("person__folded_name", "pk")
    return [row.person for row in rows if row.person.is_active]


def deciders() -> list[Person]:
    """Data stewards and safeguarding leads of today, each once."""
    held = RoleGrant.objects.filter(role__in=DECIDING, ended_at=None, person__state=Person.State.ACTIVE)
    return list({row.person_id: row.person for row in held.select_related("person").order_by("pk")}.values())


def stewards() -> list[Person]:
    """Data stewards of today."""
    held = RoleGrant.objects.filter(role=RoleGrant.Role.DATA_STEWARD, ended_at=None)
    rows = held.filter(person__state=Person.State.ACTIVE).select_related("person").order_by("pk")
    return [row.person for row in rows]


def with_cases(group: Group) -> list[Person]:
    """Counsellors, of today and of before, who have cases of the group."""
    held = CounsellingCase.objects.filter(group=group).values("counsellor")
    return list(Person.objects.filter(pk__in=held).order_by("folded_name", "pk"))


def has_gone(counsellor: Person, group: Group) -> bool:
    """Whether somebody with cases can't read them any more: her post is over, or her account."""
    return not is_counsellor(counsellor, group) or not counsellor.is_active
