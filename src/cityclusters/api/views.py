"""Feeds, JSON and CSV of published exchanges; each answer has an ETag, so that asking again costs little."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.api import atom, items, records
from cityclusters.api.answers import kept, listed
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
    form = FilterForm({"time": "all", **request.GET.dict()})
    rows = form.chosen(records.published())
    return listed(request, "exchanges", rows, lambda page: [records.record(row) for row in page])


@require_safe
@limited
def exchanges_csv(request: HttpRequest) -> HttpResponseBase:
    """All exchanges that fit the filters as a CSV file; no cell can run as a formula."""
    rows = FilterForm({"time": "all", **request.GET.dict()}).chosen(records.published())
    lines = (records.line(row) for row in rows.iterator(chunk_size=500))
    return csv_response("exchanges", records.CSV_HEADINGS, lines)
