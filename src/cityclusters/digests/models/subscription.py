"""Subscription: what one person wants to hear of regularly, how often, and how far she has been told."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.zones import ZONES
from cityclusters.people.models import Person

MORNING = time(7)  # in her own zone
MONDAY = 0


def next_morning(after: datetime, zone: str, rhythm: str) -> datetime:
    """The next seven o'clock in the zone after the moment; for 'weekly' the next one on a Monday."""
    where = ZoneInfo(zone if zone in ZONES else "UTC")
    local = after.astimezone(where)
    day = local.date()
    if local.time() >= MORNING:
        day += timedelta(days=1)
    if rhythm == Subscription.Rhythm.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return datetime.combine(day, MORNING, where)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Questions about subscriptions."""

    def active(self) -> "SubscriptionQuerySet":
        """Those that nobody has ended, of people who can sign in."""
        return self.filter(ended_at=None, person__state=Person.State.ACTIVE)

    def due(self, now: datetime) -> "SubscriptionQuerySet":
        """Those whose morning has come."""
        return self.active().filter(next_at__lte=now)


class Subscription(models.Model):
    """What a person chose. An empty list of themes or audiences means all of them; languages and kinds name
    at least one. `since` is the end of what she was told; `next_at` her next morning."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Questions")
        REPLY = "reply", _("Consolidated replies")
        PRACTICE = "practice", _("Good practices")
        EXCHANGE = "exchange", _("Exchanges")
        CALL = "call", _("Calls for practices")
        BOOKLET = "booklet", _("Booklets")
        OFFER = "offer", _("Offers of help")

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every Monday")

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    themes = models.JSONField(default=list, blank=True, help_text="codes; none means all")
    languages = models.JSONField(default=list)
    audiences = models.JSONField(default=list, blank=True, help_text="none means all")
    kinds = models.JSONField(default=list)
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.WEEKLY)
    since = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField()
    chosen_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["ended_at", "next_at"], name="subscription_due")]

    def __str__(self) -> str:
        return f"{self.get_rhythm_display()}"

    def plan(self, after: datetime) -> None:
        """Sets her next morning."""
        self.next_at = next_morning(after, self.person.zone, self.rhythm)

    @property
    def key(self) -> str:
        """The name of her letter of this morning; the same letter is never written twice."""
        zone = self.person.zone if self.person.zone in ZONES else "UTC"
        return f"digest:{self.person.public_id}:{self.next_at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
