"""What happens without anybody pressing a button: states follow the clock, news is written, the line moves.

Each job is short and may run at any time, also twice at once: what it does is guarded by the acts."""

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from cityclusters.exchanges import letters
from cityclusters.exchanges.errors import NotPossible
from cityclusters.exchanges.models import Contributor, Exchange, Notice, Registration

AT_ONCE = 20  # letters in one transaction: others who write never wait long
MOST = 500  # letters in one run
TOLD = (Registration.State.CONFIRMED, Registration.State.WAITLISTED, Registration.State.INVITED)


def follow_the_clock() -> None:
    """Open exchanges run when their first session begins, and are done when their last session is over.

    One that was never opened runs too when people have seats in it (by invitation or by a list)."""
    now = timezone.now()
    dated = Exchange.objects.with_dates()
    waiting = dated.begun(now).filter(state__in=[Exchange.State.OPEN, Exchange.State.PLANNED])
    for exchange in waiting[:AT_ONCE]:
        seats = exchange.registrations.filter(state=Registration.State.CONFIRMED)
        if exchange.state == Exchange.State.OPEN or seats.exists():
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
        for _step in range(MOST // AT_ONCE):
            if len(exchange.promote(AT_ONCE)) < AT_ONCE:
                break


def write_news() -> None:
    """Writes the letters of the notices that are due, in small steps."""
    left = MOST
    for notice in Notice.objects.filter(done_at=None, due__lte=timezone.now()).order_by("due", "pk"):
        while left > 0 and (written := _some_letters(notice)) is not None:
            left -= max(1, written)
        if left <= 0:
            return


@transaction.atomic
def _some_letters(notice: Notice) -> int | None:
    """The next letters of a notice; None when all are written. Under a lock, so that two workers do not
    write the same ones (they could not anyway: a letter's key is written once)."""
    row = Notice.objects.select_for_update(of=("self",)).select_related("exchange").get(pk=notice.pk)
    if row.done_at:
        return None
    row.begun_at = row.begun_at or timezone.now()
    seats = row.exchange.registrations.filter(
        state__in=TOLD, pk__gt=row.up_to, registered_at__lte=row.made_at
    )
    some = list(seats.select_related("person").order_by("pk")[:AT_ONCE])
    for seat in some:
        seat.exchange = row.exchange
        letters.news(row, seat)
        row.up_to = seat.pk
    if len(some) < AT_ONCE:
        _tell_contributors(row)
        row.done_at = timezone.now()
    row.save()
    return len(some)


def _tell_contributors(notice: Notice) -> None:
    asked = notice.exchange.contributors.exclude(state=Contributor.State.DECLINED).exclude(person=None)
    for contributor in asked.select_related("person"):
        letters.news_for_contributor(notice, contributor)
