"""Version: a practice as it was published."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.practices.models.practice import Practice

if TYPE_CHECKING:
    from cityclusters.practices.models.translation import Translation


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

    if TYPE_CHECKING:
        translations: models.Manager[Translation]

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["practice", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return str(self.content["title"])

    def get_absolute_url(self) -> str:
        """The page of exactly this version."""
        return reverse("practices:version", args=[self.practice.public_id, self.number])
