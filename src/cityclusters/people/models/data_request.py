"""DataRequest: somebody asks for her data or for erasure, and is answered in time (rule SA4)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models.person import Person


def due_day() -> date:
    """The last day for an answer to a request made today."""
    return timezone.localdate() + timedelta(days=settings.DATA_REQUEST_DAYS)


class DataRequest(models.Model):
    """Somebody asks for her data or for erasure; due in 30 days (rule SA4)."""

    class Kind(models.TextChoices):
        COPY = "copy", _("A copy of my data")
        ERASURE = "erasure", _("Erasure")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        CHECKED = "checked", _("Identity checked")
        IN_WORK = "in_work", _("In work")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")

    OPEN = (State.RECEIVED, State.CHECKED, State.IN_WORK)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="data_requests")
    kind = models.CharField(max_length=7, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    asked_at = models.DateTimeField(default=timezone.now)
    due = models.DateField(default=due_day)
    handled_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(reason=""), name="refusal_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.state in self.OPEN

    def close(self, state: str, by: Person | None, reason: str = "") -> None:
        """Answers it: done, or refused with a reason. Raises ValueError for a refusal without one."""
        if state == self.State.REFUSED and not reason:
            raise ValueError("a refusal needs a reason")
        self.state, self.handled_by, self.reason, self.done_at = state, by, reason, timezone.now()
        self.save()
