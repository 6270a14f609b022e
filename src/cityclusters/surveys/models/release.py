"""Release: a published report, as it was published."""

from django.db import models
from django.utils import timezone

from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Person
from cityclusters.surveys.models.survey import Survey


class Release(models.Model):
    """A report frozen on the day it was published, in every language of the interface. It is never edited;
    a later one with a higher number takes its place and says why, and the earlier ones stay.

    `reports` maps a language to `surveys.reporting.frozen.as_json` of the report in it."""

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="+")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    reports = models.JSONField()
    responses = models.PositiveIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["exchange", "number"], name="release_number_once"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="later_release_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exchange_id}/{self.number}"
