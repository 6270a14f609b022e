"""How alike two places are, by what is published of them: how near, level of income, culture, size, themes.

Culture is of places (official languages, legal tradition, region), never of persons: no likeness comes from
a protected trait (rule MA7). Arithmetic only; needs no database. The candidate finder takes its columns of
places from here (`traits_of`), and the page "cities like mine" its shares (`shares`, `total`).

Size classes: 50,000 inhabitants make a city by the Degree of Urbanisation that the United Nations Statistical
Commission endorsed in 2020; 300,000, 1 million and 5 million are bounds of the World Urbanization Prospects
(United Nations, 2018)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from cityclusters.places import groups
from cityclusters.places.countries import listed
from cityclusters.places.distance import EARTH_KM
from cityclusters.support.engine.data import Floats, Ints, Truths

SIZE_BOUNDS = (50_000, 300_000, 1_000_000, 5_000_000)
KINDS = ("proximity", "income", "culture", "size", "themes")
HALF_AS_NEAR = 2000.0
"""Kilometres after which nearness is halved."""
UNKNOWN = -1


class Located(Protocol):
    """A place, as far as likeness needs it; `places.Place` is one."""

    @property
    def country_id(self) -> str: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def population(self) -> int | None: ...


def _columns() -> tuple[str, ...]:
    languages = {language for code in listed() for language in groups.languages_of(code)}
    kinds = (("language", sorted(languages)), ("law", groups.LAWS), ("region", groups.REGIONS))
    return tuple(f"{kind} {name}" for kind, names in kinds for name in names)


CULTURE = _columns()
"""What the columns of culture stand for: official languages, legal traditions, M49 regions. The same for all
places, so that two calls of `traits_of` fit together."""
_COLUMN = {name: at for at, name in enumerate(CULTURE)}
_LANGUAGE, _LAW, _REGION = (
    np.array([name.startswith(kind) for name in CULTURE]) for kind in ("language", "law", "region")
)


@dataclass(frozen=True, slots=True)
class PlaceTraits:
    """What is known of n places. Size apart they are columns of the finder (`finder.data.Traits`)."""

    latitude: Floats
    """(n) degrees, NaN where unknown; longitude likewise."""
    longitude: Floats
    income: Ints
    """(n) level of the country from 0 (low) to 3 (high), -1 where unknown."""
    culture: Truths
    """(n, len(CULTURE))"""
    size: Ints
    """(n) class of `SIZE_BOUNDS` from 0 (small) to 4, -1 where the population is unknown."""


def traits_of(places: Sequence[Located]) -> PlaceTraits:
    """The traits of the places, a row for each, in their order."""
    culture = np.zeros((len(places), len(CULTURE)), bool)
    rows: dict[str, list[int]] = {}
    for at, place in enumerate(places):
        rows.setdefault(place.country_id, []).append(at)
    for code, members in rows.items():
        culture[np.ix_(members, culture_of(code))] = True
    return PlaceTraits(
        latitude=np.array([_degrees(place.latitude) for place in places], float),
        longitude=np.array([_degrees(place.longitude) for place in places], float),
        income=np.array([groups.income_of(place.country_id) for place in places], np.int64),
        culture=culture,
        size=np.array([size_of(place.population) for place in places], np.int64),
    )


def culture_of(country: str) -> list[int]:
    """The columns of `CULTURE` that hold for a country."""
    names = [f"language {code}" for code in groups.languages_of(country)]
    names += [f"law {name}" for name in groups.law_of(country)]
    return [_COLUMN[name] for name in [*names, f"region {groups.region_of(country)}"] if name in _COLUMN]


def size_of(population: int | None) -> int:
    """The class of a place by its inhabitants, from 0 to 4; -1 where they are unknown (0 or None)."""
    return int(np.searchsorted(SIZE_BOUNDS, population, side="right")) if population else UNKNOWN


def kilometres(mine: PlaceTraits, others: PlaceTraits) -> Floats:
    """(n) great-circle distances from the first place of `mine`, NaN where unknown (haversine formula)."""
    north, east = np.radians(mine.latitude[:1]), np.radians(mine.longitude[:1])
    up, across = (np.radians(others.latitude) - north) / 2, (np.radians(others.longitude) - east) / 2
    h = np.sin(up) ** 2 + np.cos(north) * np.cos(np.radians(others.latitude)) * np.sin(across) ** 2
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(h, 1)))
    return found


def shares(mine: PlaceTraits, others: PlaceTraits, my_themes: Truths, themes: Truths) -> Floats:
    """(n, len(KINDS)) from 0 to 1 how alike each of the others is to the first place of `mine`; NaN where
    something is not known of either.

    Proximity: halved with every 2,000 km. Income: 1 less a third per level. Culture: the mean of an official
    language in common (1 or 0), of the traditions of law that both have among those of either, and of the
    region (1 or 0). Size: 1 less a quarter per class. Themes: those that both have among those of either;
    `my_themes` is (themes), `themes` (n, themes)."""
    income = np.where((mine.income[0] >= 0) & (others.income >= 0), others.income, np.nan)
    size = np.where((mine.size[0] >= 0) & (others.size >= 0), others.size, np.nan)
    return np.stack(
        [
            0.5 ** (kilometres(mine, others) / HALF_AS_NEAR),
            1 - np.abs(income - mine.income[0]) / (len(groups.INCOMES) - 1),
            _culture(mine.culture[0], others.culture),
            1 - np.abs(size - mine.size[0]) / len(SIZE_BOUNDS),
            _in_common(my_themes, themes),
        ],
        axis=1,
    )


def total(found: Floats, weights: Mapping[str, float]) -> Floats:
    """(n) the weighed mean of `shares`, from 0 to 1. What is not known of a place adds nothing; a kind that
    is not known of any is left out, and so is one without weight. 0 for all where nothing is left."""
    weight = np.array([weights.get(kind, 0.0) for kind in KINDS])
    weight = weight * (~np.isnan(found)).any(axis=0)
    mean: Floats = np.nan_to_num(found) @ weight / (weight.sum() or 1)
    return mean


def _degrees(value: float | None) -> float:
    return np.nan if value is None else value


def _in_common(mine: Truths, theirs: Truths) -> Floats:
    """(n) what both have among what either has; NaN where one of them has nothing."""
    both, either = (theirs & mine).sum(axis=1), (theirs | mine).sum(axis=1)
    known = theirs.any(axis=1) & mine.any()
    return np.where(known, both / np.maximum(either, 1), np.nan)


def _culture(mine: Truths, theirs: Truths) -> Floats:
    language = (theirs & mine & _LANGUAGE).any(axis=1)
    region = (theirs & mine & _REGION).any(axis=1)
    law = np.nan_to_num(_in_common(mine & _LAW, theirs & _LAW))
    return np.where(mine.any() & theirs.any(axis=1), (language + law + region) / 3, np.nan)
