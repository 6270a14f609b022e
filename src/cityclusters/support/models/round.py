"""Round: the broker matches the needs of a season with the room there is, and publishes what she proposes."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.support.models.need import Need
from cityclusters.support.models.offer import Offer


class Round(models.Model):
    """A season of matching. `rules` are those of the engine's contract as they were published, with their
    version; `seed` draws among equals and is written down before the first run (rule MA3)."""

    class State(models.TextChoices):
        OPEN = "open", _("Being prepared")
        PUBLISHED = "published", _("Published")
        CLOSED = "closed", _("Closed")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    title = models.CharField(_("title"), max_length=140)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    rules = models.JSONField(default=dict)
    rules_version = models.PositiveSmallIntegerField(default=1)
    seed = models.CharField(max_length=32)
    next_on = models.DateField(_("next round"), help_text=_("Cities that are not served are told this day."))
    opened_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    needs = models.ManyToManyField(Need, related_name="rounds", blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:round", args=[self.public_id])


class Wanted(models.Model):
    """What the broker says beforehand about a need and an offer, and why: together, or never."""

    class Kind(models.TextChoices):
        PIN = "pin", _("Together")
        FORBID = "forbid", _("Not together")

    round = models.ForeignKey(Round, models.CASCADE, related_name="wanted")
    kind = models.CharField(max_length=6, choices=Kind)
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "need", "offer"], name="support_pair_is_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.need} – {self.offer}"


class Run(models.Model):
    """One calculation: what went in, what came out, by whom. Trials ("what if") are kept beside those that
    count; nothing is proposed by a run before the broker publishes it.

    `problem` and `answer` are the documents of the engine's contract; `answer` is empty until it is done."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    trial = models.CharField(
        _("what if"), max_length=300, blank=True, help_text="in words; '' for a real run"
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    problem = models.JSONField(default=dict)
    answer = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0, help_text="blocks of pairs that are scored")
    total = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="support_run_number_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.number}"
