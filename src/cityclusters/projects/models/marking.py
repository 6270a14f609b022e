"""The gender marker of a project: what was proposed from the criteria, and what a person confirmed (CO6)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.projects.models.project import Project


class MarkQuerySet(models.QuerySet["Mark"]):
    """Questions about markers."""

    def in_force(self) -> "MarkQuerySet":
        """The confirmed ones that no later confirmation took the place of."""
        return self.exclude(confirmed_at=None).filter(superseded_at=None)


class Mark(models.Model):
    """One look at the criteria: answers with evidence, the value that follows, and who confirmed which value.

    A project without a confirmed mark was not screened, which is not 0. Rows are never edited once they are
    confirmed: a later one takes their place, and they stay as the history. `answers` maps a criterion's code
    to {"answer": "yes|no", "evidence": text}; `un_score` is the step on the scale of the United Nations
    ('' where the marker does not come from one)."""

    class Stage(models.TextChoices):
        DESIGN = "design", _("When the project was designed")
        REVISION = "revision", _("When the plan was revised")
        END = "end", _("At the end, against what was done")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="marks")
    stage = models.CharField(_("when"), max_length=8, choices=Stage, default=Stage.DESIGN)
    language = models.CharField(max_length=8, help_text="in which it is written")
    answers = models.JSONField(default=dict)
    un_score = models.CharField(max_length=2, blank=True)
    proposed = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.TextField(_("evidence"), max_length=2000, blank=True)
    reason = models.TextField(_("why another value than proposed"), max_length=1000, blank=True)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proposed__in=[0, 1, 2])
                & (models.Q(value=None) | models.Q(value__in=[0, 1, 2])),
                name="projects_mark_is_0_1_or_2",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, value=None)
                | (models.Q(confirmed_at__isnull=False, value__isnull=False) & ~models.Q(evidence="")),
                name="projects_mark_confirmed_with_evidence",
            ),
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value=models.F("proposed")) | ~models.Q(reason=""),
                name="projects_mark_other_value_says_why",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(confirmed_at__isnull=False, superseded_at=None),
                name="projects_mark_one_in_force",
            ),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(confirmed_at=None), name="projects_mark_one_proposed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.value if self.value is not None else self.proposed}"

    def get_absolute_url(self) -> str:
        """The page of the project's marker."""
        return reverse("projects:marker", args=[self.project.public_id])
