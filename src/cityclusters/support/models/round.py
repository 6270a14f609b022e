"""Round: the broker matches the needs of a season with the room there is, and publishes what she proposes."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.people.readers import Reader, is_officer
from cityclusters.support.models.need import Need
from cityclusters.support.models.offer import Offer, Window

STUCK_AFTER = timedelta(minutes=3)


class RoundQuerySet(models.QuerySet["Round"]):
    """Questions about rounds."""

    def visible_to(self, reader: Reader) -> "RoundQuerySet":
        """Officers see all; everybody those that are published."""
        return self if is_officer(reader) else self.exclude(published_at=None)


class Round(models.Model):
    """A season of matching. `rules` are those of the engine's contract as they were published, with their
    version; `seed` draws among equals and is written down before the first run (rule MA3)."""

    class State(models.TextChoices):
        OPEN = "open", _("Being prepared")
        PUBLISHED = "published", pgettext_lazy("round", "Published")
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
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    objects = RoundQuerySet.as_manager()

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


class RunQuerySet(models.QuerySet["Run"]):
    """Questions about runs."""

    def light(self) -> "RunQuerySet":
        """Without the documents, which are long."""
        return self.defer("problem", "answer")

    def real(self) -> "RunQuerySet":
        """Those that are no trial."""
        return self.filter(base=None)

    def done(self) -> "RunQuerySet":
        """Finished ones."""
        return self.filter(state=Run.State.DONE)


class Run(models.Model):
    """One calculation: what went in, what came out, by whom. Trials ("what if") have a `base`, the run with
    which they are compared; nothing is proposed by a run before the broker publishes it.

    `said` is what officers had set when it was calculated: [kind, need, offer], by public ids.
    `problem` is a file for `cityclusters match`. `answer` is what that prints, but for what stands in rows of
    its own: `Choice` (proposals) and `Outcome` (what became of each need). `changes` is what a trial tries:
    {"places": {window: places}, "offers": [offer], "pin": [[need, offer]], "rules": {…}}, by public ids."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    base = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="trials")
    changes: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    said: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    rules_version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    problem: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    answer: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0, help_text="needs whose pairs are scored")
    total = models.PositiveIntegerField(default=0)
    needs = models.PositiveIntegerField(default=0)
    served = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now, help_text="last sign of the worker")
    ended_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="support_run_number_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.number}"

    def get_absolute_url(self) -> str:
        """What it proposes, or how far it is."""
        return reverse("support:run", args=[self.round.public_id, self.number])

    @property
    def busy(self) -> bool:
        """Whether the worker has it, or will."""
        return self.state in (Run.State.WAITING, Run.State.RUNNING)

    @property
    def stuck(self) -> bool:
        """Whether the worker has given no sign for so long that somebody may start it again."""
        return self.busy and timezone.now() - self.touched_at > STUCK_AFTER

    @property
    def percent(self) -> int:
        """How far the scoring is, from 0 to 100."""
        return 100 * self.done // self.total if self.total else 0


class Choice(models.Model):
    """A host's window that a run names for a need: its first choice (rank 1) or a later one. `parts` add up
    to the score (rule MA7); `flags` are those of the contract: kept, accepted, pinned, below_acceptable."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="choices")
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    window = models.ForeignKey(Window, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    parts: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    flags: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    as_wished = models.BooleanField(default=False, help_text="a host, or in a country, that the need names")
    as_asked = models.BooleanField(default=False, help_text="also in the form that was asked for first")

    class Meta:
        ordering = ["need", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "need", "window"], name="support_choice_is_named_once")
        ]
        indexes = [models.Index(fields=["run", "window", "rank"], name="support_choice_of_window")]

    def __str__(self) -> str:
        return f"{self.rank}: {self.window}"


class Outcome(models.Model):
    """What a run says about one need: how many hosts it got of those it wants, else why it waits and until
    when (rule MA4); `why_not` says for hosts that it named, and for others near, why they are not proposed;
    `moved` which earlier proposals are gone, and why: lists of the contract, windows by public id. `nearest`
    are public ids of offers.

    `folded` is what a search looks in."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="outcomes")
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    wants = models.PositiveSmallIntegerField()
    got = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20, blank=True, help_text="why it waits; '' where it does not")
    next_on = models.DateField(null=True, blank=True)
    wishes = models.BooleanField(default=False, help_text="it names a country or a host")
    as_wished = models.BooleanField(default=False)
    as_asked = models.BooleanField(default=False)
    why_not: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    nearest: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    moved: "models.JSONField[list[Any], list[Any]]" = models.JSONField(default=list)
    has_moved = models.BooleanField(default=False)
    folded = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "need"], name="support_outcome_once_in_a_run")]

    def __str__(self) -> str:
        return f"{self.need}: {self.got}"
