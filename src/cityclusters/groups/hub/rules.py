"""Who reads what at a hub: files are narrower than the rest (rules HU6, HU7, C21)."""

from cityclusters.exchanges.models import Exchange
from cityclusters.groups import rules
from cityclusters.groups.models import Group, Keeper, MentoringPair
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader

PARTS = ("courses", "guidance")


def has_hub(group: Group) -> bool:
    """Whether people come to it with a file: it offers courses or guidance."""
    return any(group.has(part) for part in PARTS)


def may_read_files(person: Reader, group: Group) -> bool:
    """The group's own managers. Acting for the organisation that runs it is not enough: a deputy mayor needs
    numbers, not names."""
    return has_hub(group) and Keeper.Role.MANAGER in rules.posts(person, group)


def may_manage(person: Reader, group: Group) -> bool:
    """Courses and the report: managers, and who acts for the organisation that runs it."""
    return has_hub(group) and rules.may_manage(person, group)


def may_report(person: Reader, group: Group) -> bool:
    """The report with its small cells protected."""
    return may_manage(person, group)


def is_of_pair(person: Reader, pair: MentoringPair) -> bool:
    """One of the two; nobody else reads what they write."""
    if not isinstance(person, Person):
        return False
    return person.pk in (pair.coach_id, pair.participant.person_id)


def may_see_exchange(person: Reader, exchange: Exchange) -> bool:
    """Whether the page of the exchange opens for her."""
    return Exchange.objects.visible_to(person).filter(pk=exchange.pk).exists()
