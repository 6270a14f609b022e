"""What tells places of one name in one country apart (rule PL1): the province, and where that is not
enough or not known, how far which larger city is."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models.functions import Coalesce

from cityclusters.places import bulk
from cityclusters.places.distance import kilometres
from cityclusters.places.models import Place

LARGE = 100_000
LARGEST_OF_SMALL_COUNTRY = 5
BY_FAR = 5
SEARCH_DEGREES = 15
COLUMNS = ("repeats", "near", "near_km")


class Row(NamedTuple):
    """What is needed of a place here."""

    pk: int
    country: str
    folded: str
    name: str
    province: str
    latitude: float | None
    longitude: float | None
    population: int
    repeats: bool
    near: str
    near_km: int | None


FIELDS = (
    "pk", "country_id", "folded", "name", "province", "latitude", "longitude",
    Coalesce("population", 0), "repeats", "near", "near_km",
)  # fmt: skip


def tell_apart(country: str = "", folded: str = "", *, alone: bool = False) -> int:
    """Sets `repeats`, `near` and `near_km` of all active places, or of those with one folded name in one
    country; returns how many rows changed. `alone`: nobody else writes meanwhile."""
    places = Place.objects.active().filter(country=country) if country else Place.objects.active()
    rows = [Row._make(row) for row in places.values_list(*FIELDS)]
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if not folded or row.folded == folded:
            groups[row.country, row.folded].append(row)
    large = _large_cities(rows)
    changes = []
    for (code, _), group in groups.items():
        for row, wanted in _marks(group, large[code]):
            if wanted != (row.repeats, row.near, row.near_km):
                changes.append((*wanted, row.pk))
    for part in bulk.chunks(changes, alone=alone):
        bulk.update(Place, COLUMNS, part, alone=alone)
    return len(changes)


def _large_cities(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The cities by which others are found: of each country those over 100,000 and at least the five
    largest."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -row.population):
        large = row.population >= LARGE or len(found[row.country]) < LARGEST_OF_SMALL_COUNTRY
        if large and row.latitude is not None and row.longitude is not None:
            found[row.country].append(row)
    return found


def _marks(group: list[Row], large: list[Row]) -> Iterable[tuple[Row, tuple[bool, str, int | None]]]:
    """What each place of one name should bear. In one province the one that is larger by far goes without
    a distance: it is the one that people mean."""
    if len(group) == 1:
        return [(group[0], (False, "", None))]
    by_province: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(group, key=lambda row: -row.population):
        by_province[row.province].append(row)
    marks: list[tuple[Row, tuple[bool, str, int | None]]] = []
    for province, rows in by_province.items():
        alone = len(rows) == 1 or rows[0].population > BY_FAR * rows[1].population
        if province and alone:
            marks.append((rows.pop(0), (True, "", None)))
        taken: set[tuple[str, int | None]] = set()
        for row in rows:
            near = _nearest(row, large, taken)
            taken.add(near)
            marks.append((row, (True, *near)))
    return marks


def _nearest(row: Row, large: list[Row], taken: set[tuple[str, int | None]]) -> tuple[str, int | None]:
    """Name and distance in kilometres of the nearest large city of another name; of the next nearest where
    a namesake has taken that one."""
    if row.latitude is None or row.longitude is None:
        return "", None
    found = []
    for city in large:
        assert city.latitude is not None
        assert city.longitude is not None
        if city.folded != row.folded and abs(city.latitude - row.latitude) < SEARCH_DEGREES:
            far = kilometres(row.latitude, row.longitude, city.latitude, city.longitude)
            found.append((round(far), city.name))
    for far, name in sorted(found):
        if (name, far) not in taken:
            return name, far
    return "", None
