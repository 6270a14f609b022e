"""Projects as lists and sheets show them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.core.sheets.write import Cell
from cityclusters.core.texts import pick, with_commas
from cityclusters.groups import value_chains
from cityclusters.places.countries import country_name
from cityclusters.places.models import Place
from cityclusters.places.templatetags.places import Point
from cityclusters.projects import phases
from cityclusters.projects.models import Project
from cityclusters.projects.models.project import ProjectQuerySet


class Card(NamedTuple):
    """A project in a list: with its phase and value chains in words."""

    project: Project
    phase: str
    chains: list[str]


def cards(rows: Iterable[Project]) -> list[Card]:
    """The projects of one page of the list."""
    return [Card(row, str(phases.now(row)), value_chains.words(row.value_chains)) for row in rows]


def points(rows: ProjectQuerySet) -> list[Point]:
    """How many projects each place has, for the map; two queries."""
    found_keys = rows.order_by().values_list("place", flat=True)
    numbers = Counter(key for key in found_keys if key is not None)
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


def table(rows: Iterable[Project]) -> Table:
    """Projects as a sheet, one line each."""
    header = [
        _("Kind"), _("Title"), _("Led by"), _("Place"), _("Country"), _("Phase"), _("State"), _("From"),
        _("Until"), _("Value chains"), _("SDG targets"), _("Kind of cooperation"), _("Address"),
    ]  # fmt: skip
    return Table(_("Projects"), header, _cells(rows))


def _cells(rows: Iterable[Project]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            row.get_kind_display(), pick(row.title).text, pick(row.lead.names).text,
            row.place.name if row.place else "", country_name(row.place.country_id) if row.place else "",
            str(phases.now(row)), row.get_state_display(), row.starts, row.ends,
            with_commas(value_chains.words(row.value_chains)), with_commas(row.targets),
            row.get_type_display(), row.get_absolute_url(),
        ]  # fmt: skip
