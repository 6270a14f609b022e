"""What of products waits for a person on "My work": enquiries to answer, sales to write down."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.groups.models import ProductEnquiry
from cityclusters.groups.products import enquiries
from cityclusters.people.models import Person

MOST = 50
ANSWER = timedelta(days=7)
WRITE_DOWN = timedelta(days=30)
State = ProductEnquiry.State


def items(person: Person) -> list[WaitingItem]:
    """A few queries, however many there are."""
    today = timezone.localdate()
    rows = enquiries.of_person(person).exclude(by=person)
    found = []
    for row in rows.filter(state=State.NEW).order_by("sent_at", "pk")[:MOST]:
        due = timezone.localdate(row.sent_at) + ANSWER
        title = _("Answer an enquiry about %(product)s") % {"product": row.product}
        found.append(WaitingItem(_("Product"), title, row.get_absolute_url(), due, light_of(due, today)))
    delivered = rows.filter(state=State.DELIVERED).exclude(sales__withdrawn_at=None, sales__isnull=False)
    for row in delivered.order_by("delivered_on", "pk")[:MOST]:
        until = row.delivered_on + WRITE_DOWN if row.delivered_on else None
        title = _("Write down what was sold: %(product)s") % {"product": row.product}
        url = f"{reverse('groups:product-sales', args=[row.product.public_id])}?enquiry={row.public_id}"
        found.append(WaitingItem(_("Product"), title, url, until, light_of(until, today)))
    return found
