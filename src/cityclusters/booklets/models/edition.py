"""Edition: a booklet as it was printed, in one language; never changed, but for consents withdrawn."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.booklets.models.booklet import Booklet
from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.practices.models import Picture, Translation, Version, VoiceConsent


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions about editions."""

    def published(self) -> "EditionQuerySet":
        """Those that everybody may read."""
        return self.filter(state=Edition.State.PUBLISHED)

    def with_newer(self) -> "EditionQuerySet":
        """With `has_newer`: whether a later edition in the same language is published."""
        newer = Edition.objects.published().filter(
            booklet=OuterRef("booklet"), language=OuterRef("language"), number__gt=OuterRef("number")
        )
        return self.annotate(has_newer=Exists(newer))  # type: ignore[no-redef]

    def light(self) -> "EditionQuerySet":
        """Without what it prints, which may be a megabyte."""
        return self.defer("source")


class Edition(models.Model):
    """One language of one edition. All languages that were frozen together have the same `number`; a proof
    has the number 0 and is replaced by the next one.

    `source` holds everything that prints, in the shape that `booklets.source.build` says. It stays as it
    was frozen, except that a picture or quotation whose consent was withdrawn, and the name of a person who
    erased her account, are taken out of it: `revision` grows, and the files are made again."""

    class State(models.TextChoices):
        PROOF = "proof", _("Proof")
        FROZEN = "frozen", _("Frozen, not published")
        PUBLISHED = "published", _("Published")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    booklet = models.ForeignKey(Booklet, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=9, choices=State, default=State.FROZEN)
    source: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    revision = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(_("what is corrected"), max_length=500, blank=True)
    # Written by the platform, in the edition's language: what differs from the edition before.
    changes = models.JSONField(default=list, blank=True)
    # What was taken out after publication, in words: [{"at": "2026-11-22", "pictures": 1, "quotes": 0}].
    taken_out = models.JSONField(default=list, blank=True)
    practices = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    cover = models.FileField(upload_to="booklets/", blank=True)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects = EditionQuerySet.as_manager()

    if TYPE_CHECKING:
        items: models.Manager["EditionItem"]
        files: models.Manager["EditionFile"]
        voices: models.Manager["EditionVoice"]
        has_newer: bool

    class Meta:
        ordering = ["-number", "language"]
        constraints = [
            models.UniqueConstraint(fields=["booklet", "number", "language"], name="edition_number_once"),
            models.CheckConstraint(
                condition=Q(state="proof", number=0) | (~Q(state="proof") & Q(number__gt=0)),
                name="proof_has_no_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="published_edition_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booklet} {self.number} ({self.language})"

    def get_absolute_url(self) -> str:
        """The page of the edition, in this language."""
        address = reverse("booklets:edition", args=[self.booklet.public_id, self.number])
        return f"{address}?in={self.language}"


def editions_of(booklet: Booklet) -> EditionQuerySet:
    """All editions of the booklet, proofs included."""
    return Edition.objects.filter(booklet=booklet)


class EditionItem(models.Model):
    """A practice as an edition prints it: exactly this version, and this translation of it, if one."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="items")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    translation = models.ForeignKey(Translation, models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "version"], name="version_once_in_edition")]

    def __str__(self) -> str:
        return str(self.version)


class EditionVoice(models.Model):
    """A picture or a testimonial that an edition prints, with the consent on which that rests."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("Picture")
        QUOTE = "quote", _("Quotation")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="voices")
    kind = models.CharField(max_length=7, choices=Kind)
    voice = models.CharField(max_length=10, help_text="public id of the picture or testimonial")
    consent = models.ForeignKey(VoiceConsent, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "voice"], name="voice_once_in_edition")
        ]

    def __str__(self) -> str:
        return self.voice


class PrintPicture(models.Model):
    """A picture in the size of print, kept apart from the practice's own: an edition keeps what it shows
    when the practice drops a picture. Deleted as soon as its consent is withdrawn."""

    picture = models.OneToOneField(Picture, models.SET_NULL, null=True, related_name="+")
    voice = models.CharField(max_length=10, unique=True, help_text="public id of the picture")
    file = models.FileField(upload_to="booklets/")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.voice


class EditionFile(models.Model):
    """One file of an edition, made by a task. `revision` is that of the source it was made from: a file of
    an older revision is not sent to anybody."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF, for printing and reading")
        EPUB = "epub", _("EPUB, for telephones and e-book readers")
        DOCX = "docx", _("Word, for changing it")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=4, choices=Kind)
    file = models.FileField(upload_to="booklets/", blank=True)
    bytes = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    revision = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0, help_text="practices of which it is made so far")
    # Characters that none of our fonts has: where there are some, the PDF can't be tagged.
    unshown = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(default=timezone.now, help_text="when something last went forward")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="edition_file_once"),
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(file=""), name="ready_file_is_there"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}.{self.kind}"

    @property
    def is_current(self) -> bool:
        """Whether it is made of what the edition prints now. Needs the edition."""
        return self.state == EditionFile.State.READY and self.revision == self.edition.revision

    @classmethod
    def current(cls) -> Q:
        """The same as a condition."""
        return Q(state=cls.State.READY, revision=F("edition__revision"))
