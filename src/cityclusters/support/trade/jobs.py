"""What happens to entries about products without anybody pressing a button."""

from django.utils import timezone

from cityclusters.support import renewing
from cityclusters.support.models import Trade
from cityclusters.support.trade import letters


def remind() -> None:
    """Asks 30 and 7 days before the last day whether it still holds; after that day it is shown to nobody
    else, by its date alone."""
    rows = Trade.objects.filter(ended_at=None).select_related("organisation")
    for trade, days in renewing.to_remind(rows, timezone.localdate()):
        letters.soon_over(trade, days)
        renewing.reminded(trade, days)
