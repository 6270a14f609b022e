"""Version: a practice as it was published, and the same in another language."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.practices.models.practice import Practice


class Version(models.Model):
    """A practice as published: never changed. A correction is the next number; booklets and citations point
    to a version (rule PR4).

    `content` holds what a translation translates, in `language`:
      {"title": str, "summary": str, "sections": {key: text}, "steps": [{"title": str, "text": str}],
       "results": [{"statement": str, "value": str, "unit": str, "period": str, "source": str}]}
    `facts` holds what is the same in every language:
      {"organisation": {"id": public id, "names": texts} or None, "place": {"id", "name", "country"},
       "more_places": [the same], "partners": [{"name", "organisation": public id or "", "kind", "role"}],
       "links": [{"title", "url", "rights"}], "themes": [code], "sdg_targets": [str], "audiences": [str],
       "value_chain": str, "marker": str, "level": str, "status": str, "started": str, "ended": str,
       "licence": str, "call": public id or ""}"""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    facts: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField()
    change_note = models.CharField(_("what is corrected"), max_length=300, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["practice", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return str(self.content["title"])

    def get_absolute_url(self) -> str:
        """The page of exactly this version."""
        return reverse("practices:version", args=[self.practice.public_id, self.number])


class Translation(models.Model):
    """A version in another language, as work: wanted, being translated, in review, then readable.

    `content` has the shape of Version.content. Until a person has reviewed it, a translation says who or what
    made it; a machine's draft is always labelled as such. One that is readable while the practice has a newer
    version is outdated, and says so with the difference."""

    class State(models.TextChoices):
        WANTED = "wanted", _("Wanted")
        IN_WORK = "in_work", _("Being translated")
        IN_REVIEW = "in_review", _("Waiting for its review")
        REVIEWED = "reviewed", _("Reviewed")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WANTED)
    machine = models.CharField(
        max_length=80, blank=True, help_text="the service that made the first draft, shown for ever"
    )
    machine_shown = models.BooleanField(default=False, help_text="the machine's draft is readable, labelled")
    translator = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=500, blank=True, help_text="from the reviewer, when sent back")
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="translation_once_per_language"),
            models.CheckConstraint(
                condition=Q(reviewer=None) | Q(translator=None) | ~Q(reviewer=models.F("translator")),
                name="translation_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"
