"""Answers to the checklist of gender mainstreaming, and the risks to women that were thought of."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.projects.models.project import Project


class ChecklistAnswer(models.Model):
    """One answer to one item; a later answer stands beside it, so that changes are kept.

    `not applicable` needs a reason, and the approval of somebody else than who gave it (rule CO1)."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")
        NOT_APPLICABLE = "na", _("Does not apply")

    project = models.ForeignKey(Project, models.CASCADE, related_name="checklist_answers")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    item = models.CharField(max_length=4)
    answer = models.CharField(_("answer"), max_length=6, choices=Answer)
    evidence = models.TextField(_("what shows it"), max_length=2000, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to="checklists/", blank=True)
    file_name = models.CharField(max_length=120, blank=True, help_text="as it was called when it came")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    latest = models.BooleanField(default=True)
    approved_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_reason = models.CharField(_("why it does apply"), max_length=500, blank=True)

    class Meta:
        ordering = ["item", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "item"], condition=models.Q(latest=True), name="projects_checklist_latest"
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="na") | ~models.Q(reason=""),
                name="projects_checklist_na_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | models.Q(by=None)
                | ~models.Q(approved_by=models.F("by")),
                name="projects_checklist_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.answer}"

    @property
    def settles(self) -> bool:
        """Whether an item that keeps a phase open is settled by it: yes, or an approved 'does not apply'."""
        if self.answer == self.Answer.NOT_APPLICABLE:
            return self.approved_at is not None and self.refused_at is None
        return self.answer == self.Answer.YES

    @property
    def waits_for_second(self) -> bool:
        """Whether somebody else has still to say that the item does not apply."""
        waits = self.approved_at is None and self.refused_at is None
        return self.latest and self.answer == self.Answer.NOT_APPLICABLE and waits


class Risk(models.Model):
    """A risk to women that the project's work could bring, and what is done against it (item GM29)."""

    class Likelihood(models.TextChoices):
        LOW = "low", _("Unlikely")
        MEDIUM = "medium", _("Possible")
        HIGH = "high", _("Likely")

    class Kind(models.TextChoices):
        WORKLOAD = "workload", _("More work")
        INCOME = "income", _("Less control of income")
        CONFLICT = "conflict", _("Conflict")
        VIOLENCE = "violence", _("Violence")
        OTHER = "other", _("Other")

    project = models.ForeignKey(Project, models.CASCADE, related_name="risks")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    kind = models.CharField(_("kind of risk"), max_length=8, choices=Kind)
    risk = models.CharField(_("what could happen"), max_length=500)
    likelihood = models.CharField(_("how likely"), max_length=6, choices=Likelihood)
    measure = models.CharField(_("what is done against it"), max_length=500)
    owner = models.CharField(_("who sees to it (a post, no name)"), max_length=150)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.risk
