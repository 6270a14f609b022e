"""Groups, their keepers and their members for tests."""

from datetime import date, timedelta
from typing import Any

from cityclusters.core.texts import make_texts
from cityclusters.groups import rules
from cityclusters.groups.models import Group, Keeper, Member
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place

SINCE = date(2020, 1, 1)
ALL_PARTS = list(Group.Part.values)


def group(
    place: Place,
    kind: str = Group.Kind.HUB,
    manager: Person | None = None,
    parts: list[str] | None = None,
    organisation: Organisation | None = None,
    **fields: Any,
) -> Group:
    """A group that everybody sees, with all parts unless others are named, and with a manager if one is."""
    given: dict[str, Any] = {
        "names": make_texts("en", en=f"Group of {place.name}"),
        "language": "en",
        "parts": ALL_PARTS if parts is None else parts,
    }
    made = Group.objects.create(place=place, kind=kind, organisation=organisation, **{**given, **fields})
    if manager is not None:
        keep(made, manager, Keeper.Role.MANAGER)
    return made


def keep(group: Group, person: Person, role: str = Keeper.Role.MANAGER, **fields: Any) -> Keeper:
    """A post in the group, held since 2020."""
    made = Keeper.objects.create(group=group, person=person, role=role, **{"starts": SINCE, **fields})
    rules.forget_posts(group)
    return made


def ended(group: Group, person: Person, role: str = Keeper.Role.MANAGER) -> Keeper:
    """A post that ended yesterday."""
    return keep(group, person, role, ends=group.today() - timedelta(days=1))


def member(group: Group, name: str, sex: str = "", person: Person | None = None, **fields: Any) -> Member:
    """Somebody on its list since 2020."""
    given = {"joined": SINCE}
    return Member.objects.create(group=group, name=name, sex=sex, person=person, **{**given, **fields})
