"""FollowUp: what somebody will do by a day."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.waiting import SOON, Light, light_of
from cityclusters.journal.models.entry import record
from cityclusters.people.models import Organisation, Person


class NotOpen(Exception):
    """The follow-up was closed in the meantime."""


class AlreadyOpen(Exception):
    """Another follow-up of this kind on the same subject is open."""


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions about follow-ups."""

    def visible_to(self, person: Person) -> "FollowUpQuerySet":
        """All for officers and administrators; her own for anybody else."""
        return self if person.is_officer or person.is_administrator else self.filter(owner=person)

    def open(self) -> "FollowUpQuerySet":
        """Those that wait for their outcome."""
        return self.filter(state=FollowUp.State.OPEN)

    def coloured(self, light: str, today: date) -> "FollowUpQuerySet":
        """Open ones of a colour; see `light_of`."""
        days = {
            "red": models.Q(due__lt=today),
            "yellow": models.Q(due__gte=today, due__lte=today + SOON),
            "green": models.Q(due__gt=today + SOON),
        }
        return self.open().filter(days[light])

    def of_kind(self, kind: str) -> "FollowUpQuerySet":
        """Those of a kind of settings.FOLLOW_UP_KINDS, and of its sub-kinds ('survey_late' of 'survey')."""
        return self.filter(models.Q(kind=kind) | models.Q(kind__startswith=f"{kind}_"))


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

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "state", "due"], name="follow_up_queue"),
            models.Index(fields=["state", "due"], name="follow_up_due"),
        ]
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

    @property
    def kind_label(self) -> str:
        """The kind in words: of settings.FOLLOW_UP_KINDS, by the longest name that fits."""
        fits = [name for name in settings.FOLLOW_UP_KINDS if f"{self.kind}_".startswith(f"{name}_")]
        return str(settings.FOLLOW_UP_KINDS[max(fits, key=len)] if fits else _("Follow-up"))

    def light(self, today: date) -> Light:
        """The colour of an open follow-up: red when its day has passed, yellow when it is due within seven
        days (the day itself included), else green."""
        return light_of(self.due, today)

    @property
    def light_today(self) -> Light:
        """Its colour today, in the reader's zone."""
        return self.light(timezone.localdate())

    def _act(self, by: Person, act: str, only_in: set[str], details: dict[str, Any], **fields: Any) -> None:
        """Changes the fields and writes the line, if the follow-up is still in one of the states."""
        if FollowUp.objects.select_for_update().get(pk=self.pk).state not in only_in:
            raise NotOpen
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=list(fields))
        record(by, act, self, organisation=self.organisation, **details)

    @transaction.atomic
    def close(self, by: Person, outcome: str, state: str = State.DONE) -> None:
        """Says what came of it (state `done`) or why it is dropped (state `dropped`).

        Raises NotOpen when it is closed already, ValueError for an empty outcome or for another state."""
        outcome = outcome.strip()
        if not outcome or state not in {self.State.DONE, self.State.DROPPED}:
            raise ValueError("closing needs an outcome, and the state done or dropped")
        fields = {"state": state, "outcome": outcome, "closed_by": by, "closed_at": timezone.now()}
        self._act(by, f"follow_up.{state}", {self.State.OPEN}, {"outcome": outcome}, **fields)

    @transaction.atomic
    def hand_over(self, by: Person, owner: Person) -> None:
        """Gives it to another owner. Raises NotOpen when it is closed."""
        details = {"before": self.owner.public_id, "after": owner.public_id}
        self._act(by, "follow_up.handed_over", {self.State.OPEN}, details, owner=owner, reminded_at=None)

    @transaction.atomic
    def move(self, by: Person, due: date, reason: str) -> None:
        """Sets another day. Raises NotOpen when it is closed, ValueError without a reason."""
        if not reason.strip():
            raise ValueError("another day needs a reason")
        details = {"before": self.due, "after": due, "reason": reason.strip()}
        self._act(by, "follow_up.moved", {self.State.OPEN}, details, due=due, reminded_at=None)

    def reopen(self, by: Person, reason: str) -> None:
        """Opens it again; the outcome stays in its history. Raises AlreadyOpen when another one of its
        kind is open on the same subject, ValueError without a reason."""
        if not reason.strip():
            raise ValueError("opening again needs a reason")
        closed = {str(self.State.DONE), str(self.State.DROPPED)}
        details = {"reason": reason.strip(), "outcome": self.outcome}
        fields = {"state": self.State.OPEN, "outcome": "", "closed_by": None, "closed_at": None}
        try:
            with transaction.atomic():
                self._act(by, "follow_up.reopened", closed, details, **fields, reminded_at=None)
        except IntegrityError:
            self.refresh_from_db()
            raise AlreadyOpen from None
