"""What happens without anybody pressing a button: states follow the clock, news is written, the line moves.

Each job is short and may run at any time, also twice at once: what it does is guarded by the acts. What
takes long is handed to a task."""

from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges import news
from cityclusters.exchanges.models import Exchange, Notice, Registration

AT_ONCE = 20
AGAIN = timedelta(minutes=10)  # a task that failed is tried again after this time


def follow_the_clock() -> None:
    """Open exchanges run when their first session begins, and are done when their last session is over.

    One that was never opened runs too when people have seats in it (by invitation or by a list)."""
    now = timezone.now()
    dated = Exchange.objects.with_dates()
    seats = Registration.objects.filter(exchange=OuterRef("pk"), state=Registration.State.CONFIRMED)
    waiting = Q(state=Exchange.State.OPEN) | Q(Exists(seats), state=Exchange.State.PLANNED)
    for exchange in dated.begun(now).filter(waiting)[:AT_ONCE]:
        _try(exchange, "start")
    for exchange in dated.over(now).filter(state=Exchange.State.RUNNING)[:AT_ONCE]:
        _try(exchange, "finish")


def _try(exchange: Exchange, act: str) -> None:
    """Somebody may have moved it meanwhile; then there is nothing to do."""
    try:
        exchange.start() if act == "start" else exchange.finish()
    except NotPossible:
        return


def move_the_line() -> None:
    """Goes on letting people in where many seats became free at once."""
    taken = Count("registrations", filter=Q(registrations__state=Registration.State.CONFIRMED))
    waiting = Count("registrations", filter=Q(registrations__state=Registration.State.WAITLISTED))
    rows = Exchange.objects.annotate(taken=taken, waiting=waiting).filter(waiting__gt=0)
    rows = rows.exclude(state__in=["done", "reported", "cancelled"])
    for exchange in rows.filter(Q(capacity=None) | Q(taken__lt=F("capacity")))[:AT_ONCE]:
        news.let_in.enqueue(exchange.pk)


def write_news() -> None:
    """Hands the notices that are due to a task that writes their letters."""
    now = timezone.now()
    fresh = Q(begun_at=None) | Q(begun_at__lt=now - AGAIN)
    for notice in Notice.objects.filter(fresh, done_at=None, due__lte=now).order_by("due", "pk")[:AT_ONCE]:
        notice.begun_at = now
        notice.save(update_fields=["begun_at"])
        news.tell.enqueue(notice.pk)
