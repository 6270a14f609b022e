"""Notice: something that everybody registered must be told; the worker writes the letters in small steps."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cityclusters.exchanges.models.exchange import Exchange

# Changes of the programme are gathered, so that an afternoon of corrections is one letter.
GATHERED = timedelta(minutes=10)


class Notice(models.Model):
    """One piece of news. `up_to` is the last registration that has its letter, so that a worker that was
    stopped goes on where it was."""

    class Kind(models.TextChoices):
        CHANGED = "changed", _("The programme has changed")
        RECORDING = "recording", _("The exchange will be recorded")
        POSTPONED = "postponed", _("The exchange is postponed")
        CANCELLED = "cancelled", _("The exchange is cancelled")

    exchange = models.ForeignKey("exchanges.Exchange", models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=9, choices=Kind)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    up_to = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["done_at", "due"], name="notice_due")]

    def __str__(self) -> str:
        return f"{self.exchange_id}: {self.kind}"

    @classmethod
    def make(cls, exchange: "Exchange", kind: str, reason: str = "") -> "Notice":
        """News for everybody registered by now. News of a change takes the place of an earlier one whose
        letters are not begun; that it is cancelled or postponed takes the place of all of them."""
        waiting = cls.objects.filter(exchange=exchange, begun_at=None, done_at=None)
        if kind == cls.Kind.CHANGED:
            waiting.filter(kind=kind).delete()
        elif kind in (cls.Kind.CANCELLED, cls.Kind.POSTPONED):
            waiting.delete()
        wait = GATHERED if kind == cls.Kind.CHANGED else timedelta(0)
        return cls.objects.create(exchange=exchange, kind=kind, reason=reason, due=timezone.now() + wait)
