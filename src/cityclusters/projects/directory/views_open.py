"""The directory for everybody: lines to call, and a slip to print. Nothing is asked, nothing is kept."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import open_and_leaves_nothing
from cityclusters.places.countries import country_name
from cityclusters.places.models import Place
from cityclusters.projects.directory import rules, showing


@open_and_leaves_nothing
@require_safe
def lines(request: Request) -> HttpResponse:
    """The countries that have services."""
    context = {"countries": showing.countries(), "may_keep": rules.may_keep(request.user)}
    return render(request, "projects/lines.html", context)


def _place(request: Request, code: str) -> Place | None:
    """The place asked for by ?at=…, where it lies in the country."""
    asked = sent_id(request.GET.get("at"))
    if not asked:
        return None
    return Place.objects.filter(public_id=asked, country=code).select_related("country").first()


@open_and_leaves_nothing
@require_safe
def of_country(request: Request, code: str) -> HttpResponse:
    """The lines of a country, by place."""
    country = code.upper()
    rows = list(showing.of_country(country)[: showing.MOST])
    if not rows:
        raise Http404
    wheres = showing.by_place(rows)
    context = {"code": country, "country": country_name(country), "wheres": wheres}
    return render(request, "projects/lines_country.html", context)


@open_and_leaves_nothing
@require_safe
def slip(request: Request, code: str) -> HttpResponse:
    """A small folded card to print, four to a page."""
    country = code.upper()
    place = _place(request, country)
    rows = list(showing.of_country(country, place)[: showing.MOST])
    if not rows:
        raise Http404
    context = {
        "code": country,
        "place": place,
        "country": country_name(country),
        "services": showing.for_slip(rows),
        "copies": range(4),
    }
    return render(request, "projects/slip.html", context)
