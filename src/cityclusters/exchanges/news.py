"""Tasks that take long: many letters, many people let in. In small transactions, so that others who write
never wait long; stopped at any point, they go on where they were."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cityclusters.exchanges import letters
from cityclusters.exchanges.models import Contributor, Exchange, Notice, Registration

AT_ONCE = 20
TOLD = (Registration.State.CONFIRMED, Registration.State.WAITLISTED, Registration.State.INVITED)


@task()
def tell(notice: int) -> None:
    """Writes all the letters of a notice."""
    while _some_letters(notice):
        pass


@task()
def let_in(exchange: int) -> None:
    """Gives the free seats of an exchange to those who wait."""
    row = Exchange.objects.get(pk=exchange)
    while len(row.promote(AT_ONCE)) == AT_ONCE:
        pass


@transaction.atomic
def _some_letters(key: int) -> bool:
    """The next letters of a notice; False when all are written. Under a lock, so that two workers do not
    write the same ones (they could not anyway: a letter's key is written once)."""
    notice = Notice.objects.select_for_update(of=("self",)).select_related("exchange").filter(pk=key).first()
    if notice is None or notice.done_at:
        return False
    seats = notice.exchange.registrations.filter(
        state__in=TOLD, pk__gt=notice.up_to, registered_at__lte=notice.made_at
    )
    some = list(seats.select_related("person").order_by("pk")[:AT_ONCE])
    for seat in some:
        seat.exchange = notice.exchange
        letters.news(notice, seat)
        notice.up_to = seat.pk
    if len(some) < AT_ONCE:
        _tell_contributors(notice)
        notice.done_at = timezone.now()
    notice.save(update_fields=["up_to", "done_at"])
    return notice.done_at is None


def _tell_contributors(notice: Notice) -> None:
    asked = notice.exchange.contributors.exclude(state=Contributor.State.DECLINED).exclude(person=None)
    for contributor in asked.select_related("person", "session"):
        letters.news_for_contributor(notice, contributor)
