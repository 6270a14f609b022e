"""Uploaded lists and logs are not kept longer than they are needed: the worker forgets them."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cityclusters.exchanges.models import ConnectionLog, DelegateList, DelegateRow

UNTOUCHED = timedelta(days=14)  # a list that nobody confirmed in this time is thrown away
DONE = timedelta(days=60)  # for so long the lines left out of a written list can be downloaded
AT_ONCE = 200


def forget_uploads() -> None:
    """Deletes files that are no longer needed, drops lists that nobody touched, and forgets the lines of
    lists that were written long ago; a little at a time, because others wait to write."""
    now = timezone.now()
    over = [DelegateList.State.DONE, DelegateList.State.DROPPED]
    for delegates in DelegateList.objects.filter(state__in=over).exclude(file=None).exclude(file="")[:20]:
        delegates.forget_file()
    for log in ConnectionLog.objects.exclude(state="reading").exclude(file=None).exclude(file="")[:20]:
        log.forget_file()
    stale = DelegateList.objects.filter(state__in=DelegateList.OPEN, touched_at__lt=now - UNTOUCHED)
    for delegates in stale[:5]:
        delegates.state, delegates.header, delegates.sample = DelegateList.State.DROPPED, [], []
        delegates.save()
        delegates.forget_file()
    old = Q(delegates__state=DelegateList.State.DROPPED) | Q(delegates__finished_at__lt=now - DONE)
    keys = list(DelegateRow.objects.filter(old).values_list("pk", flat=True)[:AT_ONCE])
    DelegateRow.objects.filter(pk__in=keys).delete()
