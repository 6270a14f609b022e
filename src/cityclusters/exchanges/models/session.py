"""Session: one part of the programme, in UTC, with its track."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import validate_texts
from cityclusters.exchanges.models.exchange import Exchange


class Session(models.Model):
    """A session from `start` to `end` (UTC); attendance is counted inside these."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="sessions")
    title = models.JSONField(_("title"), validators=[validate_texts])
    track = models.CharField(_("track"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    start = models.DateTimeField(_("starts"))
    end = models.DateTimeField(_("ends"))
    counts = models.BooleanField(_("counts for attendance"), default=True)
    link = models.URLField(blank=True, max_length=500)
    room = models.CharField(_("room"), max_length=120, blank=True)

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="session_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.public_id
