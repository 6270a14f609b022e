"""Filling the tables of countries and places from the packages and the data files.

May be run again at any time: a second run changes nothing; a newer package adds and corrects places, and
never takes one away that a record may point to."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from cityclusters.core.ids import ALPHABET, PUBLIC_LENGTH
from cityclusters.places import bulk, gazetteer
from cityclusters.places.countries import list_date, listed
from cityclusters.places.distance import kilometres
from cityclusters.places.folding import fold
from cityclusters.places.gazetteer import City
from cityclusters.places.models import Country, NameRow, Place, PlaceName, name_rows
from cityclusters.places.namesakes import tell_apart

THRESHOLD = 5000
Progress = Callable[[str, int, int], None]

# What a newer package may correct; the kind, the state and the public id stay as people left them.
COLUMNS = (
    "name", "folded", "country_id", "province_code", "province", "zone", "latitude", "longitude",
    "population", "population_source", "source", "geoname_id",
)  # fmt: skip
NAME_COLUMNS = NameRow._fields
SAME_PLACE_KM = 10.0
NAMES_AT_ONCE = 100  # cities; about 600 rows


class Loaded(NamedTuple):
    """What one run did."""

    added: int
    changed: int
    names: int
    told_apart: int


def stable_id(geoname_id: int | None) -> str:
    """The public id of a city of the package: the same on every server and after every fresh start, so
    that addresses and exports name the same place everywhere."""
    number = int.from_bytes(blake2b(f"place {geoname_id}".encode(), digest_size=16).digest())
    letters = []
    for _ in range(PUBLIC_LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return "".join(letters)


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


@transaction.atomic
def load_countries() -> int:
    """Writes the dated list of States and territories; returns how many there are. May be repeated."""
    rows = [
        Country(
            code=row.code,
            kind=Country.Kind.STATE if row.is_state else Country.Kind.TERRITORY,
            region=row.region,
            as_of=list_date(),
        )
        for row in listed().values()
    ]
    Country.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["kind", "region", "as_of"]
    )
    return len(rows)


def load_places(threshold: int = THRESHOLD, progress: Progress = silent) -> Loaded:
    """Loads all cities of the package from about `threshold` inhabitants (500, 1000, 5000 or 15000), our
    further places, their names in all scripts, and what tells namesakes apart.

    `progress` is called with a step's name, what is done and the total. Needs the countries. Raises
    ValueError for another threshold.

    Where there is no place yet, nobody works here yet either: nothing is left to wait for between chunks."""
    cities = gazetteer.cities(threshold)
    alone = not Place.objects.exists()
    added, changed = _write_places(cities, progress, alone)
    for city in gazetteer.further_places():
        added += _write_further(city)
    names = _write_names(cities, progress, alone)
    return Loaded(added, changed, names, tell_apart(alone=alone))


def _values(city: City) -> tuple[Any, ...]:
    """The city's values in the order of COLUMNS."""
    return (
        city.name, fold(city.name), city.country, city.province_code, city.province, city.zone,
        city.latitude, city.longitude, city.population, city.source if city.population else "",
        city.source, city.geoname_id,
    )  # fmt: skip


def _write_places(cities: list[City], progress: Progress, alone: bool) -> tuple[int, int]:
    """Adds the cities that are new and corrects those that differ; returns how many of each."""
    stored = {row[-2]: row for row in Place.objects.exclude(geoname_id=None).values_list(*COLUMNS, "id")}
    adoptable = _by_name(Place.objects.active().filter(geoname_id=None))
    new, differing = [], []
    for city in cities:
        values = _values(city)
        row = stored.get(city.geoname_id)
        if row is None and (known := _same_place(city, adoptable)):
            differing.append((*values, known.pk))
        elif row is None:
            new.append((*values, stable_id(city.geoname_id), city.kind, Place.State.ACTIVE, "", False))
        elif row[:-1] != _kept(values, row):
            differing.append((*_kept(values, row), row[-1]))
    columns = (*COLUMNS, "public_id", "kind", "state", "near", "repeats")

    def add(part: Sequence[tuple[Any, ...]]) -> None:
        bulk.insert(Place, columns, part, alone=alone)

    _in_chunks("places", new, progress, add, alone=alone)
    _in_chunks("corrections", differing, progress, lambda part: bulk.update(Place, COLUMNS, part))
    return len(new), len(differing)


def _kept(values: tuple[Any, ...], row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The package's values, but the population where somebody has entered a better sourced one."""
    at = COLUMNS.index("population")
    if row[at + 1] in {"", gazetteer.SOURCE}:
        return values
    return (*values[:at], *row[at : at + 2], *values[at + 2 :])


def _by_name(places: QuerySet[Place]) -> dict[tuple[str, str], list[Place]]:
    found: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        found.setdefault((place.country_id, place.folded), []).append(place)
    return found


def _same_place(city: City, known: dict[tuple[str, str], list[Place]]) -> Place | None:
    """A place of this name, and near, among those that were added before the package had it."""
    for place in known.get((city.country, fold(city.name)), []):
        if place.latitude is None or place.longitude is None:
            return place
        if kilometres(place.latitude, place.longitude, city.latitude, city.longitude) < SAME_PLACE_KM:
            return place
    return None


def _write_further(city: City) -> int:
    """Adds one of our further places unless it is there already; returns how many were added."""
    there = _by_name(Place.objects.filter(country_id=city.country, folded=fold(city.name)))
    if _same_place(city, there):
        return 0
    fields = {name: value for name, value in zip(COLUMNS, _values(city), strict=True) if name != "folded"}
    with transaction.atomic():
        Place.objects.create(**fields, kind=city.kind).add_names(city.names)
    return 1


def _write_names(cities: list[City], progress: Progress, alone: bool) -> int:
    """Adds the names in all scripts that are not stored yet; returns how many rows were added."""
    ids = dict(Place.objects.exclude(geoname_id=None).values_list("geoname_id", "id"))
    before = PlaceName.objects.count()

    def write(part: Sequence[City]) -> None:
        pks = [ids[city.geoname_id] for city in part]
        stored = {
            (row[1], row[3]): row
            for row in PlaceName.objects.filter(place__in=pks).values_list("id", *NAME_COLUMNS)
        }
        new, differing = [], []
        for city, pk in zip(part, pks, strict=True):
            for row in name_rows(pk, city.country, city.population, city.name, city.names):
                known = stored.get((pk, row.folded))
                if known is None:
                    new.append(row)
                elif known[1:] != row:
                    differing.append((*row, known[0]))
        bulk.insert(PlaceName, NAME_COLUMNS, new, alone=alone)
        bulk.update(PlaceName, NAME_COLUMNS, differing)

    _in_chunks("names", cities, progress, write, size=NAMES_AT_ONCE, alone=alone)
    return PlaceName.objects.count() - before


def _in_chunks(
    step: str,
    rows: Sequence[Any],
    progress: Progress,
    write: Callable[[list[Any]], None],
    size: int = bulk.CHUNK,
    alone: bool = False,
) -> None:
    done = 0
    for part in bulk.chunks(rows, size, alone=alone):
        write(part)
        done += len(part)
        progress(step, done, len(rows))
