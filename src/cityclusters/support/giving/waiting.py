"""What of the ledger waits for a person: pledges to answer, arrivals to confirm."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.giving.words import how_much
from cityclusters.support.models import Pledge, Shipment

SHOWN = 50
ANSWER = timedelta(days=7)  # in which a recipient says whether a pledge is right
ARRIVAL = timedelta(days=30)  # after which a shipment should have arrived
MOVING = (Shipment.State.SHIPPED, Shipment.State.CUSTOMS, Shipment.State.PARTLY)


def items(person: Person) -> list[WaitingItem]:
    """Two queries, however much there is."""
    mine = focal_organisations(person)
    return [*_pledges(mine), *_arrivals(mine)] if mine else []


def _pledges(mine: frozenset[int]) -> list[WaitingItem]:
    rows = Pledge.objects.filter(to__in=mine, state=Pledge.State.MADE).select_related("item", "donor")
    today, found = timezone.localdate(), []
    for row in rows.order_by("pledged_on", "pk")[:SHOWN]:
        due = row.pledged_on + ANSWER
        title = _("Answer a pledge of %(donor)s: %(what)s") % {"donor": row.donor, "what": how_much(row)}
        found.append(WaitingItem(_("Pledge"), title, row.get_absolute_url(), due, light_of(due, today)))
    return found


def _arrivals(mine: frozenset[int]) -> list[WaitingItem]:
    rows = Shipment.objects.filter(recipient__in=mine, state__in=MOVING).select_related("donor")
    today, found = timezone.localdate(), []
    for row in rows.order_by("shipped_on", "pk")[:SHOWN]:
        due = (row.shipped_on or timezone.localdate(row.made_at)) + ARRIVAL
        title = _("Confirm what arrived from %(donor)s") % {"donor": row.donor}
        found.append(WaitingItem(_("Shipment"), title, row.get_absolute_url(), due, light_of(due, today)))
    return found
