"""What the worker does about bookings: reminders on the day before, and forgetting who booked what."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from cityclusters.groups.booking import letters
from cityclusters.groups.models import Booking

DAY_BEFORE = timedelta(hours=24)
MOST = 200


def remind() -> None:
    """A letter for each approved booking that begins within a day, once for its day."""
    now = timezone.now()
    rows = Booking.objects.filter(state=Booking.State.APPROVED, start__gt=now, start__lte=now + DAY_BEFORE)
    soon = rows.filter(mail_ok=True, asked_at__lt=now - timedelta(hours=2), reminded_at=None)
    for row in soon.select_related("facility__group__place", "person").order_by("start", "pk")[:MOST]:
        letters.tomorrow(row)
        Booking.objects.filter(pk=row.pk).update(reminded_at=now)


def forget() -> None:
    """Bookings stay as numbers of use; after the time that files are kept, nobody's name stands in them."""
    before = timezone.now() - timedelta(days=settings.HUB_FILE_DAYS)
    old = Booking.objects.filter(end__lt=before).exclude(person=None)
    for row in old.order_by("pk")[:MOST]:
        Booking.objects.filter(pk=row.pk).update(person=None, by=None, cancelled_by=None, note="", reason="")
