"""What an exchange already knows of a practice that was presented at it (seed item C35)."""

from typing import Any

from django.urls import reverse

from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Contributor, Exchange
from cityclusters.exchanges.rules import may_answer_as_contributor
from cityclusters.people.models import Person


def of_contributor(public_id: str, person: Person) -> dict[str, Any] | None:
    """The first entries of a practice that somebody presents; None for who may not speak for her."""
    rows = Contributor.objects.select_related("exchange__organiser", "organisation__place")
    row = rows.filter(public_id=public_id).first()
    if row is None or not may_answer_as_contributor(person, row):
        return None
    return {
        "title": row.topic,
        "place": row.organisation.place,
        "organisation": row.organisation,
        "themes": list(row.exchange.themes.all()),
        "made_from": _origin("contributor", row.public_id, row.exchange),
    }


def of_exchange(public_id: str, person: Person) -> dict[str, Any] | None:
    """The first entries of a practice that an exchange brought to light; None for one she may not see."""
    exchange = Exchange.objects.visible_to(person).filter(public_id=public_id).first()
    if exchange is None:
        return None
    return {
        "themes": list(exchange.themes.all()),
        "made_from": _origin("exchange", exchange.public_id, exchange),
    }


def _origin(kind: str, public_id: str, exchange: Exchange) -> dict[str, str]:
    return {
        "kind": f"{kind}:{public_id}",
        "exchange": f"exchange:{exchange.public_id}",
        "words": pick(exchange.title).text,
        "url": reverse("exchanges:detail", args=[exchange.public_id]),
    }
