"""Open calls for practices as a feed and as JSON, the one that closes first at the top."""

from datetime import UTC
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.api import atom, items
from cityclusters.api.answers import MOST, kept
from cityclusters.api.limits import limited
from cityclusters.api.records import iso, texts
from cityclusters.journal.letters import absolute
from cityclusters.practices.asked_here import open_calls
from cityclusters.practices.forms.lists import CallFilterForm
from cityclusters.practices.models import Call


def _open(request: HttpRequest) -> list[Call]:
    """Those that take practices now, by the filters of the list on the site; never more than a hundred."""
    rows = CallFilterForm(request.GET).chosen(open_calls()).prefetch_related("themes")
    return [call for call in rows[:MOST] if call.takes_entries()]


@require_safe
@limited
def calls_atom(request: HttpRequest) -> HttpResponseBase:
    """The open calls as an Atom feed."""
    about = reverse("practices:calls")
    found = [items.of_call(call) for call in _open(request)]
    content = atom.feed(_("Calls for practices"), request.get_full_path(), about, ["calls"], found)
    return kept(request, HttpResponse(content, content_type=atom.MEDIA_TYPE))


@require_safe
@limited
def calls_json(request: HttpRequest) -> HttpResponseBase:
    """The open calls as JSON."""
    found = [_record(call) for call in _open(request)]
    answer = {"count": len(found), "calls": found}
    return kept(request, JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


def _record(call: Call) -> dict[str, Any]:
    """One call as plain data; `closes` is the moment at which its last day is over, in UTC."""
    return {
        "id": call.public_id,
        "url": absolute(call.get_absolute_url()),
        "title": texts(call.title),
        "purpose": texts(call.purpose),
        "organisation": {"id": call.organisation.public_id, "name": texts(call.organisation.names)},
        "themes": [theme.code for theme in call.themes.all()],
        "languages": call.languages,
        "who": call.who,
        "first_day": call.opens_on.isoformat(),
        "last_day": call.closes_on.isoformat(),
        "zone": call.zone,
        "closes": iso(call.ends_at.astimezone(UTC)),
        "illustrative": call.illustrative,
        "changed": iso(call.changed_at),
    }
