"""How a practice is judged: reviews by others, questions back, decisions with reasons, changes of state."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models.choices import Level, State
from cityclusters.practices.models.practice import Practice


class StateChange(models.Model):
    """A practice went from one state to another: who, when, why."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="state_changes")
    before = models.CharField(max_length=10, choices=State, blank=True)
    after = models.CharField(max_length=10, choices=State)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.get_after_display())


class Review(models.Model):
    """One reviewer's judgement. `organisation` and `country` are hers on the day she was asked: both must
    differ from the author's (rule PR1)."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted by the reviewer")
        DECLINED = "declined", _("Declined")
        DONE = "done", _("Handed in")
        ENDED = "ended", _("Taken back")

    LIVE = (State.ASKED, State.ACCEPTED, State.DONE)
    OPEN = (State.ASKED, State.ACCEPTED)

    class Advice(models.TextChoices):
        ACCEPT = "accept", _("Accept")
        CHANGES = "changes", _("Ask for changes")
        REJECT = "reject", _("Reject")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField(default=1)
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due = models.DateField()
    no_conflict = models.BooleanField(_("I have no conflict of interest"), default=False)
    conflict = models.CharField(_("what ties me to it"), max_length=300, blank=True)
    reason = models.CharField(_("why it was declined or taken back"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Criterion's key as text → 1 to 5; without a call the key of a standard criterion.
    scores = models.JSONField(default=dict, blank=True)
    advice = models.CharField(_("advice"), max_length=7, choices=Advice, blank=True)
    level = models.CharField(_("level"), max_length=9, choices=Level, blank=True)
    to_author = models.TextField(_("to the author"), blank=True)
    to_managers = models.TextField(_("only to those who decide"), blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "round", "reviewer"], name="reviewer_once_a_round"),
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(no_conflict=True) & ~Q(advice="")),
                name="review_done_without_conflict",
            ),
            models.CheckConstraint(
                condition=Q(conflict="") | Q(state="declined"), name="conflict_ends_the_review"
            ),
        ]
        indexes = [models.Index(fields=["reviewer", "state"], name="review_of_person")]

    def __str__(self) -> str:
        return f"{self.practice}"

    def get_absolute_url(self) -> str:
        """The page of the reviewer."""
        return reverse("practices:review", args=[self.public_id])


class Message(models.Model):
    """A question of a reviewer or manager to the author, or her answer; the reviewer stays unnamed to the
    author."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="messages")
    review = models.ForeignKey(Review, models.CASCADE, null=True, blank=True, related_name="messages")
    section = models.CharField(max_length=20, blank=True, help_text="the section it is about")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    from_author = models.BooleanField(default=False)
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Decision(models.Model):
    """Accepted, changes asked, or rejected, with reasons that the author reads."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("Accepted")
        CHANGES = "changes", _("Changes asked")
        REJECT = "reject", _("Rejected")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="decisions")
    round = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=7, choices=Kind)
    level = models.CharField(_("level"), max_length=9, choices=Level, blank=True)
    reasons = models.TextField(_("reasons"))
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
