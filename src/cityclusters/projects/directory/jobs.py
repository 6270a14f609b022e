"""What happens without anybody pressing a button: the calendar of checks, and reminders (rule LP4)."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from cityclusters.journal.acts import record
from cityclusters.projects.directory import acts, letters
from cityclusters.projects.models import Service


def follow_the_calendar() -> None:
    """Says of services checked long ago that they were, then hides them; reminds whoever checks them."""
    today = timezone.localdate()
    rows = Service.objects.exclude(state__in=[Service.State.CLOSED, Service.State.UNVERIFIED])
    for row in rows.filter(verified_on__isnull=False).select_related("project", "verified_by"):
        state = acts.state_on(row, today)
        if state != row.state:
            row.state = state
            row.save(update_fields=["state"])
            record(None, f"projects_service.{state}", row)
        _remind(row, today)


def _remind(row: Service, today: date) -> None:
    """Once for each of the days before it counts as not checked lately, and once on that day."""
    assert row.stale_from is not None
    left = (row.stale_from - today).days
    due = [days for days in (*settings.SERVICE_REMINDERS, 0) if left <= days]
    if not due or (row.reminded_for == row.verified_on and row.reminded_days <= min(due)):
        return
    letters.check_again(row, min(due))
    row.reminded_for, row.reminded_days = row.verified_on, min(due)
    row.save(update_fields=["reminded_for", "reminded_days"])
