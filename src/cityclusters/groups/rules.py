"""Who may do what in a group: pure answers. Posts count on the day at the group's place."""

from collections.abc import Iterable
from typing import cast

from cityclusters.groups.models import Group, Keeper, Member
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer

Role = Keeper.Role
RUNNING: frozenset[str] = frozenset({Role.MANAGER, Role.FACILITATOR})


def posts(person: Reader, group: Group) -> frozenset[str]:
    """Her posts in the group today; asked of the database once for this copy of the group."""
    if not isinstance(person, Person):
        return frozenset()
    known = cast("dict[int, frozenset[str]]", group.__dict__.setdefault("known_posts", {}))
    if person.pk not in known:
        rows = Keeper.objects.on(group.today()).filter(group=group, person=person)
        known[person.pk] = frozenset(rows.values_list("role", flat=True))
    return known[person.pk]


def forget_posts(group: Group) -> None:
    """After a post was given or ended: asks anew."""
    group.__dict__.pop("known_posts", None)
    group.__dict__.pop("known_mandates", None)


def acts_for_its_organisation(person: Reader, group: Group) -> bool:
    """Whether she is a focal point of the organisation that runs it, on the day at its place."""
    if not isinstance(person, Person) or group.organisation_id is None:
        return False
    known = cast("dict[int, bool]", group.__dict__.setdefault("known_mandates", {}))
    if person.pk not in known:
        known[person.pk] = group.organisation_id in person.organisations_on(group.today())
    return known[person.pk]


def know(person: Person, groups: Iterable[Group]) -> None:
    """Asks for her posts and mandates in many groups at once: two questions and one more for each other day
    that it is somewhere, instead of two for each group."""
    listed = list(groups)
    held: dict[int, set[str]] = {}
    for post in Keeper.objects.filter(person=person, group__in=listed).select_related("group__place"):
        if post.holds(post.group.today()):
            held.setdefault(post.group_id, set()).add(post.role)
    mandates = {day: person.organisations_on(day) for day in {group.today() for group in listed}}
    for group in listed:
        group.__dict__.setdefault("known_posts", {})[person.pk] = frozenset(held.get(group.pk, ()))
        acts = group.organisation_id in mandates[group.today()]
        group.__dict__.setdefault("known_mandates", {})[person.pk] = acts


def may_start(person: Reader) -> bool:
    """Officers, and who acts for an organisation."""
    return is_officer(person) or bool(focal_organisations(person))


def may_manage(person: Reader, group: Group) -> bool:
    """Its managers, and the focal points of the organisation that runs it."""
    return Role.MANAGER in posts(person, group) or acts_for_its_organisation(person, group)


def may_facilitate(person: Reader, group: Group) -> bool:
    """Managers, and facilitators: those who write down its meetings and members."""
    return bool(RUNNING & posts(person, group)) or acts_for_its_organisation(person, group)


def is_counsellor(person: Reader, group: Group) -> bool:
    """A counsellor of the group; nobody else, whatever her other posts."""
    return Role.COUNSELLOR in posts(person, group)


def is_coach(person: Reader, group: Group) -> bool:
    """A coach of the group."""
    return Role.COACH in posts(person, group)


def is_keeper(person: Reader, group: Group) -> bool:
    """Anybody with a post in it, and who may manage it."""
    return bool(posts(person, group)) or acts_for_its_organisation(person, group)


def is_member(person: Reader, group: Group) -> bool:
    """Somebody on its list of members today who is known here by her account."""
    if not isinstance(person, Person):
        return False
    return Member.objects.on(group.today()).filter(group=group, person=person).exists()


def may_see(reader: Reader, group: Group) -> bool:
    """The same answer as `Group.objects.visible_to(reader)`, for a group at hand."""
    return Group.objects.visible_to(reader).filter(pk=group.pk).exists()


def may_end(person: Reader, group: Group) -> bool:
    """Who may manage it; officers too, for groups that nobody keeps any more."""
    return may_manage(person, group) or is_officer(person)
