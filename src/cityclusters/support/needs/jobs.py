"""What happens to needs without anybody pressing a button: letters before the end, and the end (MA10)."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from cityclusters.support.models import Need
from cityclusters.support.models.need import OPEN
from cityclusters.support.needs import ending

AT_ONCE = 50


def follow_the_calendar() -> None:
    """Ends what is over, then writes the letters that are due, the nearest end first. May run again at
    once."""
    today = timezone.localdate()
    signed = Need.objects.filter(state__in=OPEN).select_related("organisation", "signed_by")
    for need in signed.filter(expires_on__lt=today).order_by("expires_on", "pk")[:AT_ONCE]:
        ending.expire(need, today)
    for days in sorted(settings.NEED_WARNINGS):
        due = signed.filter(expires_on__gte=today, expires_on__lte=today + timedelta(days=days))
        untold = due.filter(Q(reminded=0) | Q(reminded__gt=days))
        for need in untold.order_by("expires_on", "pk")[:AT_ONCE]:
            ending.warn(need, days)
