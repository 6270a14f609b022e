"""What the page of a space shows of the exchanges that stand in it."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, F, Min, Q
from django.utils.translation import ngettext

from cityclusters.core.http import Request
from cityclusters.exchanges.models import Exchange
from cityclusters.spaces.models import Space
from cityclusters.spaces.sections import Section

SHOWN = 6
TO_COME = (Exchange.State.PLANNED, Exchange.State.OPEN, Exchange.State.RUNNING)
OVER = (Exchange.State.DONE, Exchange.State.REPORTED)


def exchanges(request: Request, space: Space) -> Section:
    """The next exchanges and the last ones, of those that the reader may see. One query."""
    dated = Exchange.objects.visible_to(request.user).in_space(space).annotate(first=Min("sessions__start"))
    coming = dated.filter(state__in=TO_COME).order_by(F("first").asc(nulls_last=True), "pk")
    past = dated.filter(state__in=OVER).order_by(F("first").desc(nulls_last=True), "-pk")
    shown = Q(pk__in=coming.values("pk")[:SHOWN]) | Q(pk__in=past.values("pk")[:SHOWN])
    rows = Exchange.objects.filter(shown).annotate(first=Min("sessions__start")).select_related("organiser")
    found = list(rows.order_by(F("first").asc(nulls_last=True), "pk"))
    over = [row for row in found if row.state in OVER]
    context = {
        "coming": [row for row in found if row.state in TO_COME],
        "past": sorted(over, key=_when, reverse=True),
        "space": space,
    }
    return Section("pages/_space_exchanges.html", context)


def _when(exchange: Exchange) -> tuple[bool, datetime | None, int]:
    """For sorting by the first session; those without one are the earliest."""
    first: datetime | None = exchange.first  # type: ignore[attr-defined]
    return first is not None, first, exchange.pk


def exchange_counts(request: Request) -> Mapping[int, str]:
    """For each space the number of its exchanges that the reader may see."""
    shown = Exchange.objects.visible_to(request.user).exclude(
        Q(state=Exchange.State.IDEA) | Q(state=Exchange.State.CANCELLED)
    )
    rows = shown.order_by().values_list("publications__space").annotate(number=Count("pk", distinct=True))
    return {
        space: ngettext("%(number)d exchange", "%(number)d exchanges", number) % {"number": number}
        for space, number in rows
        if space is not None
    }
