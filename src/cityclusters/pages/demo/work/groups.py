"""The four groups of the demo: a hub, a producer cluster, a cooperative, and a self-help group."""

from datetime import date, timedelta
from typing import Any

from cityclusters.core.ids import secret_code
from cityclusters.groups.models import Group, Headcount, Keeper, Member
from cityclusters.groups.registry import acts
from cityclusters.pages.demo.records import place, read, texts
from cityclusters.people.models import Organisation, Person

FOUNDERS = "Text on market access for traditional food in Tunisia: founded in 2013 by 164 women"
WEAVERS = 9
"""Illustrative, like the days on which they joined."""


def make_groups(organisations: dict[str, Organisation], people: dict[str, Person]) -> dict[str, Group]:
    """Each started by who keeps it."""
    made = {row["key"]: _group(row, organisations, people) for row in read("work_groups")}
    _posts(made, people)
    _members(made, people)
    return made


def _group(row: dict[str, Any], organisations: dict[str, Organisation], people: dict[str, Person]) -> Group:
    founded = row["founded"]
    return acts.start(
        people[row["by"]],
        once=secret_code(),
        organisation=organisations[row["organisation"]],
        kind=row["kind"],
        names=texts(row["names"]),
        purpose=texts(row["purpose"]),
        offers=texts(row["offers"]),
        language=row["language"],
        currency=row["currency"],
        place=place(row["place"]),
        value_chains=row["chains"],
        founded=date.fromisoformat(founded) if founded else None,
        founded_year_only=bool(founded),
        source=row["source"],
    )


def _posts(groups: dict[str, Group], people: dict[str, Person]) -> None:
    hub, manager = groups["hub"], people["hub"]
    acts.appoint(hub, manager, person=people["counsellor"], role=Keeper.Role.COUNSELLOR)
    acts.appoint(hub, manager, person=manager, role=Keeper.Role.COACH)
    for key, by in (("dodowa", "dodowa"), ("weavers", "councillor")):
        acts.appoint(groups[key], people[by], person=people[key], role=Keeper.Role.FACILITATOR)


def _members(groups: dict[str, Group], people: dict[str, Person]) -> None:
    tahadi = groups["tahadi"]
    acts.count(
        tahadi, people["tahadi"], on=date(2013, 1, 1), unit=Headcount.Unit.FOUNDERS, female=164,
        year_only=True, source=FOUNDERS,
    )  # fmt: skip
    hub = groups["hub"]
    acts.add_member(
        hub, people["hub"], name=people["participant"].name, sex="female", person=people["participant"]
    )
    weavers, keeper = groups["weavers"], people["weavers"]
    for number in range(1, WEAVERS + 1):
        joined = weavers.today() - timedelta(days=400 - 30 * number)
        acts.add_member(weavers, keeper, name=f"Tejedora {number}", sex="female", joined=joined)


def weavers_of(group: Group) -> list[Member]:
    """Its members in the order in which they joined."""
    return list(group.members.order_by("joined", "pk"))
