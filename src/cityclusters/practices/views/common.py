"""Fetching what the reader may see, and refusing what she may not do."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.practices import rules
from cityclusters.practices.models import Practice


def visible(request: Request, public_id: str) -> Practice:
    """The practice. Raises Http404 for one that does not exist and, alike, for one she may not see."""
    rows = Practice.objects.visible_to(request.user)
    rows = rows.select_related("place__country", "organisation", "version", "author", "call")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    if found.version is not None:
        found.version.practice = found
    return found


def own(request: PersonRequest, public_id: str) -> Practice:
    """The practice for one of its writers, in whatever state. Raises Http404 as `visible` does, and
    PermissionDenied for somebody who may see it but is no writer of it."""
    practice = visible(request, public_id)
    if not rules.is_writer(request.user, practice):
        raise PermissionDenied
    return practice
