"""The map: the published projection, land without borders, and a table that says the same."""

import re
from math import cos, radians
from pathlib import Path

import pytest
from django.template import Context, Template

from cityclusters.places.map import HEIGHT, WIDTH, equal_earth, project

LAND = Path(__file__).parent.parent / "templates" / "places" / "_land.html"
AUTHALIC_RADIUS = 6_371_007.1809  # of WGS 84, for which the reference below was computed


@pytest.mark.parametrize(
    ("lat", "lon", "x", "y"),
    [(0, 180, 17_243_959.06, 0), (90, -180, -10_216_474.79, 8_392_927.60), (-90, 0, 0, -8_392_927.60)],
)
def test_the_projection_gives_the_published_values(lat: float, lon: float, x: float, y: float) -> None:
    got = equal_earth(lat, lon)
    assert got[0] * AUTHALIC_RADIUS == pytest.approx(x, abs=1)
    assert got[1] * AUTHALIC_RADIUS == pytest.approx(y, abs=1)


def test_areas_keep_their_proportion() -> None:
    def area(lat: float) -> float:
        """The area of a small cell, divided by that on the globe."""
        x0, y0 = equal_earth(lat, 10)
        x1, _ = equal_earth(lat, 10.01)
        _, y1 = equal_earth(lat + 0.01, 10)
        from_globe = abs(equal_earth(0, 0.01)[0] * equal_earth(0.01, 0)[1])
        return abs((x1 - x0) * (y1 - y0)) / from_globe

    for lat in (15, 41.4, 60, 75):
        assert area(lat) / cos(radians(lat + 0.005)) == pytest.approx(1, rel=2e-3)


def test_the_picture_holds_the_inhabited_world() -> None:
    assert project(90, 0) == pytest.approx((500, 0))
    assert project(0, -180)[0] == pytest.approx(0)
    assert project(0, 180)[0] == pytest.approx(WIDTH)
    assert 0 < project(-54.8, -68.3)[1] < HEIGHT


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (-90.1, 0), (float("nan"), 0)])
def test_no_such_point(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="no such point"):
        project(lat, lon)


def test_the_land_is_one_shape_without_borders_and_small() -> None:
    land = LAND.read_text(encoding="utf-8")
    assert land.count("<path") == 1
    assert "style" not in land
    assert len(land) < 32_000
    lengths = [abs(float(step)) for step in re.findall(r"l(-?[\d.]+)", land)]
    assert max(lengths) < 60, "no ring may run across the whole map"


def test_PL4_the_map_carries_the_note_and_a_table(db: None) -> None:
    points = [
        {"lat": 41.4, "lon": 60.4, "label": "Khiva, Uzbekistan", "count": 3, "url": "/places/x/"},
        {"lat": 31.9, "lon": 35.9, "label": "Amman, Jordan", "count": 1204},
        {"lat": None, "lon": None, "label": "Somewhere", "count": 1},
    ]
    page = Template("{% load places %}{% world_map points 'Participants' %}").render(
        Context({"points": points})
    )
    assert "legal status of any country" in page
    assert "1 January 2025" in page
    assert page.index("<table") < page.index("<svg")
    assert page.index("Amman") < page.index("Khiva") < page.index("Somewhere")
    assert page.count("<circle") == 2
    assert '<a href="/places/x/">Khiva, Uzbekistan</a>' in page
    assert "1\u202f204" in page


def test_an_empty_map_says_so(db: None) -> None:
    page = Template("{% load places %}{% world_map points 'Participants' %}").render(Context({"points": []}))
    assert "Nothing to show yet" in page
    assert "<svg" not in page
