"""Addresses elsewhere that are looked at every week: whether they still open, and since when they do not."""

from datetime import datetime, timedelta

from django.db import models

BETWEEN = timedelta(days=6)  # two failures count that are about a week apart


class Watched(models.Model):
    """What is known of an address. One failure may be an accident; when the next look, a week later, fails
    too, it "has not opened since" the first of the two."""

    looked_at = models.DateTimeField(null=True, blank=True)
    looking_at = models.DateTimeField(null=True, blank=True, help_text="handed to the worker")
    first_failed_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    SEEN = ("looked_at", "looking_at", "first_failed_at", "failing_since", "problem")

    def seen(self, now: datetime, problem: str) -> None:
        """Keeps what a look at it found: `problem` in a word, '' where it opened."""
        self.looked_at, self.looking_at = now, None
        self.problem = problem[:200]
        if not problem:
            self.first_failed_at = self.failing_since = None
        elif self.first_failed_at is None:
            self.first_failed_at = now
        elif now - self.first_failed_at >= BETWEEN:
            self.failing_since = self.first_failed_at
        self.save(update_fields=self.SEEN)


class WatchedLink(Watched):
    """An address that published practices name, once however many name it."""

    url = models.URLField(max_length=500, unique=True)

    def __str__(self) -> str:
        return self.url
