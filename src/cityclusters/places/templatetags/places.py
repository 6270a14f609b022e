"""Tags about places: the world map, and names of countries. Load with {% load places %}."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any, NotRequired, TypedDict

from django import template
from django.utils.translation import gettext as _

from cityclusters.places.countries import country_name, list_date
from cityclusters.places.map import HEIGHT, WIDTH, project
from cityclusters.places.models import Place

register = template.Library()
SMALLEST, LARGEST = 4.0, 22.0  # radius in units of the picture, 1000 wide
OPEN_ROWS = 12  # a longer table is folded away behind its heading

register.filter("country_name", country_name)


class Point(TypedDict):
    """What a map shows of one place: degrees (None where unknown: it stands in the table only), the words,
    how many, and where to read more."""

    lat: float | None
    lon: float | None
    label: str
    count: int
    url: NotRequired[str]


def _circle(point: Point, most: int) -> dict[str, object]:
    """A circle whose area grows with the count."""
    assert point["lat"] is not None
    assert point["lon"] is not None
    x, y = project(point["lat"], point["lon"])
    radius = max(SMALLEST, LARGEST * sqrt(point["count"] / most)) if most else SMALLEST
    return {
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "radius": f"{radius:.1f}",
        "label": point["label"],
        "count": point["count"],
    }


@register.inclusion_tag("places/_world_map.html")
def world_map(
    points: Sequence[Point], caption: str, place_label: str = "", count_label: str = ""
) -> dict[str, object]:
    """The figures as a table, and then on a map of the world without borders (rule PL4).

    `caption` says what is counted, where and when; `place_label` and `count_label` head the columns
    ("Place" and "Number" by default). Points are sorted by count, the largest first.

    The land is part of the page, 7 KB compressed on pages with a map: a picture in a file of its own cannot
    take the page's colours (dark mode), and browsers disagree whether our content security policy lets
    <use> fetch from a file."""
    rows = sorted(points, key=lambda point: (-point["count"], point["label"]))
    placed = [point for point in rows if point["lat"] is not None and point["lon"] is not None]
    most = max((point["count"] for point in placed), default=0)
    return {
        "caption": caption,
        "place_label": place_label or _("Place"),
        "count_label": count_label or _("Number"),
        "rows": rows,
        "folded": len(rows) > OPEN_ROWS,
        "circles": [_circle(point, most) for point in placed],
        "width": f"{WIDTH:g}",
        "height": f"{HEIGHT:g}",
        "list_date": list_date(),
    }


@register.inclusion_tag("places/_point_map.html")
def point_map(points: Sequence[Mapping[str, Any]], caption: str) -> dict[str, object]:
    """Places without numbers ({lat, lon, label}) on the map of the world, for a page whose table stands
    beside it already. `caption` says what they have in common."""
    circles = [
        _circle({"lat": point["lat"], "lon": point["lon"], "label": point["label"], "count": 0}, 0)
        for point in points
    ]
    return {
        "caption": caption,
        "circles": circles,
        "width": f"{WIDTH:g}",
        "height": f"{HEIGHT:g}",
        "list_date": list_date(),
    }


@register.inclusion_tag("places/_place_map.html")
def place_map(place: Place) -> dict[str, object]:
    """One place on the map of the world; for places whose coordinates are known."""
    x, y = project(place.latitude or 0.0, place.longitude or 0.0)
    return {
        "place": place,
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "width": f"{WIDTH:g}",
        "height": f"{HEIGHT:g}",
        "list_date": place.country.as_of,
    }
