"""Fetching rounds and runs for those who may see them."""

from typing import Any

from django.http import Http404

from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.support.models import Round, Run


def found(request: Request, public_id: str) -> Round:
    """The round. Raises Http404 for one that does not exist or that she may not see."""
    row = Round.objects.visible_to(request.user).filter(public_id=sent_id(public_id)).first()
    if row is None:
        raise Http404
    return row


def found_run(public_id: str, number: int, *, light: bool = True, **more: Any) -> Run:
    """The run with its round. Raises Http404."""
    rows = Run.objects.light() if light else Run.objects.defer("problem")
    rows = rows.select_related("round", "by").filter(round__public_id=sent_id(public_id), **more)
    row = rows.filter(number=min(number, 2**31 - 1)).first()
    if row is None:
        raise Http404
    return row
