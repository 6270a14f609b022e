"""Booklet: practices that an editor chose and ordered, until an edition of them is frozen and after."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.practices.models import Call, CallManager, Picture, Practice

if TYPE_CHECKING:
    from cityclusters.booklets.models.edition import Edition
    from cityclusters.booklets.models.use import DeclaredUse


class BookletQuerySet(models.QuerySet["Booklet"]):
    """Questions about booklets."""

    def published(self) -> "BookletQuerySet":
        """Those with an edition that everybody may read."""
        return self.filter(Exists(self._editions().filter(state="published")))

    def unpublished(self) -> "BookletQuerySet":
        """Those that nobody but their editors knows."""
        return self.exclude(Exists(self._editions().filter(state="published")))

    def edited_by(self, person: Reader) -> "BookletQuerySet":
        """Those that the reader may change: all for an officer; else those that she began or was asked to
        edit, those of her organisations and those of calls that she manages."""
        if not person.is_authenticated:
            return self.none()
        if is_officer(person):
            return self
        asked = BookletEditor.objects.filter(person=person).values("booklet")
        calls = CallManager.objects.filter(person=person).values("call")
        mine = Q(created_by=person) | Q(pk__in=asked) | Q(call__in=calls)
        return self.filter(mine | Q(organisation__in=focal_organisations(person)))

    def visible_to(self, reader: Reader) -> "BookletQuerySet":
        """Everybody sees a booklet with a published edition; those who edit it see it from the start."""
        public = Q(Exists(self._editions().filter(state="published")))
        if not reader.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(pk__in=Booklet.objects.edited_by(reader).values("pk")))

    def with_editions(self) -> "BookletQuerySet":
        """With `frozen` and `published` (how many editions there are of each), for Booklet.state."""
        editions = Count("editions", filter=Q(editions__state="frozen"), distinct=True)
        number = Max("editions__number", filter=Q(editions__state="published"))
        return self.annotate(frozen_count=editions, published_number=number)  # type: ignore[no-redef]

    def _editions(self) -> "models.QuerySet[Any]":
        field: Any = self.model._meta.get_field("editions")
        rows: models.QuerySet[Any] = field.related_model._default_manager.filter(booklet=OuterRef("pk"))
        return rows


class Booklet(models.Model):
    """What the next edition will be. Nothing here is printed: an edition freezes it (rule PR4)."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("booklet", "In the making")
        FROZEN = "frozen", pgettext_lazy("booklet", "Frozen, not published")
        PUBLISHED = "published", pgettext_lazy("booklet", "Published")
        CORRECTED = "corrected", pgettext_lazy("booklet", "Published, corrected")

    class Paper(models.TextChoices):
        A5 = "a5", _("A5: a small book")
        A4 = "a4", _("A4: for office printers")

    class Colour(models.TextChoices):
        SEA = "sea", _("Sea green")
        EARTH = "earth", _("Terracotta")
        NIGHT = "night", _("Dark blue")
        PLUM = "plum", _("Plum")
        LEAF = "leaf", _("Leaf green")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    title = models.JSONField(_("title"), validators=[validate_texts])
    subtitle = models.JSONField(_("subtitle"), default=dict, blank=True, validators=[validate_texts])
    preface = models.JSONField(_("preface"), default=dict, blank=True, validators=[validate_texts])
    languages = models.JSONField(_("languages"), default=list)
    machine_allowed = models.BooleanField(default=False, help_text="print machine drafts, labelled")
    paper = models.CharField(_("paper"), max_length=2, choices=Paper, default=Paper.A5)
    colour = models.CharField(_("colour of the cover"), max_length=5, choices=Colour, default=Colour.SEA)
    cover = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="who publishes it"
    )
    editors: "models.ManyToManyField[Person, BookletEditor]" = models.ManyToManyField(
        Person, through="BookletEditor", through_fields=("booklet", "person"), related_name="+"
    )
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="+")
    exchange = models.ForeignKey(
        Exchange,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="whose knowledge it keeps",
    )
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = BookletQuerySet.as_manager()

    if TYPE_CHECKING:
        items: models.Manager["BookletItem"]
        editions: models.Manager[Edition]
        uses: models.Manager[DeclaredUse]
        frozen_count: int
        published_number: int | None

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return pick(self.title).text or self.public_id

    def get_absolute_url(self) -> str:
        """The page of the booklet."""
        return reverse("booklets:detail", args=[self.public_id])

    @property
    def state(self) -> "Booklet.State":
        """What its editions make it. Needs `with_editions`."""
        if self.published_number:
            corrected = self.published_number > 1
            return Booklet.State.CORRECTED if corrected else Booklet.State.PUBLISHED
        return Booklet.State.FROZEN if self.frozen_count else Booklet.State.PLANNED


class BookletEditor(models.Model):
    """A person who was asked to work on a booklet."""

    booklet = models.ForeignKey(Booklet, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["booklet", "person"], name="booklet_editor_once")]

    def __str__(self) -> str:
        return str(self.person)


class BookletItem(models.Model):
    """A practice in a booklet. `part` is the heading of the part that begins with it; {} where none does.

    `missing` says for a language that the practice lacks what is done: {"fr": "leave"} or {"fr":
    "original"}; a language that is not named there still has to be decided before freezing."""

    class Missing(models.TextChoices):
        LEAVE = "leave", _("Leave it out")
        ORIGINAL = "original", _("Print the original, labelled")

    booklet = models.ForeignKey(Booklet, models.CASCADE, related_name="items")
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    part = models.JSONField(_("heading of the part"), default=dict, blank=True, validators=[validate_texts])
    missing = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["booklet", "practice"], name="practice_once_in_booklet")
        ]

    def __str__(self) -> str:
        return str(self.practice)
