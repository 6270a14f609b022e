"""How the addresses of this app answer: ETags, bounded numbers, pages."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _

from cityclusters.journal.letters import absolute

MOST = 100
FARTHEST = 10_000


def kept(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The answer with its ETag, or 304 for a reader who has it already."""
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    whose = {"private": True} if request.user.is_authenticated else {"public": True}
    patch_cache_control(response, max_age=300, **whose)
    return get_conditional_response(request, etag=etag, response=response) or response


def number(request: HttpRequest, name: str, default: int, least: int, most: int) -> int:
    """A bounded whole number of the address. Raises ValueError with a sentence for anything else."""
    text = request.GET.get(name, "")
    if not text:
        return default
    found = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1
    if not least <= found <= most:
        words = {"name": name, "least": least, "most": most}
        raise ValueError(_("%(name)s must be a whole number from %(least)s to %(most)s.") % words)
    return found


def page(request: HttpRequest, offset: int, limit: int) -> str:
    """The address of another page of the same list."""
    asked: dict[str, Any] = {**request.GET.dict(), "offset": offset, "limit": limit}
    return f"{absolute(request.path)}?{urlencode(asked)}"


def listed(
    request: HttpRequest, name: str, rows: Any, described: Callable[[Sequence[Any]], list[Any]]
) -> HttpResponseBase:
    """A page of a list as JSON: how many there are, the addresses of the pages around it, and under `name`
    what `described` makes of the rows of this page. `rows` is a query or a list; numbers in the address that
    make no sense are answered with 400."""
    try:
        limit = number(request, "limit", 50, 1, MOST)
        offset = number(request, "offset", 0, 0, FARTHEST)
    except ValueError as problem:
        return JsonResponse({"error": str(problem)}, status=400)
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    answer = {
        "count": count,
        "next": page(request, offset + limit, limit) if offset + limit < min(count, FARTHEST) else None,
        "previous": page(request, max(0, offset - limit), limit) if offset else None,
        name: described(rows[offset : offset + limit]),
    }
    return kept(request, JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))
