"""Who reads and writes a group's meetings and savings: pure answers.

Whoever facilitates writes; members with an account read. Officers don't: it is the group's own affair."""

from cityclusters.groups import rules
from cityclusters.groups.models import Group, Meeting, Member
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader


def may_write(person: Reader, group: Group) -> bool:
    """Managers and facilitators."""
    return rules.may_facilitate(person, group)


def may_read(person: Reader, group: Group) -> bool:
    """Who writes, and members with an account."""
    return may_write(person, group) or rules.is_member(person, group)


def may_write_meeting(person: Reader, meeting: Meeting) -> bool:
    """Who writes in its group."""
    return may_write(person, meeting.group)


def own_lines(person: Reader, group: Group) -> list[Member]:
    """Her own lines on the list of members."""
    if not isinstance(person, Person):
        return []
    return list(Member.objects.on(group.today()).filter(group=group, person=person))
