"""Fetching what somebody judges, runs or reviews, and refusing what she may not."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.practices import rules
from cityclusters.practices.judging import call_rules
from cityclusters.practices.models import Call, Practice, Review
from cityclusters.practices.views.common import visible


def managed(request: PersonRequest, public_id: str) -> Practice:
    """The practice for somebody who judges it. Raises Http404 as `visible` does, and PermissionDenied for
    somebody who may see it but not judge it."""
    practice = visible(request, public_id)
    if not rules.may_manage(request.user, practice):
        raise PermissionDenied
    return practice


def own_review(request: PersonRequest, public_id: str) -> Review:
    """The review of the person who reads the page. Raises Http404 for anybody else's, as for none."""
    rows = Review.objects.filter(reviewer=request.user).select_related(
        "practice__place__country",
        "practice__organisation",
        "practice__call",
        "practice__version",
        "reviewer",
    )
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def seen_call(request: Request, public_id: str) -> Call:
    """The call. Raises Http404 for none and, alike, for a draft of others."""
    rows = Call.objects.visible_to(request.user).select_related("organisation__place")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def run_call(request: PersonRequest, public_id: str) -> Call:
    """The call for somebody who runs it. Raises Http404 as `seen_call`, PermissionDenied for others."""
    call = seen_call(request, public_id)
    if not call_rules.may_run(request.user, call):
        raise PermissionDenied
    return call
