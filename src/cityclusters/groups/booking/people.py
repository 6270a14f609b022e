"""For whom those who look after the bookings can book: members and participants who have an account."""

from cityclusters.groups.booking.rules import BOOKERS
from cityclusters.groups.models import Group, Member, Participant
from cityclusters.people.models import Person

MOST = 500


def known(group: Group) -> dict[str, tuple[Person, str]]:
    """Public id of the person → the person and what she is called here; by name."""
    found: dict[str, tuple[Person, str]] = {}
    files = Participant.objects.filter(group=group, state__in=BOOKERS).exclude(person=None)
    for row in files.select_related("person").order_by("name", "pk")[:MOST]:
        if row.person is not None and row.person.is_active:
            found[row.person.public_id] = (row.person, row.called)
    members = Member.objects.on(group.today()).filter(group=group).exclude(person=None)
    for member in members.select_related("person").order_by("name", "pk")[:MOST]:
        if member.person is not None and member.person.is_active:
            found.setdefault(member.person.public_id, (member.person, member.name))
    return dict(sorted(found.items(), key=lambda item: item[1][1].casefold()))


def names(group: Group, people: "list[Person]") -> dict[int, str]:
    """What each of the people is called in this group, by key; her own name where the group knows none."""
    keys = [person.pk for person in people]
    called = {person.pk: str(person) for person in people}
    members = Member.objects.filter(group=group, person__in=keys).order_by("pk")
    called |= {key: name for key, name in members.values_list("person", "name") if name and key is not None}
    files = Participant.objects.filter(group=group, person__in=keys).order_by("pk")
    called |= {key: name for key, name in files.values_list("person", "name") if name and key is not None}
    return called
