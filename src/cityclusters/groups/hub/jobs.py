"""What the worker does about files: they are emptied when their time is over (retention)."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from cityclusters.core.ids import secret_code
from cityclusters.groups.hub.acts import line
from cityclusters.groups.models import CoachNote, NeedsProfile, Participant

MOST = 50
EMPTY = {
    "person": None,
    "name": "",
    "contact": "",
    "wish": "",
    "safe_times": "",
    "mail_ok": False,
    "call_ok": False,
}


def forget() -> None:
    """Files of those who left, and enquiries that nothing followed, after the time of the settings. What
    reports count stays: state, days, sex, reason, outcome."""
    before = timezone.now() - timedelta(days=settings.HUB_FILE_DAYS)
    left = Q(left_on__lt=before.date()) | Q(completed_on__lt=before.date(), state__in=Participant.OVER)
    idle = Q(state=Participant.State.ENQUIRY, changed_at__lt=before)
    rows = Participant.objects.filter(left | idle, forgotten_at=None).select_related("group__organisation")
    for row in rows.order_by("pk")[:MOST]:
        empty(row)
        line(None, "forgotten", row)


def empty(row: Participant) -> None:
    """Takes everything out of the file that tells who it is about."""
    CoachNote.objects.filter(pair__participant=row).delete()
    NeedsProfile.objects.filter(participant=row).delete()
    Participant.objects.filter(pk=row.pk).update(
        **EMPTY, forgotten_at=timezone.now(), link_code=secret_code()
    )
