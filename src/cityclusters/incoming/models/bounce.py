"""Bounce: a letter of ours that came back. Pause: an address to which no digest goes meanwhile."""

from django.db import models
from django.utils import timezone

from cityclusters.journal.models import Letter
from cityclusters.people.models import Person


class Bounce(models.Model):
    """What a mail server reported about a letter; `permanent` when trying again can't help (status 5.x)."""

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    address = models.EmailField()
    permanent = models.BooleanField()
    status = models.CharField(max_length=20, blank=True, help_text="5.1.1, see RFC 3463")
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["address", "at"], name="bounce_address")]

    def __str__(self) -> str:
        return f"{self.address} {self.status}"


class PauseQuerySet(models.QuerySet["Pause"]):
    """Questions about pauses."""

    def now(self) -> "PauseQuerySet":
        """Those in force."""
        return self.filter(lifted_at=None)


class Pause(models.Model):
    """An address that sent letters back again and again; digests wait until somebody lifts the pause."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    address = models.EmailField()
    since = models.DateTimeField(default=timezone.now)
    words = models.CharField(max_length=300, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"], condition=models.Q(lifted_at=None), name="one_pause_for_an_address"
            )
        ]

    def __str__(self) -> str:
        return self.address
