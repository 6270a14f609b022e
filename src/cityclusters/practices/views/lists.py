"""The list of practices, several side by side, and all as a table."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.access import only
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.people.models import Person
from cityclusters.people.readers import is_officer
from cityclusters.practices import listing as lists
from cityclusters.practices.cards import read_by
from cityclusters.practices.forms.lists import FilterForm
from cityclusters.practices.models import Practice

PER_PAGE = 12


@require_safe
def listing(request: Request) -> HttpResponse:
    """What is published, filtered, as cards or on the map."""
    form = FilterForm(request.GET)
    rows = form.chosen(Practice.objects.published())
    on_map = request.GET.get("view") == "map"
    asked = form.asked
    context = {
        "form": form,
        "filtered": bool(asked),
        "kept": asked,
        "on_map": on_map,
        "points": lists.points(rows) if on_map else [],
        "page": None,
        "is_officer": is_officer(request.user),
    }
    if not on_map:
        context["page"] = page = paged(request, rows, PER_PAGE)
        page.object_list = read_by(list(page.object_list))
    return render(request, "practices/list.html", context)


@require_safe
def compare(request: Request) -> HttpResponse:
    """Two to four practices side by side (seed item A11): ?with=id&with=id, or ?with=id,id."""
    asked = ",".join(request.GET.getlist("with")).split(",")
    named = filter(None, map(sent_id, asked[:20]))
    wanted = list(dict.fromkeys(named))[: lists.MOST_COMPARED]
    rows = Practice.objects.published().filter(public_id__in=wanted).select_related("version")
    found = read_by(sorted(rows, key=lambda row: wanted.index(row.public_id)))
    context = {"rows": found, "compared": [], "most": lists.MOST_COMPARED}
    if len(found) >= lists.FEWEST_COMPARED:
        context["compared"] = lists.side_by_side(found)
    return render(request, "practices/compare.html", context)


def _officer(person: Person) -> bool:
    return person.is_officer


@only(_officer)
@require_safe
def table(request: PersonRequest) -> HttpResponseBase:
    """Everything published as a spreadsheet, for officers."""
    return xlsx_response("practices", [lists.table()])
