"""What pages of places, organisations and exchanges show of the ledger."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.core.http import Request as WebRequest
from cityclusters.core.sections import Section
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Organisation
from cityclusters.people.readers import Reader
from cityclusters.places.models import Place
from cityclusters.support.giving.requests import NUMBER
from cityclusters.support.models import Line, Request

OPEN = (Request.State.OPEN, Request.State.PARTLY)
SHOWN = 12


def _sums(donor: Q, recipient: Q) -> list[dict[str, Any]]:
    """What was accepted, by item: given by the one side, received by the other. One query."""
    units = F("accepted") * F("unit_size")
    rows = Line.objects.filter(donor | recipient, accepted__gt=0).order_by("item__order", "item__code")
    found = rows.values("item__names", "item__unit", "currency").annotate(
        given=Sum(units, filter=donor, output_field=NUMBER),
        received=Sum(units, filter=recipient, output_field=NUMBER),
    )
    return [
        {
            "name": pick(row["item__names"]).text,
            "unit": row["currency"] or pick(row["item__unit"]).text,
            "given": row["given"] or 0,
            "received": row["received"] or 0,
        }
        for row in found
    ]


def _section(donor: Q, recipient: Q, asked: Q, url: str) -> Section | None:
    rows = _sums(donor, recipient)
    open_ = list(Request.objects.filter(asked, state__in=OPEN).select_related("item")[:SHOWN])
    if not rows and not open_:
        return None
    return Section("support/_giving_section.html", {"rows": rows, "open": open_, "url": url if rows else ""})


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


def of_exchange(exchange: Exchange, reader: Reader) -> list[tuple[str, str]]:
    """The rows of the ledger that an exchange makes."""
    if not exchange.contributions.filter(withdrawn_at=None).exists():
        return []
    url = f"{reverse('support:aid-rows')}?{urlencode({'exchange': exchange.public_id})}"
    return [(url, _("What was given, in the ledger"))]
