"""Where a practice went: points and ways in the coordinates of the map, and the same as words by country."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import hypot
from typing import NamedTuple

from cityclusters.core.texts import pick
from cityclusters.places.countries import country_name, list_date
from cityclusters.places.map import HEIGHT, WIDTH, project
from cityclusters.places.models import Place
from cityclusters.practices.adoption.family import Family
from cityclusters.practices.models import Adaptation

BEND = 0.18  # how far a way bows out, as a share of its length
NEAR = 3.0  # units of the map: nearer places have no way between them that one could see


class Point(NamedTuple):
    """A place on the map: `start` where a practice was told, else where one is adapted."""

    x: str
    y: str
    label: str
    start: bool


class Drawing(NamedTuple):
    """What the map shows, as texts for an SVG picture of `width` by `height` units."""

    points: list[Point]
    ways: list[str]
    width: str
    height: str
    list_date: object


@dataclass
class Country:
    """What happened in one country: the practices told there and the adaptations."""

    name: str
    told: list[str] = field(default_factory=list)
    adaptations: list[Adaptation] = field(default_factory=list)


def _spot(place: Place) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return project(place.latitude, place.longitude)


def _way(start: tuple[float, float], end: tuple[float, float]) -> str | None:
    """A bow from one spot to another, curved to the north; None for spots that lie together."""
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1)
    if length < NEAR:
        return None
    x, y = (x1 + x2) / 2, max(0.0, (y1 + y2) / 2 - BEND * length)
    return f"M{x1:.1f} {y1:.1f} Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"


def drawn(family: Family) -> Drawing | None:
    """The map of a family; None where nothing was adapted or no place is known."""
    told = {row.place_id: row.place for row in family.practices.values()}
    went = {row.place_id: row.place for row in family.adaptations if row.place_id not in told}
    points = [*_points(went.values(), start=False), *_points(told.values(), start=True)]
    ways = dict.fromkeys(way for row in family.adaptations if (way := _way_of(row)))
    if not family.adaptations or not points:
        return None
    return Drawing(points, list(ways), f"{WIDTH:g}", f"{HEIGHT:g}", list_date())


def _way_of(row: Adaptation) -> str | None:
    start, end = _spot(row.practice.place), _spot(row.place)
    return _way(start, end) if start and end else None


def _points(places: Iterable[Place], *, start: bool) -> list[Point]:
    spots = [(place, _spot(place)) for place in places]
    return [Point(f"{spot[0]:.1f}", f"{spot[1]:.1f}", place.label(), start) for place, spot in spots if spot]


def by_country(family: Family) -> list[Country]:
    """The same in words, by the country's name."""
    found: dict[str, Country] = {}
    for practice in family.practices.values():
        _of(found, practice.place).told.append(practice.place.name)
    for row in family.adaptations:
        _of(found, row.place).adaptations.append(row)
    for country in found.values():
        country.told = sorted(set(country.told))
        country.adaptations.sort(key=lambda row: (row.place.name, pick(row.organisation.names).text))
    return sorted(found.values(), key=lambda country: country.name)


def _of(found: dict[str, Country], place: Place) -> Country:
    return found.setdefault(place.country_id, Country(country_name(place.country_id)))
