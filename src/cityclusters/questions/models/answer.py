"""Answer: what somebody answers, with its earlier wordings, files and thanks."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.questions.models.choices import Role, State
from cityclusters.questions.models.post import Post
from cityclusters.questions.models.question import Question


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Questions about answers."""

    def shown(self) -> "AnswerQuerySet":
        """Those that nobody has held back or taken away."""
        return self.filter(state=State.VISIBLE)


class Answer(Post):
    """An answer to a question, on the site or by mail. `was_shown` as for a question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    at = models.DateTimeField(default=timezone.now)
    was_shown = models.BooleanField(default=True)

    objects = AnswerQuerySet.as_manager()

    if TYPE_CHECKING:
        thanks: models.Manager["Thanks"]

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["question", "state", "at"], name="answer_of_question"),
            models.Index(fields=["author", "-at"], name="answer_of_author"),
            models.Index(fields=["state", "at"], name="answer_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="answer_says_something"),
            models.CheckConstraint(
                condition=Q(state=State.HELD) | Q(held_for=""), name="only_held_answer_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}"

    def get_absolute_url(self) -> str:
        """Where it stands among the answers, on whichever page of them."""
        page = reverse("questions:detail", args=[self.question.public_id])
        return f"{page}?answer={self.public_id}#answer-{self.public_id}"

    @property
    def written_at(self) -> datetime:
        """When it was written."""
        return self.at


def about_one_post(name: str) -> models.CheckConstraint:
    """A row about a question or about an answer, never both."""
    question = Q(question__isnull=False, answer=None)
    answer = Q(question=None, answer__isnull=False)
    return models.CheckConstraint(condition=question | answer, name=name)


class Earlier(models.Model):
    """A wording that a post had before its author changed it. Readers of the post find it, because others may
    have answered it; one that names a private person or a number can be removed: its words are deleted, and
    when, in which role and why stays."""

    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="earlier")
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, related_name="earlier")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=8)
    until = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    removed_as = models.CharField(max_length=7, choices=Role, blank=True, default="")
    removed_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-until", "-pk"]
        constraints = [
            about_one_post("earlier_wording_of_one_post"),
            models.CheckConstraint(
                condition=Q(removed_at=None) | (Q(title="", text="") & ~Q(removed_why="")),
                name="removed_wording_is_gone_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def post(self) -> Question | Answer:
        """The question or answer that once said this."""
        found = self.answer or self.question
        assert found is not None  # a constraint of the table
        return found


class File(models.Model):
    """A picture or a PDF that came with a post: looked at by its content, kept under a name of ours."""

    class Kind(models.TextChoices):
        PICTURE = "picture"
        PDF = "pdf"

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="files")
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, related_name="files")
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=120, help_text="as the sender called it, for reading only")
    stored = models.FileField(upload_to="questions/")
    light = models.FileField(upload_to="questions/", blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveIntegerField(default=0, help_text="bytes")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [about_one_post("file_of_one_post")]

    def __str__(self) -> str:
        return self.name


class Thanks(models.Model):
    """Somebody found an answer useful. Shown at the answer; people are never ranked by it."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="thanks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "person"], name="thanked_once")]

    def __str__(self) -> str:
        return str(self.person)
