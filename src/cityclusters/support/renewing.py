"""Letters before something is over: 30 and 7 days before its last day, each once for each last day.

For records with `expires_on`, `reminded_for` and `reminded_days`."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
REMIND = (7, 30)  # days before the last day, the nearer first
AT_ONCE = 50


def to_remind(rows: "QuerySet[Row]", today: date) -> "Iterator[tuple[Row, int]]":
    """(record, days): those whose letter of so many days before is due and not written yet. Whoever comes
    nearer than 7 days without a letter gets that one, not both."""
    after = today - timedelta(days=1)
    for days in REMIND:
        until = today + timedelta(days=days)
        told = Q(reminded_for__isnull=False, reminded_for=F("expires_on"), reminded_days__lte=days)
        waiting = rows.filter(expires_on__gt=after, expires_on__lte=until).exclude(told)
        for row in waiting.order_by("pk")[:AT_ONCE]:
            yield row, days
        after = until


def reminded(row: Row, days: int) -> None:
    """Keeps that the letter was written."""
    rows: QuerySet[Model] = type(row)._default_manager.filter(pk=row.pk)
    rows.update(reminded_for=F("expires_on"), reminded_days=days)
