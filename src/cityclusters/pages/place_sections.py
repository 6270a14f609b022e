"""What the page of a place shows of the apps above places."""

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.people.models import Organisation, Person
from cityclusters.people.rules import may_keep_places
from cityclusters.places.models import CHOOSABLE, Place

SHOWN = 24


def organisations(request: Request, place: Place) -> Section:
    """Who acts here: organisations of the place that the reader may see."""
    rows = Organisation.objects.visible_to(request.user).filter(place=place).order_by("pk")
    return Section("pages/_place_organisations.html", {"organisations": rows[:SHOWN], "place": place})


def acts(request: Request, place: Place) -> Section | None:
    """What officers and administrators do with the place."""
    person = request.user
    if not isinstance(person, Person) or not may_keep_places(person) or place.state not in CHOOSABLE:
        return None
    return Section("pages/_place_acts.html", {"place": place})
