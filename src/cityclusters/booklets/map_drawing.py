"""The map of the places of a booklet as a drawing (SVG) of its own, in the colours of print."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.template.loader import render_to_string

from cityclusters.places.map import HEIGHT, WIDTH


@cache
def _land() -> str:
    return render_to_string("places/_land.html").replace('class="map-land"', 'fill="#d9d2c4"')


def drawing(points: Iterable[Mapping[str, Any]]) -> str:
    """The land without borders and a dot for each point ({"x", "y"} in the map's units); '' without
    points."""
    dots = "".join(
        f'<circle cx="{float(point["x"]):.1f}" cy="{float(point["y"]):.1f}" r="7" fill="#b3541e" '
        'stroke="#ffffff" stroke-width="1.5"/>'
        for point in points
    )
    if not dots:
        return ""
    size = f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{_land()}{dots}</svg>'
