"""Feeds, JSON and CSV of published exchanges; each answer has an ETag, so that asking again costs little."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.api import atom, items, records
from cityclusters.api.answers import FARTHEST, MOST, kept, number, page
from cityclusters.api.limits import limited
from cityclusters.core.exports import csv_response
from cityclusters.exchanges.forms.lists import FilterForm

NEWEST = 50


@require_safe
@limited
def exchanges_atom(request: HttpRequest) -> HttpResponseBase:
    """The newest exchanges as an Atom feed."""
    rows = records.published().order_by("-created_at", "-pk")[:NEWEST]
    content = atom.feed(
        _("Exchanges"),
        request.get_full_path(),
        reverse("exchanges:list"),
        ["exchanges"],
        map(items.of_exchange, rows),
    )
    return kept(request, HttpResponse(content, content_type=atom.MEDIA_TYPE))


@require_safe
@limited
def exchanges_json(request: HttpRequest) -> HttpResponseBase:
    """A page of exchanges as JSON, by the filters of the list on the site; all times unless asked."""
    try:
        limit = number(request, "limit", 50, 1, MOST)
        offset = number(request, "offset", 0, 0, FARTHEST)
    except ValueError as problem:
        return JsonResponse({"error": str(problem)}, status=400)
    form = FilterForm({"time": "all", **request.GET.dict()})
    rows = form.chosen(records.published())
    count = rows.count()
    found = [records.record(row) for row in rows[offset : offset + limit]]
    answer = {
        "count": count,
        "next": page(request, offset + limit, limit) if offset + limit < min(count, FARTHEST) else None,
        "previous": page(request, max(0, offset - limit), limit) if offset else None,
        "exchanges": found,
    }
    return kept(request, JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


@require_safe
@limited
def exchanges_csv(request: HttpRequest) -> HttpResponseBase:
    """All exchanges that fit the filters as a CSV file; no cell can run as a formula."""
    rows = FilterForm({"time": "all", **request.GET.dict()}).chosen(records.published())
    lines = (records.line(row) for row in rows.iterator(chunk_size=500))
    return csv_response("exchanges", records.CSV_HEADINGS, lines)
