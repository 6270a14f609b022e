"""FollowUp: what somebody will do by a day."""

from datetime import date, timedelta
from typing import Literal

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.journal.models.entry import record
from cityclusters.people.models import Organisation, Person

Light = Literal["green", "yellow", "red"]
SOON = timedelta(days=7)


class AlreadyClosed(Exception):
    """The follow-up was closed in the meantime."""


class FollowUp(models.Model):
    """Something that somebody will do by a day, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    outcome = models.TextField(blank=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["owner", "state", "due"], name="follow_up_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_kind", "subject_id"],
                condition=models.Q(state="open"),
                name="one_open_follow_up_per_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open") | ~models.Q(outcome=""), name="closed_follow_up_says_outcome"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of this follow-up."""
        return reverse("journal:follow-up", args=[self.public_id])

    def light(self, today: date) -> Light:
        """The colour of an open follow-up: red when its day has passed, yellow when it is due within seven
        days (the day itself included), else green."""
        if self.due < today:
            return "red"
        return "yellow" if self.due - today <= SOON else "green"

    def _locked(self) -> "FollowUp":
        return FollowUp.objects.select_for_update().get(pk=self.pk)

    @transaction.atomic
    def close(self, by: Person, outcome: str, state: str = State.DONE) -> None:
        """Says what came of it (state `done`) or why it is dropped (state `dropped`).

        Raises AlreadyClosed when somebody closed it before, ValueError for an empty outcome or for
        another state."""
        if not outcome.strip() or state not in {self.State.DONE, self.State.DROPPED}:
            raise ValueError("closing needs an outcome, and the state done or dropped")
        if self._locked().state != self.State.OPEN:
            raise AlreadyClosed
        self.state, self.outcome = state, outcome.strip()
        self.closed_by, self.closed_at = by, timezone.now()
        self.save(update_fields=["state", "outcome", "closed_by", "closed_at"])
        record(by, f"follow_up.{state}", self, organisation=self.organisation, outcome=self.outcome)
