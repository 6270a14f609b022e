"""Fetching what the reader may see, and refusing what she may not do."""

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict

from cityclusters.core.http import PersonRequest, Request
from cityclusters.exchanges import rules
from cityclusters.exchanges.models import Exchange


def visible(request: Request, public_id: str) -> Exchange:
    """The exchange. Raises Http404 for one that does not exist and, alike, for one she may not see."""
    rows = Exchange.objects.visible_to(request.user).with_dates().select_related("organiser__place", "owner")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def managed(request: PersonRequest, public_id: str) -> Exchange:
    """The exchange for somebody who works on it. Raises Http404 as `visible` does, and PermissionDenied
    for somebody who may see it but not change it."""
    exchange = visible(request, public_id)
    if not rules.may_manage(request.user, exchange):
        raise PermissionDenied
    return exchange


def posted(request: Request) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """What a form is given: the fields and files of a POST, even an empty one, else nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
