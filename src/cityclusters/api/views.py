"""Feeds, JSON and CSV of published exchanges; each answer has an ETag, so that asking again costs little."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.api import atom, records
from cityclusters.core.exports import csv_response
from cityclusters.core.texts import pick
from cityclusters.exchanges.forms.lists import FilterForm
from cityclusters.journal.letters import absolute
from cityclusters.spaces.models import Space

NEWEST = 50
MOST = 100
FARTHEST = 10_000


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The answer with its ETag, or 304 for a reader who has it already."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    whose = {"private": True} if request.user.is_authenticated else {"public": True}
    patch_cache_control(response, max_age=300, **whose)
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
def exchanges_atom(request: HttpRequest) -> HttpResponseBase:
    """The newest exchanges as an Atom feed."""
    rows = records.published().order_by("-created_at", "-pk")[:NEWEST]
    content = atom.feed(
        _("Exchanges"), request.get_full_path(), reverse("exchanges:list"), ["exchanges"], rows
    )
    return _kept(request, HttpResponse(content, content_type=atom.MEDIA_TYPE))


@require_safe
def space_atom(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The newest exchanges of one space as an Atom feed."""
    space = Space.objects.filter(slug=slug).first()
    if space is None:
        raise Http404
    rows = records.published().in_space(space).order_by("-created_at", "-pk")[:NEWEST]
    page = reverse("spaces:detail", args=[space.slug])
    name = pick(space.names).text
    content = atom.feed(name, request.get_full_path(), page, ["spaces", space.slug], rows)
    return _kept(request, HttpResponse(content, content_type=atom.MEDIA_TYPE))


def _number(request: HttpRequest, name: str, default: int, least: int, most: int) -> int:
    """A bounded whole number of the address. Raises ValueError with a sentence for anything else."""
    text = request.GET.get(name, "")
    if not text:
        return default
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1
    if not least <= number <= most:
        words = {"name": name, "least": least, "most": most}
        raise ValueError(_("%(name)s must be a whole number from %(least)s to %(most)s.") % words)
    return number


@require_safe
def exchanges_json(request: HttpRequest) -> HttpResponseBase:
    """A page of exchanges as JSON, by the filters of the list on the site; all times unless asked."""
    try:
        limit = _number(request, "limit", 50, 1, MOST)
        offset = _number(request, "offset", 0, 0, FARTHEST)
    except ValueError as problem:
        return JsonResponse({"error": str(problem)}, status=400)
    form = FilterForm({"time": "all", **request.GET.dict()})
    rows = form.chosen(records.published())
    count = rows.count()
    found = [records.record(row) for row in rows[offset : offset + limit]]
    answer = {
        "count": count,
        "next": _page(request, offset + limit, limit) if offset + limit < min(count, FARTHEST) else None,
        "previous": _page(request, max(0, offset - limit), limit) if offset else None,
        "exchanges": found,
    }
    return _kept(request, JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


def _page(request: HttpRequest, offset: int, limit: int) -> str:
    asked: dict[str, Any] = {**request.GET.dict(), "offset": offset, "limit": limit}
    return f"{absolute(request.path)}?{urlencode(asked)}"


@require_safe
def exchanges_csv(request: HttpRequest) -> HttpResponseBase:
    """All exchanges that fit the filters as a CSV file; no cell can run as a formula."""
    rows = FilterForm({"time": "all", **request.GET.dict()}).chosen(records.published())
    lines = (records.line(row) for row in rows.iterator(chunk_size=500))
    return csv_response("exchanges", records.CSV_HEADINGS, lines)
