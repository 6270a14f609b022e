"""What of bookings waits for a person on "My work": times that somebody asked for."""

from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.waiting import WaitingItem, light_of
from cityclusters.groups.booking.rules import may_keep
from cityclusters.groups.models import Booking, Group
from cityclusters.people.models import Person

MOST = 20


def items(person: Person) -> list[WaitingItem]:
    """One line for each group that she looks after; the day is that of the first booking."""
    groups = Group.objects.of_person(person).active().select_related("place", "organisation")
    kept = [row for row in groups[:MOST] if row.has("booking") and may_keep(person, row)]
    if not kept:
        return []
    asked = Booking.objects.filter(
        facility__group__in=kept, state=Booking.State.ASKED, end__gt=timezone.now()
    )
    counts = asked.order_by().values("facility__group").annotate(n=Count("pk"), first=Min("start"))
    by_group = {row["facility__group"]: row for row in counts}
    today = timezone.localdate()
    found = []
    for group in kept:
        if row := by_group.get(group.pk):
            title = ngettext("Answer %(n)s booking", "Answer %(n)s bookings", row["n"]) % {"n": row["n"]}
            due = timezone.localdate(row["first"]) - timedelta(days=1)
            url = reverse("groups:booking-day", args=[group.public_id])
            found.append(WaitingItem(_("Booking"), f"{title}: {group.label}", url, due, light_of(due, today)))
    return found
