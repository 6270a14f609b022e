"""Where participants come from, with care for small numbers: pure arithmetic on counted rows.

A country with few participants could point at a person, so its number is not shown; and as the total is
known from the seats, hiding one number alone would hide nothing: the next smallest is hidden with it, until
what is hidden cannot be computed (rule IM8 and the product's second rule). Cities are named without numbers:
which city takes part is no secret, how many of its people do may be."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cityclusters.places.countries import country_name


@dataclass(frozen=True, slots=True)
class Counted:
    """Participants of one place; all empty for people who come for no organisation with a place."""

    count: int
    country: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class Origin:
    """A country: `count` is None where the number is not shown."""

    country: str
    name: str
    count: int | None
    cities: list[str] = field(default_factory=list)


def by_country(rows: Iterable[Counted], k: int) -> list[Origin]:
    """The countries by name, each with its number or None, and its cities by name; people without a place
    come last, with an empty country."""
    counts: dict[str, int] = {}
    cities: dict[str, set[str]] = {}
    for row in rows:
        counts[row.country] = counts.get(row.country, 0) + row.count
        if row.place:
            cities.setdefault(row.country, set()).add(row.place)
    hidden = protected(counts, k)
    origins = [
        Origin(
            country=code,
            name=country_name(code) if code else "",
            count=None if code in hidden else counts[code],
            cities=sorted(cities.get(code, ())),
        )
        for code in counts
    ]
    return sorted(origins, key=lambda origin: (not origin.country, origin.name))


def protected(counts: dict[str, int], k: int) -> set[str]:
    """The keys whose number must not be shown beside the total: those under `k`, and as many of the next
    smallest as it takes that at least two are hidden which together are no small number themselves."""
    small = {key for key, count in counts.items() if 0 < count < k}
    rest = sorted((key for key in counts if key not in small), key=lambda key: (counts[key], key))
    while small and rest and (len(small) < 2 or sum(counts[key] for key in small) < k):
        small.add(rest.pop(0))
    return small


def points(rows: Iterable[Counted]) -> list[dict[str, object]]:
    """The places for a map: {lat, lon, label}, each once, without numbers."""
    found = {
        (row.latitude, row.longitude): row.place
        for row in rows
        if row.latitude is not None and row.longitude is not None
    }
    return [{"lat": lat, "lon": lon, "label": name} for (lat, lon), name in found.items()]
