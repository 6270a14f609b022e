"""Match: one need with one window of one offer, from the proposal to the agreement (rules MA1, MA4, MA6)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Mandate, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.support.models.choices import ALIVE, HOLDING, MatchState, Reason
from cityclusters.support.models.need import Need
from cityclusters.support.models.offer import Window
from cityclusters.support.models.round import Round, Run


class MatchQuerySet(models.QuerySet["Match"]):
    """Questions about matches."""

    def alive(self) -> "MatchQuerySet":
        """Those that nobody has ended."""
        return self.filter(state__in=ALIVE)

    def visible_to(self, reader: Reader) -> "MatchQuerySet":
        """Officers see all; both sides theirs, once it is proposed."""
        if not reader.is_authenticated:
            return self.none()
        if is_officer(reader):
            return self
        own = focal_organisations(reader)
        mine = models.Q(need__organisation__in=own) | models.Q(window__offer__organisation__in=own)
        return self.filter(mine).exclude(state=MatchState.SUGGESTED)


class Match(models.Model):
    """A need and a window of an offer. `parts` are the parts of the score, that add up to it (MA7);
    `why_not` says for hosts that were asked for or near why they were not proposed.

    The slot is held when the second side accepts, not before; names and addresses of people appear then.
    Each side accepts by a mandate (PE1), which is kept."""

    State = MatchState

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="matches")
    run = models.ForeignKey(Run, models.SET_NULL, null=True, related_name="+")
    need = models.ForeignKey(Need, models.PROTECT, related_name="matches")
    window = models.ForeignKey(Window, models.PROTECT, related_name="matches")
    rank = models.PositiveSmallIntegerField(default=1)
    score = models.FloatField()
    parts = models.JSONField(default=list)
    why_not = models.JSONField(default=list)
    state = models.CharField(max_length=16, choices=MatchState, default=MatchState.SUGGESTED)
    proposed_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    need_accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    need_accepted_with = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    need_accepted_at = models.DateTimeField(null=True, blank=True)
    host_accepted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    host_accepted_with = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    host_accepted_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_for = models.CharField(_("why"), max_length=10, choices=Reason, blank=True)
    ended_words = models.CharField(_("in your words"), max_length=500, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["need", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "window"],
                condition=models.Q(state__in=[str(state) for state in ALIVE]),
                name="support_pair_is_matched_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted_by_both", "in_contact", "agreed"])
                | models.Q(need_accepted_at__isnull=False, host_accepted_at__isnull=False),
                name="support_both_sides_accepted",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(ended_for=""),
                name="support_declined_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["window", "state"], name="support_match_of_window")]

    def __str__(self) -> str:
        return f"{self.need} – {self.window.offer}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:match", args=[self.public_id])

    @property
    def names_are_open(self) -> bool:
        """Whether both sides may know whom to write to (rule MA6): from the moment when both have accepted,
        as long as nobody has ended it."""
        return self.state in HOLDING


class Unserved(models.Model):
    """A need that a published round left without a host: why, and when it is looked at again (rule MA4)."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="unserved")
    need = models.ForeignKey(Need, models.CASCADE, related_name="unserved")
    code = models.CharField(max_length=20, help_text="of the engine's contract")
    nearest = models.JSONField(default=list, help_text="public ids of the offers that came nearest")
    next_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "need"], name="support_unserved_once")]

    def __str__(self) -> str:
        return f"{self.need}: {self.code}"
