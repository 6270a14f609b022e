"""What stands on somebody's desk: her folders, and what waits for her."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from cityclusters.groups.counselling import counts, handover, rules
from cityclusters.groups.counselling.words import TOPICS
from cityclusters.groups.models import CaseHandover, CounsellingCase, EmergencyAccess, Group
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations

MOST = 50


class Desk(NamedTuple):
    """Her folders, the groups in which she counsels and those that she manages, what she has to answer, and
    the emergencies that concern her."""

    cases: "QuerySet[CounsellingCase]"
    counsels: list[Group]
    manages: list[Group]
    handovers: list[CaseHandover]
    emergencies: list[EmergencyAccess]
    decides: bool


def of(person: Person) -> Desk | None:
    """Her desk; None for somebody who has none. At most seven queries, and one for each handover asked."""
    counsels = rules.groups_as(person, rules.Role.COUNSELLOR)
    manages = _managed(person)
    decides = rules.may_decide(person)
    emergencies = list(_emergencies(person, decides)[:MOST])
    if not (counsels or manages or decides or emergencies):
        return None
    cases = CounsellingCase.objects.filter(counsellor=person, group__in=counsels)
    return Desk(
        cases.select_related("group").order_by(F("closed_on").asc(nulls_first=True), "-last_on", "-pk"),
        counsels,
        manages,
        handovers_for(person),
        emergencies,
        decides,
    )


def _managed(person: Person) -> list[Group]:
    found = {group.pk: group for group in rules.groups_as(person, rules.Role.MANAGER)}
    if acting := focal_organisations(person):
        rows = Group.objects.active().filter(organisation__in=acting)
        found |= {group.pk: group for group in rows if group.has(rules.COUNSELLING)}
    return list(found.values())


def _emergencies(person: Person, decides: bool) -> "QuerySet[EmergencyAccess]":
    hers = Q(asked_by=person) | Q(counsellor=person)
    waiting = Q(decided_at=None) if decides else Q(pk__in=[])
    rows = EmergencyAccess.objects.filter(hers | waiting)
    return rows.select_related("group", "asked_by", "counsellor")


def handovers_for(person: Person) -> list[CaseHandover]:
    """Those that she may answer."""
    rows = CaseHandover.objects.filter(decided_at=None).select_related(
        "group__place", "before", "after", "asked_by"
    )
    if not rules.may_decide(person):
        rows = rows.filter(after=person)
    return [row for row in rows[:MOST] if handover.may_answer(person, row)]


class Count(NamedTuple):
    """One half-year: its words; `people` None where there were too few; topics in words with people."""

    words: str
    people: int | None
    sessions: int | None
    topics: list[tuple[str, int]]


def counts_in_words(group: Group) -> list[Count]:
    """The counts of a group as they are shown; a smallest cell that was raised since holds too."""
    found = []
    for row in counts.of(group):
        half = _("January to June %(year)s") if row.starts.month == 1 else _("July to December %(year)s")
        enough = row.people is not None and row.people >= settings.SMALL_CELL
        topics = [
            (str(TOPICS[code]), number)
            for code, number in row.topics.items()
            if code in TOPICS and number >= settings.SMALL_CELL
        ]
        found.append(
            Count(
                half % {"year": row.starts.year},
                row.people if enough else None,
                row.sessions if enough else None,
                sorted(topics, key=lambda pair: -pair[1]) if enough else [],
            )
        )
    return found
