"""The day on which somebody acts: in the evening of UTC it is tomorrow already where she lives."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from cityclusters.people.models import Person


def days_from_hers(person: Person, days: int = 0) -> date:
    """Her today, and so many days later."""
    return timezone.localdate(timezone=ZoneInfo(person.zone)) + timedelta(days=days)
