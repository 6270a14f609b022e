"""What happens without anybody pressing a button: counting, and erasing what has been kept long enough."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cityclusters.groups.counselling import counts
from cityclusters.groups.models import CaseHandover, CounsellingCase, CounsellingReading, EmergencyAccess
from cityclusters.journal.acts import record

LOG_DAYS = 365  # that the lines of who read and who was let in are kept


def old(today: date) -> "QuerySet[CounsellingCase]":
    """Cases whose last session was longer ago than they are kept."""
    last = today - timedelta(days=settings.COUNSELLING_DAYS)
    return CounsellingCase.objects.filter(last_on__lt=last)


def count_and_erase() -> None:
    """Counts the half-years that are over, then erases old cases (rule SA5) and old lines about reading."""
    today = timezone.localdate()
    counts.count_up(today)
    for case in old(today).select_related("group"):
        group = case.group
        case.delete()
        record(None, "groups_counselling.kept_long_enough", group)
    since = today - timedelta(days=LOG_DAYS)
    CounsellingReading.objects.filter(read_on__lt=since).delete()
    read = CounsellingReading.objects.filter(access=OuterRef("pk"))
    EmergencyAccess.objects.filter(~Exists(read), asked_at__date__lt=since).delete()
    CaseHandover.objects.filter(asked_at__date__lt=since).exclude(decided_at=None).delete()
