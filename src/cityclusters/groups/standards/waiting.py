"""What of standards waits for a person on "My work": certificates that run out soon or have."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.groups.models import ComplianceRecord
from cityclusters.groups.products.whose import managed
from cityclusters.groups.standards.claims import WARN_BEFORE
from cityclusters.people.models import Person

MOST = 50
REMEMBERED = timedelta(days=90)
State = ComplianceRecord.State


def items(person: Person) -> list[WaitingItem]:
    """For managers, and for the producer of the product that it is about."""
    rows = ComplianceRecord.objects.filter(
        Q(group__in=managed(person)) | Q(product__member__person=person),
        state__in=[State.CERTIFIED, State.EXPIRED],
        expires_on__isnull=False,
    ).select_related("group__place")
    found = []
    for row in rows.order_by("expires_on", "pk")[:MOST]:
        last, today = row.expires_on, row.group.today()
        if last is None or not -REMEMBERED <= last - today <= timedelta(days=max(WARN_BEFORE)):
            continue
        words = _("The certificate has run out: %(standard)s")
        if last >= today:
            words = _("A new certificate is needed: %(standard)s")
        url = row.get_absolute_url()
        found.append(WaitingItem(_("Standard"), words % {"standard": row}, url, last, light_of(last, today)))
    return found
