"""What of rounds waits for an officer on "My work": one to publish, hosts that have not confirmed."""

from collections.abc import Iterable

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import WaitingItem
from cityclusters.people.models import Person
from cityclusters.support.models import Offer, Round, Run
from cityclusters.support.rounds import rules

SHOWN = 20


def items(person: Person) -> list[WaitingItem]:
    """One query, and none for those who run no rounds."""
    if not rules.may_broker(person):
        return []
    return [item for row in _rounds() for item in _of_round(row)]


def _rounds() -> list[Round]:
    """Rounds in preparation, with the number of their last calculation and of the offers that nobody has
    confirmed since they were opened."""
    done = Run.objects.real().done().filter(round=OuterRef("pk")).order_by("-number").values("number")[:1]
    late = Offer.objects.open().filter(confirmed_at__lt=OuterRef("opened_at"))
    offers = late.order_by().values("state").annotate(all=Count("pk"))
    rows = Round.objects.filter(state=Round.State.OPEN).annotate(
        last=Subquery(done), missing=Subquery(offers.values("all"), output_field=IntegerField())
    )
    return list(rows.order_by("opened_at", "pk")[:SHOWN])


def _of_round(row: Round) -> Iterable[WaitingItem]:
    last, missing = getattr(row, "last", None), getattr(row, "missing", None) or 0
    address = row.get_absolute_url()
    if last is not None:
        title = _("Look at calculation %(number)s and publish it: %(round)s") % {"number": last, "round": row}
        yield WaitingItem(_("Round"), title, f"{address}runs/{last}/", None, "yellow")
    if missing:
        words = ngettext(
            "%(number)d host has not confirmed its offer: %(round)s",
            "%(number)d hosts have not confirmed their offers: %(round)s",
            missing,
        )
        title = words % {"number": missing, "round": row}
        yield WaitingItem(_("Round"), title, address, None, "green" if last is None else "yellow")
