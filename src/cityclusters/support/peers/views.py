"""Cities like mine, as a page and as a spreadsheet (seed item D2)."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import Request
from cityclusters.core.paging import paged
from cityclusters.people.readers import focal_organisations
from cityclusters.places import groups
from cityclusters.places.templatetags.places import Point
from cityclusters.support.peers.finding import Found, Peer, described, find, own_place
from cityclusters.support.peers.forms import PeerForm
from cityclusters.support.peers.table import table

PER_PAGE = 10


def _form(request: Request) -> PeerForm:
    return PeerForm(request.GET, own_place(request.user, focal_organisations(request.user)))


@require_safe
def peers(request: Request) -> HttpResponse:
    """The cities most like the one that is chosen, with the reasons; without one, the choice alone."""
    form = _form(request)
    context: dict[str, object] = {"form": form, "mine": form.mine, "wish": form.wish}
    if form.mine is not None:
        found = find(request.user, form.mine, form.wish)
        page = paged(request, found.standings, PER_PAGE)
        shown = described(found, list(page.object_list))
        context |= {"page": page, "peers": shown, "points": _points(found, shown)}
        context |= {"own_themes": found.subjects.names_of(found.mine.pk), "query": request.GET.urlencode()}
        context |= {"income": groups.listing("income"), "law": groups.listing("law")}
    return render(request, "support/peers.html", context)


@require_safe
def spreadsheet(request: Request) -> HttpResponseBase:
    """All of them as a spreadsheet; back to the choice where no city is chosen."""
    form = _form(request)
    if form.mine is None:
        return redirect(f"{reverse('support:peers')}?{request.GET.urlencode()}")
    return xlsx_response("peers", [table(find(request.user, form.mine, form.wish))])


def _points(found: Found, shown: list[Peer]) -> list[Point]:
    """The chosen city and those of the page, as far as they can be put on a map."""
    places = [found.mine, *(peer.place for peer in shown)]
    return [
        {"lat": place.latitude, "lon": place.longitude, "label": place.label(), "count": 1}
        for place in places
        if place.latitude is not None and place.longitude is not None
    ]
