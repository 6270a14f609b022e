"""Reminders: one letter when a period is over and its numbers are not there, however many there are."""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from cityclusters.people.models import Person
from cityclusters.projects.models import Indicator
from cityclusters.projects.monitoring import due, letters
from cityclusters.projects.progress import MONTHS, period_on

AT_ONCE = 100


def remind() -> None:
    """Writes to those who fill in numbers once for each period that is over. May run again at once."""
    today = timezone.localdate()
    waiting: dict[Person, list[Indicator]] = defaultdict(list)
    for rhythm in MONTHS:
        running = period_on(rhythm, today)
        period = period_on(rhythm, running.start - timedelta(days=1))
        rows = Indicator.objects.filter(due.behind(rhythm, period)).exclude(reminded_for=period.code)
        rows = rows.filter(reporter__state=Person.State.ACTIVE, made_at__date__lte=today)
        for indicator in rows.select_related("reporter").order_by("reporter", "pk")[:AT_ONCE]:
            indicator.reminded_for = period.code
            if indicator.reporter is not None:
                waiting[indicator.reporter].append(indicator)
    for person, indicators in waiting.items():
        letters.asked(person, len(indicators), today)
        Indicator.objects.bulk_update(indicators, ["reminded_for"])
