"""What the page of a space shows of the exchanges that stand in it."""

from collections.abc import Mapping

from django.db.models import Count, F, Min, Q
from django.utils.translation import ngettext

from cityclusters.core.http import Request
from cityclusters.exchanges.models import Exchange
from cityclusters.spaces.models import Space
from cityclusters.spaces.sections import Section

SHOWN = 6
OVER = (Exchange.State.DONE, Exchange.State.REPORTED)


def exchanges(request: Request, space: Space) -> Section:
    """The next exchanges and the last ones, of those that the reader may see."""
    here = Exchange.objects.visible_to(request.user).in_space(space).select_related("organiser")
    dated = here.annotate(first=Min("sessions__start"))
    coming = dated.filter(state__in=[Exchange.State.PLANNED, Exchange.State.OPEN, Exchange.State.RUNNING])
    past = dated.filter(state__in=OVER)
    context = {
        "coming": coming.order_by(F("first").asc(nulls_last=True), "pk")[:SHOWN],
        "past": past.order_by(F("first").desc(nulls_last=True), "-pk")[:SHOWN],
        "space": space,
    }
    return Section("pages/_space_exchanges.html", context)


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
