"""What the page of a place says of cities like it."""

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.places.models import CHOOSABLE, Place


def of_place(request: Request, place: Place) -> Section | None:
    """The way to the cities like this one; none for a place that is no longer chosen."""
    return Section("support/_place_peers.html", {"place": place}) if place.state in CHOOSABLE else None
