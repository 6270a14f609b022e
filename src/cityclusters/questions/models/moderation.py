"""What stewards decide about posts: reports, decisions with reasons, and appeals (rules SP2 and SP3)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.questions.models.answer import Answer
from cityclusters.questions.models.choices import Appeal, Complaint, Measure, Role
from cityclusters.questions.models.question import OursToo, Question

WITH_POST = ("question__space", "answer__question__space", "note__question__space")  # for select_related


def about_one(name: str) -> models.CheckConstraint:
    """A row about a question, about an answer or about a note with "ours too", never about two."""
    question = Q(question__isnull=False, answer=None, note=None)
    answer = Q(question=None, answer__isnull=False, note=None)
    note = Q(question=None, answer=None, note__isnull=False)
    return models.CheckConstraint(condition=question | answer | note, name=name)


class PostRow(models.Model):
    """A row about one post."""

    class Meta:
        abstract = True

    question: "models.ForeignKey[Question | None, Question | None]"
    answer: "models.ForeignKey[Answer | None, Answer | None]"
    note: "models.ForeignKey[OursToo | None, OursToo | None]"

    @property
    def post(self) -> "Question | Answer | OursToo":
        """The question, answer or note that it is about."""
        found = self.answer or self.question or self.note
        assert found is not None  # a constraint of the table
        return found


class Report(PostRow):
    """Somebody says that a post should not stand there, and what a steward made of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        KEPT = "kept", _("The post stays")
        ACTED = "acted", _("The post was taken away")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="reports")
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, related_name="reports")
    note = models.ForeignKey(OursToo, models.CASCADE, null=True, related_name="reports")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("what is wrong"), max_length=9, choices=Complaint)
    words = models.TextField(_("in your words"), max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            about_one("report_on_one_post"),
            models.UniqueConstraint(
                fields=["question", "by"], condition=Q(state="open"), name="question_reported_once"
            ),
            models.UniqueConstraint(
                fields=["answer", "by"], condition=Q(state="open"), name="answer_reported_once"
            ),
            models.UniqueConstraint(
                fields=["note", "by"], condition=Q(state="open"), name="note_reported_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_reason_display())


class Decision(PostRow):
    """A post was hidden, removed, not published or taken back: by whom, in which role, when and why, and what
    became of an appeal. The row stays when the post is shown again (`lifted_at`)."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="decisions")
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, related_name="decisions")
    note = models.ForeignKey(OursToo, models.CASCADE, null=True, related_name="decisions")
    measure = models.CharField(max_length=9, choices=Measure)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=7, choices=Role)
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    appeal = models.CharField(max_length=6, choices=Appeal, blank=True, default="")
    appeal_words = models.TextField(_("why it should be shown"), max_length=2000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    appeal_role = models.CharField(max_length=7, choices=Role, blank=True, default="")
    appeal_at = models.DateTimeField(null=True, blank=True)
    appeal_reason = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            about_one("decision_on_one_post"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_on_post_has_a_reason"),
            models.CheckConstraint(
                condition=Q(appeal_by=None) | Q(by=None) | ~Q(appeal_by=models.F("by")),
                name="appeal_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["question"], condition=Q(lifted_at=None), name="one_decision_in_force_on_question"
            ),
            models.UniqueConstraint(
                fields=["answer"], condition=Q(lifted_at=None), name="one_decision_in_force_on_answer"
            ),
            models.UniqueConstraint(
                fields=["note"], condition=Q(lifted_at=None), name="one_decision_in_force_on_note"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_measure_display())

    def get_absolute_url(self) -> str:
        """The page on which its author appeals, and somebody else decides."""
        return reverse("questions:decision", args=[self.public_id])
