"""The numbers of a project as they come in, and results in words (rule CO8; seed items C24, C25)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.places.models import Place
from cityclusters.projects.models.plan import Indicator
from cityclusters.projects.models.project import Project


class Value(models.Model):
    """One number of an indicator for one period, by sex where it counts people. Whoever approves it is not
    whoever wrote it; a locked one stays. `total` is kept with it, so that it needs no adding up."""

    class State(models.TextChoices):
        DRAFT = "draft", _("To be checked")
        APPROVED = "approved", _("Approved")
        LOCKED = "locked", _("Locked")

    SETTLED = (State.APPROVED, State.LOCKED)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    period = models.CharField(_("period"), max_length=8)
    starts = models.DateField()
    ends = models.DateField()
    female = models.DecimalField(_("women"), max_digits=16, decimal_places=2, null=True, blank=True)
    male = models.DecimalField(_("men"), max_digits=16, decimal_places=2, null=True, blank=True)
    other = models.DecimalField(_("another answer"), max_digits=16, decimal_places=2, null=True, blank=True)
    not_stated = models.DecimalField(_("not stated"), max_digits=16, decimal_places=2, null=True, blank=True)
    total = models.DecimalField(_("number"), max_digits=18, decimal_places=2)
    note = models.CharField(_("note"), max_length=500, blank=True)
    fall_reason = models.CharField(_("why it is lower than before"), max_length=500, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to="numbers/", blank=True)
    file_name = models.CharField(max_length=120, blank=True, help_text="as it was called when it came")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    returned = models.CharField(_("what is to be corrected"), max_length=500, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    class Meta:
        ordering = ["ends", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period"], name="projects_value_once_a_period"),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(approved_at__isnull=False),
                name="projects_value_approved_at",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | models.Q(by=None)
                | ~models.Q(approved_by=models.F("by")),
                name="projects_value_approved_by_another",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "state", "ends"], name="projects_value_series")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.period}"

    def get_absolute_url(self) -> str:
        """The numbers of its indicator."""
        return f"{self.indicator.get_absolute_url()}#value-{self.public_id}"


class ValueChange(models.Model):
    """A number was changed: what stood before, who changed it and why."""

    value = models.ForeignKey(Value, models.CASCADE, related_name="changes")
    before = models.JSONField(help_text="side to number")
    after = models.JSONField(help_text="side to number")
    was = models.CharField(max_length=8, choices=Value.State)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.reason


class Outcome(models.Model):
    """A result in words: a drying centre that works, markets that were reached; with its day and evidence."""

    class Kind(models.TextChoices):
        FACILITY = "facility", _("Facility or equipment")
        MARKET = "market", _("Market access and visibility")
        SKILL = "skill", _("Skills and confidence")
        ORGANISATION = "organisation", _("Organisation and leadership")
        POLICY = "policy", _("Rules and public services")
        INCOME = "income", _("Income and work")
        OTHER = "other", _("Something else")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="outcomes")
    kind = models.CharField(_("what it is about"), max_length=12, choices=Kind)
    statement = models.CharField(_("what changed"), max_length=500)
    language = models.CharField(max_length=8, help_text="in which it is written")
    facility = models.CharField(_("facility, and who runs it"), max_length=200, blank=True)
    women = models.CharField(_("what it means for women"), max_length=500, blank=True)
    men = models.CharField(_("what it means for men"), max_length=500, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(_("day"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    link = models.URLField(_("link"), max_length=500, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        """Where it stands among the results."""
        return f"{reverse('projects:outcomes', args=[self.project.public_id])}#{self.public_id}"
