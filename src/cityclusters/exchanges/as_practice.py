"""What an exchange already knows of a practice that was presented at it (seed item C35)."""

from typing import Any

from django.urls import reverse

from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.core.sections import Section
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Contributor, Exchange
from cityclusters.exchanges.rules import may_answer_as_contributor
from cityclusters.people.models import Person
from cityclusters.practices.models import Practice, Version


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


def from_exchange(request: Request, practice: Practice, version: Version) -> Section | None:
    """On the page of a practice the exchange that it was begun from, for those who may see that one."""
    kind, _colon, public_id = str(practice.made_from.get("exchange", "")).partition(":")
    if kind != "exchange":
        return None
    row = Exchange.objects.visible_to(request.user).filter(public_id=sent_id(public_id)).first()
    if row is None:
        return None
    return Section("practices/_origin.html", {"url": row.get_absolute_url(), "words": pick(row.title).text})


def _origin(kind: str, public_id: str, exchange: Exchange) -> dict[str, str]:
    return {
        "from": f"{kind}:{public_id}",
        "exchange": f"exchange:{exchange.public_id}",
        "words": pick(exchange.title).text,
        "url": reverse("exchanges:detail", args=[exchange.public_id]),
    }
