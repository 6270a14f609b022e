"""Writes the land silhouette of the maps: src/cityclusters/places/templates/places/_land.html.

From land-110m.json of the npm package world-atlas 2.0.2 (ISC licence, see data/README.md; the shapes are
Natural Earth's, public domain), projected with the formula that places the points. No borders are drawn,
so none is disputed. Antarctica is left out: nobody takes part from there, and it would fill a quarter of
the picture.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_land.py package/land-110m.json
"""

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "src"))

from cityclusters.places.map import SOUTH, project  # noqa: E402

TARGET = HERE.parent / "src/cityclusters/places/templates/places/_land.html"
SMALLEST = 0.6  # area in units of the picture under which an island is a speck
Point = tuple[float, float]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: the file holds differences of whole numbers."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def rings_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Closed rings of longitude and latitude, outlines and lakes alike."""
    arcs = arcs_of(topology)
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points: list[Point] = []
                for at in ring:
                    arc = arcs[at] if at >= 0 else arcs[~at][::-1]
                    points += arc[1:] if points else arc
                rings.append(points)
    return rings


def cut_at_the_edge(ring: list[Point]) -> list[list[Point]]:
    """The ring in pieces that do not cross 180°: east of the cut, longitudes go on beyond ±180 while it is
    followed, and what lies beyond is moved to the other side."""
    unrolled = [ring[0]]
    for lon, lat in ring[1:]:
        while lon - unrolled[-1][0] > 180:
            lon -= 360
        while lon - unrolled[-1][0] < -180:
            lon += 360
        unrolled.append((lon, lat))
    pieces = []
    for turn in (-360, 0, 360):
        piece = clip(clip([(lon + turn, lat) for lon, lat in unrolled], -180, 1), 180, -1)
        if len(piece) > 3:
            pieces.append(piece)
    return pieces


def clip(ring: list[Point], edge: float, side: int) -> list[Point]:
    """What of the ring lies on one side of a meridian (Sutherland and Hodgman's method)."""
    kept: list[Point] = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside, next_inside = (x0 - edge) * side >= 0, (x1 - edge) * side >= 0
        if inside:
            kept.append((x0, y0))
        if inside != next_inside:
            kept.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
    return kept


def along_the_edge(ring: list[Point]) -> list[Point]:
    """The ring with points between far ones: the edge of the map is a curve."""
    dense = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        steps = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) // 8))
        dense += [(x0 + (x1 - x0) * at / steps, y0 + (y1 - y0) * at / steps) for at in range(steps)]
    return dense


def area(points: list[Point]) -> float:
    """The area inside the points, in units of the picture."""
    turned = points[1:] + points[:1]
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, turned, strict=True))) / 2


def path_of(ring: list[Point]) -> str:
    """The ring as relative steps in half units, which is what costs least."""
    projected = [project(lat, lon) for lon, lat in along_the_edge(ring)]
    if area(projected) < SMALLEST:
        return ""
    steps: list[tuple[int, int]] = []
    at = (0, 0)
    for x, y in projected:
        here = (round(x * 2), round(y * 2))
        if here != at or not steps:
            steps.append((here[0] - at[0], here[1] - at[1]))
            at = here
    words = [f"{number(x)}{' ' if y >= 0 else ''}{number(y)}" for x, y in steps]
    return f"M{words[0]}l" + " ".join(words[1:]).replace(" -", "-") + "z"


def number(halves: int) -> str:
    """Half units as text: 3 → '1.5'."""
    return f"{halves / 2:g}"


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rings = [ring for ring in rings_of(topology) if max(lat for _, lat in ring) > SOUTH]
    paths = [path_of(piece) for ring in rings for piece in cut_at_the_edge(ring)]
    TARGET.write_text(f'<path class="map-land" d="{"".join(paths)}"/>\n', encoding="utf-8")


if __name__ == "__main__":
    main()
