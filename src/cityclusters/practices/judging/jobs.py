"""What happens to calls and reviews without anybody pressing a button. Each job may run twice."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cityclusters.core.waiting import SOON
from cityclusters.journal.reminders import stage
from cityclusters.practices.judging import calls, reviewing
from cityclusters.practices.models import Call, Review
from cityclusters.practices.models.choices import State

AT_ONCE = 50
A_DAY = timedelta(days=1)  # it is tomorrow already in some zones, and still yesterday in others


def follow_the_calls() -> None:
    """Opens planned calls on their first day and closes open ones after their last, each in its own zone."""
    today = timezone.now().date()
    begun = Q(state=Call.State.DRAFT, opens_alone=True, opens_on__lte=today + A_DAY)
    over = Q(state=Call.State.OPEN, closes_on__lte=today)
    for call in Call.objects.filter(begun | over).order_by("pk")[:AT_ONCE]:
        calls.follow_the_clock(call)


def remind_reviewers() -> None:
    """Seven days before the day, on it, and every seventh day after it, until they answer."""
    today = timezone.localdate()
    rows = Review.objects.filter(
        state__in=Review.OPEN, practice__state=State.IN_REVIEW, due__lte=today + SOON
    )
    fresh = Q(reminded_at=None) | Q(reminded_at__lt=timezone.now() - A_DAY)
    for review in rows.filter(fresh).select_related("practice__place", "reviewer").order_by("due", "pk"):
        day = stage(review.due, today)
        last = review.reminded_at or review.asked_at
        if day is not None and timezone.localdate(last) < day:
            reviewing.remind(review, today)
