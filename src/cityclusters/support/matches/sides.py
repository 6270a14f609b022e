"""The two sides of a match and of its agreement, and who speaks for each (rule PE1)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.support.models import Agreement, Match
from cityclusters.support.models.agreement import Assent

Side = Assent.Side
NEED, HOST = Side.NEED, Side.HOST
BOTH = (NEED, HOST)
NOT_YOURS = _("Only a focal point of one of the two sides can do this.")


def other(side: str) -> Side:
    """The side across the table."""
    return HOST if side == NEED else NEED


def organisation(thing: Match | Agreement, side: str) -> Organisation:
    """The organisation on this side."""
    if isinstance(thing, Agreement):
        return thing.need_side if side == NEED else thing.host_side
    return thing.need.organisation if side == NEED else thing.window.offer.organisation


def of_person(thing: Match | Agreement, person: Person) -> list[Side]:
    """The sides for which she may act today; mostly one, both for somebody with two mandates."""
    own = person.organisations_on()
    return [side for side in BOTH if organisation(thing, side).pk in own]


class Voice(NamedTuple):
    """Somebody who speaks for a side, with the mandate that lets her."""

    side: Side
    mandate: Mandate


def voice(thing: Match | Agreement, by: Person, side: str = "", done: Iterable[str] = ()) -> Voice:
    """For which side she speaks: the one she names, else the first of hers that is not in `done`, else her
    first. Raises NotPossible where no valid mandate lets her act for it (PE1)."""
    mine = of_person(thing, by)
    if side:
        mine = [one for one in mine if one == side]
    if not mine:
        raise NotPossible(NOT_YOURS)
    answered = set(done)
    chosen = next((one for one in mine if one not in answered), mine[0])
    held = Mandate.objects.valid().filter(person=by, may_act=True)
    mandate = held.filter(organisation=organisation(thing, chosen)).order_by("pk").first()
    if mandate is None:  # it ended between the two questions
        raise NotPossible(NOT_YOURS)
    return Voice(chosen, mandate)


def focal_points(organisations: Iterable[int]) -> dict[int, list[Person]]:
    """Who may act today for each of the organisations (keys), each person once; one query."""
    rows = Mandate.objects.valid().filter(organisation__in=set(organisations), may_act=True)
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for row in rows.select_related("person").order_by("pk"):
        found[row.organisation_id].setdefault(row.person_id, row.person)
    return defaultdict(list, {key: list(people.values()) for key, people in found.items()})
