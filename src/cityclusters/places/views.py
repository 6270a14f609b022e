"""Pages about countries and places, and the suggestions under a search box."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.paging import paged
from cityclusters.core.sections import sections_of
from cityclusters.places.countries import list_date
from cityclusters.places.country_facts import facts_of
from cityclusters.places.facts import names_by_script, time_there
from cityclusters.places.folding import fold
from cityclusters.places.groups import GROUP_WORDS, Group, listing, members
from cityclusters.places.models import CHOOSABLE, Country, Place
from cityclusters.places.throttle import Throttle

MOST_SUGGESTIONS = 10
MOST_FOUND = 50
PER_PAGE = 60
SUGGESTIONS_LAST = 600  # seconds for which a browser may keep them
# A hall full of delegates may share one address.
throttle = Throttle(most=300, seconds=10)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """?q=words&country=XX → [{"id", "label"}], at most ten, for the box of a PlaceField. 429 with an empty
    list for who asks more often than people type."""
    if not throttle.allows(str(get_adapter().get_client_ip(request))):
        return JsonResponse([], safe=False, status=429, headers={"Retry-After": "10"})
    country = request.GET.get("country", "")[:2].upper()
    found = Place.objects.search(request.GET.get("q", ""), country, MOST_SUGGESTIONS)
    answer = JsonResponse([{"id": place.public_id, "label": place.label()} for place in found], safe=False)
    answer.headers["Cache-Control"] = f"private, max-age={SUGGESTIONS_LAST}"
    return answer


@require_safe
def places(request: Request) -> HttpResponse:
    """A search box; without words the States, and apart from them the territories (rule PL5), all of them or
    those of a group."""
    words = request.GET.get("q", "").strip()[:200]
    context: dict[str, object] = {"words": words, "list_date": list_date()}
    if words:
        found = Place.objects.search(words, limit=MOST_FOUND)
        return render(request, "places/found.html", {**context, "found": found})
    group = request.GET.get("group", "")
    chosen = Group(group) if group in set(Group) else None
    context |= {"groups": _groups(chosen), "chosen": chosen, "group_words": GROUP_WORDS}
    context["listing"] = listing(chosen) if chosen else None
    return render(request, "places/places.html", context)


def _groups(chosen: Group | None) -> list[dict[str, object]]:
    """States and territories apart, each with its number and how many places it has."""
    numbers = dict(Place.objects.active().values_list("country").annotate(Count("pk")).order_by())
    rows = sorted(Country.objects.all(), key=lambda row: fold(str(row)))
    if chosen:
        rows = [row for row in rows if row.code in members(chosen)]
    states = [row for row in rows if row.kind == Country.Kind.STATE]
    territories = [row for row in rows if row.kind == Country.Kind.TERRITORY]
    headings = (
        ngettext("%(number)d State", "%(number)d States", len(states)),
        ngettext(
            "%(number)d territory or other area", "%(number)d territories and other areas", len(territories)
        ),
    )
    return [
        {
            "heading": heading % {"number": len(group)},
            "countries": [(row, numbers.get(row.code, 0)) for row in group],
        }
        for heading, group in zip(headings, (states, territories), strict=True)
        if group
    ]


@require_safe
def country(request: Request, code: str) -> HttpResponse:
    """The places of a country in alphabetical order, or those that the words find."""
    row = get_object_or_404(Country, code=code.upper())
    words = request.GET.get("q", "").strip()[:200]
    if words:
        found = paged(request, Place.objects.search(words, row.code, MOST_FOUND), PER_PAGE)
    else:
        found = paged(request, row.places.filter(state__in=CHOOSABLE).order_by("folded", "pk"), PER_PAGE)
    context = {"country": row, "page": found, "words": words, "facts": facts_of(row.code)}
    return render(request, "places/country.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """What is known of a place; the address of a merged one leads to where it went (rule PL2)."""
    place = get_object_or_404(Place.objects.select_related("country", "parent"), public_id=public_id)
    if place.merged_into_id is not None:
        return redirect(place.current())
    context = {
        "place": place,
        "names": names_by_script(place),
        "time_there": time_there(place.zone),
        "sections": sections_of(settings.PLACE_SECTIONS, request, place),
    }
    return render(request, "places/place.html", context)
