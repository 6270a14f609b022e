"""A self-help group of the focal point's city, for the access table and the counts of queries: `member` is on
its list with her account, `other` is its coach, officers run nothing in it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from cityclusters.core.ids import secret_code
from cityclusters.groups.meetings import acts, needs, saving
from cityclusters.groups.models import Group, Keeper
from cityclusters.groups.registry import acts as registry
from cityclusters.groups.tests import making
from cityclusters.people.models import Organisation, Person


def things(city: Organisation, focal: Person, other: Person, member: Person) -> dict[str, Any]:
    """`weavers` meets and saves, and has one of everything."""
    assert city.place is not None
    group = making.group(
        city.place,
        kind=Group.Kind.SELF_HELP,
        organisation=city,
        parts=["meetings", "savings"],
        currency="UZS",
    )
    post = making.keep(group, other, Keeper.Role.COACH)
    weaver = making.member(group, "First weaver", "female", person=member)
    count = registry.count(group, focal, on=group.today(), unit="members", female=12, source="List")
    meeting, _new = _meeting(group, focal, weaver)
    return {
        "weavers": group,
        "weavers_post": post,
        "weaver": weaver,
        "weavers_count": count,
        "weavers_meeting": meeting,
        "weavers_leader": acts.elect(group, focal, member=weaver, office="chair", elected_on=group.today()),
        "weavers_need": needs.add(group, focal, text="A loom", language="en", once=secret_code()),
        "weavers_saving": saving.write(
            group,
            focal,
            once=secret_code(),
            member=weaver,
            on=group.today(),
            kind="deposit",
            amount=Decimal(5),
        ),
    }


def _meeting(group: Group, focal: Person, weaver: Any) -> Any:
    return acts.keep(
        group, focal, client_id=secret_code(), on=group.today(), language="en", topics="Wool",
        present=[weaver],
    )  # fmt: skip


def more(group: Group, focal: Person) -> None:
    """One more of everything, and one more group of the same city."""
    weaver = making.member(group, "Another weaver", "male")
    making.group(group.place, organisation=group.organisation)
    on = group.today() - timedelta(days=group.headcounts.count())
    registry.count(group, focal, on=on, unit="members", female=9, source="List")
    _meeting(group, focal, weaver)
    acts.elect(group, focal, member=weaver, office="other", elected_on=group.today())
    needs.add(group, focal, text="Wool", language="en", once=secret_code())
    saving.write(
        group, focal, once=secret_code(), member=weaver, on=group.today(), kind="deposit", amount=Decimal(5)
    )
