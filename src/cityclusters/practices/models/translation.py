"""Translation: a version in another language, as work; who asked for it; what a machine used."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.people.models import Person
from cityclusters.practices.models.choices import State
from cityclusters.practices.models.practice import Practice
from cityclusters.practices.models.version import Version


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Questions about translations."""

    def readable(self) -> "TranslationQuerySet":
        """Those that readers may be given, by `Translation.shown`: reviewed ones, also outdated ones and
        those that are being corrected; and machines' drafts of the newest version that somebody allowed to
        be shown."""
        machines = Q(machine_shown=True, version=F("version__practice__version"))
        return self.filter(Q(state=Translation.State.REVIEWED) | ~Q(stood={}) | machines)

    def published(self) -> "TranslationQuerySet":
        """Those of practices that stand in lists: not retired."""
        return self.exclude(version__practice__state=State.RETIRED)

    def current(self) -> "TranslationQuerySet":
        """Those of the version that is read now."""
        return self.filter(version=F("version__practice__version"))


class Translation(models.Model):
    """A version in another language, as work: wanted, being translated, in review, then readable.

    `content` has the shape of Version.content; what is not translated yet is ''. Until a second person has
    reviewed it, nobody reads it but a machine's draft that was allowed, which is kept apart in
    `machine_content` and always labelled. One that is readable while the practice has a newer version is
    outdated, and says so with the difference."""

    class State(models.TextChoices):
        WANTED = "wanted", _("Wanted")
        IN_WORK = "in_work", _("Being translated")
        IN_REVIEW = "in_review", _("Waiting for its review")
        REVIEWED = "reviewed", _("Reviewed")

    class Machine(models.TextChoices):
        NONE = "", _("Not asked")
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("At work")
        DONE = "done", _("Ready")
        FAILED = "failed", _("Failed")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WANTED)
    # -- the people
    translator = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    hands = models.ManyToManyField(
        Person, blank=True, related_name="+", help_text="everybody who has translated in it"
    )
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, blank=True, help_text="from the reviewer, when sent back")
    # -- when
    created_at = models.DateTimeField(default=timezone.now)
    taken_until = models.DateTimeField(
        null=True, blank=True, help_text="given back then, unless something is saved before"
    )
    saved_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    # -- saving as it is typed: the number of the last save, and for each part the save and the page that
    # wrote it last, so that a copy that waited on a telephone does not overwrite what was written since
    revision = models.PositiveIntegerField(default=0)
    marks: "models.JSONField[dict[str, list[Any]], dict[str, list[Any]]]" = models.JSONField(
        default=dict, blank=True
    )
    # -- carried over from the translation of an older version
    kept: "models.JSONField[list[str], list[str]]" = models.JSONField(
        default=list, blank=True, help_text="parts whose original did not change: carried over as they were"
    )
    stale: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(
        default=dict, blank=True, help_text="parts whose original changed: part to the original as it was"
    )
    # -- while a reviewed one is being corrected: what readers have until the correction is reviewed
    stood: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    stood_translator = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    stood_reviewer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    # -- a machine's draft
    machine = models.CharField(
        max_length=80, blank=True, help_text="the service that made a draft, named wherever it is shown"
    )
    machine_used = models.BooleanField(default=False, help_text="people went on from the machine's draft")
    machine_content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, blank=True
    )
    machine_state = models.CharField(max_length=7, choices=Machine, blank=True, default="")
    machine_done = models.PositiveSmallIntegerField(default=0, help_text="parts")
    machine_at = models.DateTimeField(null=True, blank=True, help_text="the worker's last sign of life")
    machine_problem = models.CharField(max_length=300, blank=True)
    machine_shown = models.BooleanField(default=False, help_text="the machine's draft is readable, labelled")

    objects = TranslationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "language"], name="translation_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="translation_once_per_language"),
            models.CheckConstraint(
                condition=Q(reviewer=None) | Q(translator=None) | ~Q(reviewer=F("translator")),
                name="translation_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_work") | Q(taken_until__isnull=False),
                name="translation_in_work_is_taken_until",
            ),
            models.CheckConstraint(
                condition=~Q(state="reviewed") | Q(reviewed_at__isnull=False),
                name="reviewed_translation_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"

    def get_absolute_url(self) -> str:
        """The page on which it is worked on."""
        return reverse("practices:translation", args=[self.version.practice.public_id, self.public_id])

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr'."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def shown(self) -> dict[str, Any]:
        """What a reader gets, of one that is `readable()`."""
        if self.state == self.State.REVIEWED:
            return self.content
        return self.stood or self.machine_content

    @property
    def stands(self) -> bool:
        """Whether a second person has reviewed what readers get; also while it is being corrected."""
        return self.state == self.State.REVIEWED or bool(self.stood)

    @property
    def machine_busy(self) -> bool:
        """Whether a machine's draft is being made."""
        return self.machine_state in (self.Machine.WAITING, self.Machine.WORKING)


class TranslationAsk(models.Model):
    """ "I need this in …": one person asks for a practice in a language; answered once it is readable."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="translation_asks")
    language = models.CharField(max_length=8)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "language", "person"], name="translation_asked_for_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice} ({self.language})"


class Translator(models.Model):
    """The languages that a person reads and writes well enough to translate or to review."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+", primary_key=True)
    languages: "models.JSONField[list[str], list[str]]" = models.JSONField(_("languages"), default=list)

    def __str__(self) -> str:
        return ", ".join(self.languages)


class MachineUse(models.Model):
    """How many characters were sent to the translation service in a month: what it may cost has a limit."""

    month = models.DateField(unique=True, help_text="its first day, UTC")
    characters = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
