"""What of trade waits for a person on "My work": enquiries to answer, entries that end soon."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Enquiry, Trade

MOST = 50
ANSWER = timedelta(days=14)
SOON_OVER = timedelta(days=30)


def items(person: Person) -> list[WaitingItem]:
    """At most two queries."""
    mine = focal_organisations(person)
    if not mine:
        return []
    today = timezone.localdate()
    asked = Enquiry.objects.filter(trade__organisation__in=mine, answered_at=None).select_related("trade")
    found = []
    for row in asked.order_by("sent_at", "pk")[:MOST]:
        due = timezone.localdate(row.sent_at) + ANSWER
        title = _("Answer an enquiry about %(product)s") % {"product": row.trade}
        found.append(WaitingItem(_("Trade"), title, row.get_absolute_url(), due, light_of(due, today)))
    ending = Trade.objects.open(today).filter(organisation__in=mine, expires_on__lte=today + SOON_OVER)
    for trade in ending.order_by("expires_on", "pk")[:MOST]:
        title = _("Say whether this still holds: %(product)s") % {"product": trade}
        due = trade.expires_on
        found.append(WaitingItem(_("Trade"), title, trade.get_absolute_url(), due, light_of(due, today)))
    return found
