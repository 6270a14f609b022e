"""The worker's regular work on mail: nothing stays unread, nothing is kept longer than needed."""

from datetime import timedelta

from django.utils import timezone

from cityclusters.incoming import confirming
from cityclusters.incoming.models import Bounce, IncomingMail, Pause
from cityclusters.incoming.tasks import read_mail
from cityclusters.people.models import Attempt, Person

UNREAD = timedelta(minutes=3)  # a task is done within seconds; then it has failed
RAW_KEPT = timedelta(days=30)
KEPT = timedelta(days=180)  # the line itself, with the text
AT_ONCE = 100
State = IncomingMail.State


def read_late() -> None:
    """Has mails read again whose reading failed, each at most every three minutes."""
    late = IncomingMail.objects.filter(state=State.NEW, arrived_at__lt=timezone.now() - UNREAD)
    for key in late.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        if Attempt.allow("mail-again", str(key), 1, UNREAD):
            read_mail.enqueue(key)


def give_up() -> None:
    """Mails that nobody confirmed within a week."""
    confirming.give_up(timezone.now())


def forget() -> None:
    """Empties raw messages after 30 days and deletes lines after 180; what still waits for a decision stays
    twice as long. A little at a time, because others wait to write."""
    now = timezone.now()
    waiting = [State.NEW, *IncomingMail.OPEN]
    for age, states_out in ((RAW_KEPT, waiting), (2 * RAW_KEPT, [])):
        old = IncomingMail.objects.filter(arrived_at__lt=now - age).exclude(raw=None)
        keys = list(old.exclude(state__in=states_out).values_list("pk", flat=True)[:AT_ONCE])
        IncomingMail.objects.filter(pk__in=keys).update(raw=None)
    rows = IncomingMail.objects.filter(arrived_at__lt=now - KEPT).values_list("pk", flat=True)[:AT_ONCE]
    IncomingMail.objects.filter(pk__in=list(rows)).delete()
    gone = Person.State.ERASED
    for kind in (IncomingMail, Bounce, Pause):
        kind.objects.filter(person__state=gone).delete()
