"""Groups as lists, sheets and their own page show them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell
from cityclusters.core.templatetags.core import day, language_name
from cityclusters.core.texts import Text, pick, with_commas
from cityclusters.groups import value_chains
from cityclusters.groups.models import Group, Headcount, Keeper
from cityclusters.groups.models.group import GroupQuerySet
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader
from cityclusters.places.countries import country_name
from cityclusters.places.models import Place
from cityclusters.places.templatetags.places import Point


class Card(NamedTuple):
    """A group in a list: with its value chains in words and its newest number of members (None: no count)."""

    group: Group
    chains: list[str]
    members: Headcount | None


def newest_members(groups: Iterable[Group]) -> dict[int, Headcount]:
    """The newest count of members of each group; one query."""
    rows = Headcount.objects.filter(group__in=list(groups), unit=Headcount.Unit.MEMBERS).order_by("on")
    return {row.group_id: row for row in rows}


def cards(groups: Iterable[Group], *, counted: bool = True) -> list[Card]:
    """The groups of one page of the list; with the newest count of members, which takes a query more."""
    listed = list(groups)
    known = newest_members(listed) if counted else {}
    return [Card(row, value_chains.words(row.value_chains), known.get(row.pk)) for row in listed]


def points(rows: GroupQuerySet) -> list[Point]:
    """How many groups each place has, for the map; two queries."""
    numbers = Counter(rows.order_by().values_list("place", flat=True))
    found = Place.objects.select_related("country").in_bulk(numbers)
    return [
        {
            "lat": place.latitude,
            "lon": place.longitude,
            "label": place.label(),
            "count": numbers[key],
            "url": place.get_absolute_url(),
        }
        for key, place in found.items()
    ]


def texts_of(group: Group) -> list[tuple[StrOrPromise, Text]]:
    """The long texts of its page that say something, under their headings."""
    parts = [
        (_("What it offers"), group.offers),
        (_("Who can join, and how"), group.joining),
        (_("Opening hours"), group.hours),
    ]
    return [(heading, pick(texts)) for heading, texts in parts if pick(texts).text]


def founded(group: Group) -> str:
    """The day on which it was founded, or its year; '' where it is not known."""
    if group.founded is None:
        return ""
    return str(group.founded.year) if group.founded_year_only else day(group.founded)


def facts(group: Group) -> list[tuple[str, str]]:
    """Short facts with their names."""
    known = [
        (_("Founded"), founded(group)),
        (_("Value chains"), with_commas(value_chains.words(group.value_chains))),
        (_("It works in"), language_name(group.language) if group.language else ""),
        (_("Contact"), group.contact),
        (_("Ended on"), day(group.ended_on)),
    ]
    return [(name, text) for name, text in known if text]


def own_posts(reader: Reader, group: Group) -> list[Keeper]:
    """The reader's posts in the group today."""
    if not isinstance(reader, Person):
        return []
    return list(Keeper.objects.on(group.today()).filter(group=group, person=reader))


def table(rows: Iterable[Group]) -> Table:
    """Groups as a sheet, one line each."""
    header = [
        _("Kind"), _("Name"), _("Place"), _("Country"), _("Organisation"), _("Value chains"), _("Founded"),
        _("State"), _("Members"), _("Members counted on"), _("Address"),
    ]  # fmt: skip
    return Table(_("Groups"), header, _cells(list(rows)))


def _cells(rows: list[Group]) -> Iterator[list[Cell]]:
    for card in cards(rows):
        row, count = card.group, card.members
        yield [
            row.get_kind_display(), pick(row.names).text, row.place.name, country_name(row.place.country_id),
            pick(row.organisation.names).text if row.organisation else "", with_commas(card.chains),
            founded(row), row.get_state_display(), count.total if count else None,
            count.on if count else None, row.get_absolute_url(),
        ]  # fmt: skip
