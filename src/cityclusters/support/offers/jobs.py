"""What happens to offers without anybody pressing a button. Each job may run twice."""

from django.utils import timezone

from cityclusters.support import renewing
from cityclusters.support.models import Offer
from cityclusters.support.models.choices import OfferState as State
from cityclusters.support.models.offer import SHOWN
from cityclusters.support.offers import letters, states

AT_ONCE = 50
GOING = (*SHOWN, State.VERIFIED, State.PAUSED)


def expire() -> None:
    """Ends offers after their last day."""
    today = timezone.localdate()
    for offer in Offer.objects.filter(state__in=GOING, expires_on__lt=today).order_by("pk")[:AT_ONCE]:
        states.expire(offer, today)


def remind() -> None:
    """Writes to the hosts 30 and 7 days before the last day."""
    rows = Offer.objects.filter(state__in=GOING).select_related("organisation")
    for offer, days in renewing.to_remind(rows, timezone.localdate()):
        letters.soon_over(offer, days)
        renewing.reminded(offer, days)


def follow_the_room() -> None:
    """Makes offers full whose last window with places is over."""
    today = timezone.localdate()
    rows = Offer.objects.filter(state=State.OPEN, expires_on__gte=today)
    for offer in rows.exclude(windows__ends__gte=today).order_by("pk")[:AT_ONCE]:
        states.follow(offer)
