"""ConsolidatedReply: the steward's one good answer out of all answers, with everybody credited."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.questions.models.answer import Answer
from cityclusters.questions.models.question import Question


class ReplyQuerySet(models.QuerySet["ConsolidatedReply"]):
    """Questions about replies."""

    def published(self) -> "ReplyQuerySet":
        """The newest published edition of each reply whose question is shown."""
        return self.filter(state=ConsolidatedReply.State.PUBLISHED, question__state="visible")


class ConsolidatedReply(models.Model):
    """One edition of the reply to a question. A published edition is never changed: a correction is the next
    number with a note, and the earlier one stays readable.

    `outline` is what the steward writes in: a list of {"key": str, "title": str, "text": str, "answers":
    [public ids of the answers put there]}. `text` is the whole as it is read, made from introduction and
    outline when it is saved."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Earlier edition")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="replies")
    number = models.PositiveSmallIntegerField(_("edition"), default=1)
    language = models.CharField(_("language you write in"), max_length=8)
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("in short"), blank=True)
    outline: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(
        default=list, blank=True
    )
    text = models.TextField(blank=True)
    note = models.CharField(_("what is corrected"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0, help_text="grows with each save")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    objects = ReplyQuerySet.as_manager()

    if TYPE_CHECKING:
        credits: models.Manager["Credit"]

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="reply_edition_once"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(state="draft"), name="one_draft_of_a_reply"
            ),
            models.UniqueConstraint(
                fields=["question"], condition=Q(state="published"), name="one_reply_is_the_newest"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(published_at__isnull=False) & ~Q(text="")),
                name="published_reply_says_something",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number=1) | ~Q(note=""), name="later_edition_says_why"
            ),
        ]
        indexes = [models.Index(fields=["state", "-published_at"], name="reply_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the reply in the library; of an earlier edition, its own."""
        address = reverse("questions:reply", args=[self.question.public_id])
        return f"{address}?edition={self.number}" if self.state == self.State.SUPERSEDED else address

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr' by the text's own language."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


class Credit(models.Model):
    """Who contributed to a published reply, as on the day of the contribution; never changed, except that a
    person who leaves is not named any more."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked the question")
        ANSWERED = "answered", _("Answered")
        OURS_TOO = "ours_too", _("Has the same question")
        WROTE = "wrote", _("Wrote this reply")

    reply = models.ForeignKey(ConsolidatedReply, models.CASCADE, related_name="credits")
    kind = models.CharField(max_length=8, choices=Kind)
    position = models.PositiveSmallIntegerField(default=0)
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    day = models.DateField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())
