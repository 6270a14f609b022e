"""How the addresses of this app answer: ETags, bounded numbers, pages."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
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
