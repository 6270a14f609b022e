"""Question: what a city wants to know, who has the same question, and who follows it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, is_officer
from cityclusters.places.folding import fold
from cityclusters.places.models import Place
from cityclusters.questions.models.choices import Marker, State, Visibility
from cityclusters.questions.models.post import Post
from cityclusters.spaces.models import Membership, Space, Theme

if TYPE_CHECKING:
    from cityclusters.questions.models.answer import Answer
    from cityclusters.questions.models.asked import Asked
    from cityclusters.questions.models.reply import ConsolidatedReply


def reply_day() -> date:
    """The day by which the steward's reply is due for a question asked today."""
    return timezone.localdate() + timedelta(days=settings.REPLY_DAYS)


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions about questions."""

    def visible_to(self, reader: Reader) -> "QuestionQuerySet":
        """Those whose text the reader may read, whatever their state: what is shown to everybody; what is for
        members in her own spaces; her own; all in the spaces she keeps; officers all. Lists add `shown()`."""
        if is_officer(reader):
            return self
        public = Q(state=State.VISIBLE, visibility=Visibility.PUBLIC)
        if not reader.is_authenticated:
            return self.filter(public)
        here = Membership.objects.now().filter(person=reader)
        inside = Q(state=State.VISIBLE, space__in=here.values("space"))
        kept = Q(space__in=here.stewards().values("space"))
        asked = Q(
            state=State.VISIBLE, pk__in=Question.objects.filter(asked_people__person=reader).values("pk")
        )
        return self.filter(public | inside | kept | asked | Q(author=reader))

    def reachable_by(self, reader: Reader) -> "QuestionQuerySet":
        """Those whose page the reader may open: what she may read, and the stubs of what was taken away after
        others had read it."""
        stubs = Q(state__in=[State.HIDDEN, State.REMOVED], was_shown=True, visibility=Visibility.PUBLIC)
        return self.filter(Q(pk__in=Question.objects.visible_to(reader).values("pk")) | stubs)

    def shown(self) -> "QuestionQuerySet":
        """Those that nobody has held back or taken away: for lists, feeds, digests and the search."""
        return self.filter(state=State.VISIBLE)

    def public(self) -> "QuestionQuerySet":
        """Those that everybody may read, also without an account."""
        return self.shown().filter(visibility=Visibility.PUBLIC)

    def unanswered(self) -> "QuestionQuerySet":
        """Those without a published reply and without an answer of somebody else than the asker that can be
        read: what she adds herself answers nothing."""
        others = Q(answers__author=None) | Q(author=None)
        others |= Q(answers__author__lt=F("author")) | Q(answers__author__gt=F("author"))
        answered = Question.objects.filter(others, answers__state=State.VISIBLE).order_by()
        return self.filter(replied_at=None).exclude(pk__in=answered.values("pk"))

    def waiting_for_reply(self) -> "QuestionQuerySet":
        """Those shown that have no published reply yet."""
        return self.shown().filter(replied_at=None)


class Question(Post):
    """What somebody asks in a space. By `reply_due` its steward writes the consolidated reply.

    `was_shown` says whether others have ever been able to read it: only then taking it away leaves a stub."""

    Visibility = Visibility
    Marker = Marker

    space = models.ForeignKey(Space, models.PROTECT, related_name="+")
    title = models.CharField(_("your question in one sentence"), max_length=200)
    folded = models.CharField(max_length=400, blank=True, editable=False, help_text="the title, for lookups")
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="+")
    marker = models.CharField(_("gender marker"), max_length=1, choices=Marker, blank=True, default="")
    visibility = models.CharField(
        _("who may read it"), max_length=7, choices=Visibility, default=Visibility.PUBLIC
    )
    asked_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, blank=True, help_text="since when others can read it")
    was_shown = models.BooleanField(default=True)
    reply_due = models.DateField(_("reply due on"), default=reply_day)
    due_reason = models.CharField(_("why the day was moved"), max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True, help_text="its first published reply")
    waiting_told_at = models.DateTimeField(null=True, blank=True, help_text="rule SP4: stewards were told")
    due_told_for = models.DateField(null=True, blank=True, help_text="the due day of which they were told")

    objects = QuestionQuerySet.as_manager()

    if TYPE_CHECKING:
        answers: models.Manager["Answer"]
        replies: models.Manager["ConsolidatedReply"]
        ours_too: models.Manager["OursToo"]
        followers: models.Manager["Follower"]
        asked_people: models.Manager["Asked"]

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["space", "state", "-asked_at"], name="question_of_space"),
            models.Index(fields=["state", "-asked_at"], name="question_newest"),
            models.Index(fields=["author", "-asked_at"], name="question_of_author"),
            models.Index(fields=["replied_at", "reply_due"], name="question_reply_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="question_has_a_title"),
            models.CheckConstraint(
                condition=Q(state=State.HELD) | Q(held_for=""), name="only_held_question_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the question."""
        return reverse("questions:detail", args=[self.public_id])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the folded title beside the title."""
        self.folded = fold(self.title)[:400]
        fields: Iterable[str] | None = kwargs.get("update_fields")
        if fields is not None and "title" in fields:
            kwargs["update_fields"] = {*fields, "folded"}
        super().save(*args, **kwargs)

    @property
    def written_at(self) -> datetime:
        """When it was asked."""
        return self.asked_at

    @property
    def question(self) -> "Question":
        """Itself: so that a post of either kind names its question."""
        return self


class OursToo(models.Model):
    """ "Ours too": another city has the same question (seed item D5). One per organisation; one per person
    who stands for herself. With `meet`, she agrees to be shown to the others who said so.

    `note` is a text that others read: it is reported, hidden and appealed about as an answer is (rule SP2),
    and `state` is the note's. The city goes on counting when its note is taken away."""

    State = State

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="ours_too")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    post = models.CharField(max_length=200, blank=True)
    note = models.CharField(_("how it is in your city"), max_length=500, blank=True)
    language = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.VISIBLE)
    meet = models.BooleanField(_("the others may see my name, and I want to meet them"), default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="ours_too_once_per_person"),
            models.UniqueConstraint(
                fields=["question", "organisation"],
                condition=Q(organisation__isnull=False),
                name="ours_too_once_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}"

    def get_absolute_url(self) -> str:
        """Where it stands beside the question."""
        return f"{self.question.get_absolute_url()}#ours-too"

    # What a note has in common with the other posts, under their names.

    @property
    def author(self) -> Person:
        """Who wrote it."""
        return self.person

    @property
    def author_id(self) -> int:
        """The key of who wrote it."""
        return self.person_id

    @property
    def text(self) -> str:
        """The note."""
        return self.note

    @property
    def direction(self) -> str:
        """As its letters say: its language is only supposed."""
        return "auto"

    @property
    def is_shown(self) -> bool:
        """Whether everybody who may see the question reads the note."""
        return self.state == State.VISIBLE and bool(self.note)


class Follower(models.Model):
    """Somebody who gets a letter for each answer, until she stops it by one click."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="followers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="question_followed_once")]

    def __str__(self) -> str:
        return str(self.person)
