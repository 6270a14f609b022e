"""Warnings 90, 30 and 7 days before a certificate runs out, and the day on which it has (rule HU4)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cityclusters.groups.models import ComplianceRecord
from cityclusters.groups.standards import letters
from cityclusters.groups.standards.claims import WARN_BEFORE, warning_due
from cityclusters.journal.acts import record

State = ComplianceRecord.State
AT_ONCE = 200
A_DAY = timedelta(days=1)


def follow_the_calendar() -> None:
    """By the day at the place of each group. Whoever writes a certificate down late gets the nearest warning
    alone; a new last day is warned about anew."""
    today = timezone.now().date()
    soon = today + timedelta(days=max(WARN_BEFORE)) + A_DAY
    rows = ComplianceRecord.objects.filter(state=State.CERTIFIED, expires_on__lte=soon)
    rows = rows.select_related("group__place", "group__organisation", "product__member__person")
    for row in rows.order_by("expires_on", "pk").iterator(AT_ONCE):
        _follow(row)


def _follow(row: ComplianceRecord) -> None:
    today, last = row.group.today(), row.expires_on
    if last is not None and last < today:
        _expire(row)
        return
    told = row.warned_days if row.warned_for == last else None
    days = warning_due(last, today, told)
    if days is None:
        return
    with transaction.atomic():
        letters.soon_over(row, days)
        ComplianceRecord.objects.filter(pk=row.pk).update(warned_for=last, warned_days=days)


@transaction.atomic
def _expire(row: ComplianceRecord) -> None:
    same = ComplianceRecord.objects.filter(pk=row.pk, state=State.CERTIFIED, expires_on=row.expires_on)
    if same.update(state=State.EXPIRED, state_at=timezone.now()):
        record(None, "groups_standard.expired", row, organisation=row.group.organisation)
        letters.over(row)
