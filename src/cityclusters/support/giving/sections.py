"""What pages of places and organisations show of the ledger."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, Sum, Value
from django.urls import reverse

from cityclusters.core.http import Request as WebRequest
from cityclusters.core.sections import Section
from cityclusters.core.texts import pick
from cityclusters.people.models import Organisation
from cityclusters.places.models import Place
from cityclusters.support.giving.requests import NUMBER
from cityclusters.support.models import Item, Line, Request

OPEN = (Request.State.OPEN, Request.State.PARTLY)
SHOWN = 12
COLUMNS = ("item__names", "item__unit", "currency", "given", "received", "asked_in", "how_far", "size")


def _gifts(donor: Q, recipient: Q) -> Any:
    """What was accepted, by item: given by the one side, received by the other."""
    units = F("accepted") * F("unit_size")
    rows = Line.objects.filter(donor | recipient, accepted__gt=0).order_by()
    return rows.values("item__names", "item__unit", "currency").annotate(
        given=Sum(units, filter=donor, output_field=NUMBER),
        received=Sum(units, filter=recipient, output_field=NUMBER),
        asked_in=Value(""),
        how_far=Value(""),
        size=Value(1),
    )


def _wishes(asked: Q) -> Any:
    """What is asked for and has not come, in the same columns."""
    rows = Request.objects.filter(asked, state__in=OPEN).order_by()
    return rows.values("item__names", "item__unit", "currency").annotate(
        given=F("quantity"),
        received=F("quantity"),
        asked_in=F("public_id"),
        how_far=F("state"),
        size=F("unit_size"),
    )


def _wish(row: dict[str, Any]) -> Request:
    """A request to be shown, not to be kept."""
    item = Item(names=row["item__names"], unit=row["item__unit"])
    return Request(
        public_id=row["asked_in"], state=row["how_far"], quantity=row["given"], unit_size=row["size"],
        currency=row["currency"], item=item,
    )  # fmt: skip


def _gift(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": pick(row["item__names"]).text,
        "unit": row["currency"] or pick(row["item__unit"]).text,
        "given": row["given"] or 0,
        "received": row["received"] or 0,
    }


def _section(donor: Q, recipient: Q, asked: Q, url: str) -> Section | None:
    """Both in one query: the pages that show it have many other parts."""
    found = list(_in_columns(_gifts(donor, recipient)).union(_in_columns(_wishes(asked)), all=True))
    rows = sorted((_gift(row) for row in found if not row["asked_in"]), key=lambda row: str(row["name"]))
    open_ = [_wish(row) for row in found if row["asked_in"]][:SHOWN]
    if not rows and not open_:
        return None
    return Section("support/_giving_section.html", {"rows": rows, "open": open_, "url": url if rows else ""})


def _in_columns(rows: Any) -> Any:
    return rows.values(*COLUMNS)


def of_organisation(request: WebRequest, organisation: Organisation) -> Section | None:
    """What it gave and received, and what it asks for."""
    url = f"{reverse('support:aid-rows')}?{urlencode({'organisation': organisation.public_id})}"
    return _section(
        Q(shipment__donor=organisation),
        Q(shipment__recipient=organisation),
        Q(organisation=organisation),
        url,
    )


def of_place(request: WebRequest, place: Place) -> Section | None:
    """What organisations of the place gave and received, and what is asked for there."""
    return _section(Q(shipment__donor__place=place), Q(shipment__recipient__place=place), Q(place=place), "")
