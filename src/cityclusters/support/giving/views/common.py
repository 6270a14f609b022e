"""Fetching what pages of the ledger need, with the same 404 for what is not hers as for what is not."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict

from cityclusters.core.http import Request as WebRequest
from cityclusters.core.ids import sent_id
from cityclusters.support.models import Drive, Item, Pledge, Request, Shipment

PARTIES = ("donor__place__country", "recipient__place__country")


def items() -> list[Item]:
    """All items, in their order."""
    return list(Item.objects.all())


def drives() -> "QuerySet[Drive]":
    """All drives, the newest first."""
    return Drive.objects.all()


def _found(rows: "QuerySet[Any]", public_id: str) -> Any:
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def drive_of(public_id: str) -> Drive:
    """The drive. Raises Http404."""
    found: Drive = _found(Drive.objects.select_related("organisation"), public_id)
    return found


def request_of(public_id: str) -> Request:
    """The request with all that its page says. Raises Http404."""
    rows = Request.objects.select_related("item", "organisation", "place__country", "drive")
    found: Request = _found(rows, public_id)
    return found


def pledge_of(public_id: str) -> Pledge:
    """The pledge with all that its page says. Raises Http404."""
    rows = Pledge.objects.select_related(
        "item", "donor__place", "to__place", "donor__parent", "to__parent", "request__item", "request__drive"
    )
    found: Pledge = _found(rows, public_id)
    return found


def shipment_of(public_id: str) -> Shipment:
    """The shipment with its two sides and lines. Raises Http404."""
    rows = Shipment.objects.select_related(
        *PARTIES, "payer", "pledge__request__item", "pledge__request__drive"
    ).prefetch_related("lines__item")
    found: Shipment = _found(rows, public_id)
    return found


def sent(request: WebRequest) -> tuple[QueryDict | None, MultiValueDict[str, Any] | None]:
    """Fields and files of a POST; None twice for a page that is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
