"""The plan of a project: numbered versions with objectives, actions and what is aimed at by sex (CO2-CO5).

A version in force is never edited; a new draft copies it. Objectives and actions keep their `key` from one
version to the next, so that what was done stays with the action; an indicator is one record for all."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import ids
from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.projects.models.diagnosis import Finding
from cityclusters.projects.models.local_plan import Driver
from cityclusters.projects.models.project import Project


class Side(models.TextChoices):
    """Whom a plan is for when it is for one sex alone."""

    FEMALE = "female", _("Women")
    MALE = "male", _("Men")


class Plan(models.Model):
    """One version. At most one is a draft, at most one in force; those before it stay to be read."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_FORCE = "in_force", _("In force")
        SUPERSEDED = "superseded", _("Replaced")

    project = models.ForeignKey(Project, models.CASCADE, related_name="plans")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(max_length=8, help_text="in which it is written")
    change = models.CharField(_("what changes, and why"), max_length=1000, blank=True)
    single_sex = models.CharField(_("for one sex alone"), max_length=6, choices=Side, blank=True)
    single_sex_reason = models.CharField(_("reason"), max_length=500, blank=True)
    men_reason = models.CharField(_("why no action engages men"), max_length=500, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    put_in_force_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="projects_plan_number_once"),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(state="draft"), name="projects_plan_one_draft"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(state="in_force"), name="projects_plan_one_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(in_force_from__isnull=False),
                name="projects_plan_in_force_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.number}"

    def get_absolute_url(self) -> str:
        """The page of this version."""
        return reverse("projects:plan-version", args=[self.project.public_id, self.number])


class Objective(models.Model):
    """What is to change. A gender objective answers a finding of the diagnosis (rule CO2), that of a
    local plan a driver (rule LP2)."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    key = models.CharField(max_length=10, default=ids.public_id, editable=False, help_text="in all versions")
    order = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("objective"), max_length=500)
    gender = models.BooleanField(_("it is about equality of women and men"), default=False)
    finding = models.ForeignKey(Finding, models.SET_NULL, null=True, blank=True, related_name="objectives")
    driver = models.ForeignKey(Driver, models.PROTECT, null=True, blank=True, related_name="objectives")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="projects_objective_key_once")]

    def __str__(self) -> str:
        return self.text


class Action(models.Model):
    """A step towards an objective: who answers for it, what it costs, until when, whom it reaches."""

    class Tag(models.TextChoices):
        TARGETED = "targeted", _("For equality itself")
        MAINSTREAMED = "mainstreamed", _("Equality is a part of it")
        NONE = "none", _("Not for equality")

    class Kind(models.TextChoices):
        PREVENTION = "prevention", _("Prevention")
        REFERRAL = "referral", _("Referral to services")
        OTHER = "other", _("Other")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="actions")
    key = models.CharField(max_length=10, default=ids.public_id, editable=False, help_text="in all versions")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("action"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OTHER)
    owner = models.CharField(_("who answers for it"), max_length=200, blank=True)
    cost = models.DecimalField(
        _("cost"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    due = models.DateField(_("until"), null=True, blank=True)
    tag = models.CharField(_("budget"), max_length=12, choices=Tag, default=Tag.NONE)
    women_percent = models.PositiveSmallIntegerField(
        _("share of the money that reaches women, in percent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    engages_men = models.BooleanField(_("it engages men and boys"), default=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(women_percent=None) | models.Q(women_percent__lte=100),
                name="projects_action_share_of_women",
            ),
            models.CheckConstraint(
                condition=models.Q(cost=None) | ~models.Q(currency=""), name="projects_action_cost_in_money"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActionStep(models.Model):
    """What became of an action: a line for each change, with what shows it; the last one holds."""

    class State(models.TextChoices):
        GOING = "going", _("Going on")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Given up")

    project = models.ForeignKey(Project, models.CASCADE, related_name="action_steps")
    action = models.CharField(max_length=10, help_text="the key of the action in all versions")
    state = models.CharField(_("how it stands"), max_length=8, choices=State)
    on = models.DateField(_("since"))
    evidence = models.CharField(_("what shows it"), max_length=500, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["project", "action"], name="projects_action_steps")]

    def __str__(self) -> str:
        return str(self.get_state_display())


class Indicator(models.Model):
    """What is counted, in which unit and how often: one record for all versions of the plan.

    `reporter` fills in its numbers; she needs no other right in the project than that."""

    class Unit(models.TextChoices):
        PEOPLE = "people", _("People")
        ORGANISATIONS = "organisations", _("Organisations")
        MONEY = "money", _("Money")
        HOURS = "hours", _("Hours")
        ITEMS = "items", _("Things")
        PERCENT = "percent", _("Percent")
        OTHER = "other", _("Another unit")

    class Type(models.TextChoices):
        PERIODIC = "periodic", _("New in each period; the periods add up")
        CUMULATIVE = "cumulative", _("All so far; never falls")
        STOCK = "stock", _("How many there are at the end of the period")

    class Direction(models.TextChoices):
        UP = "up", _("More is meant")
        DOWN = "down", _("Less is meant")
        NONE = "none", _("No direction: it is only watched")

    class Rhythm(models.TextChoices):
        MONTH = "month", _("Every month")
        QUARTER = "quarter", _("Every quarter")
        HALF = "half", _("Every half-year")
        YEAR = "year", _("Every year")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="indicators")
    name = models.CharField(_("indicator"), max_length=300)
    language = models.CharField(max_length=8, help_text="in which it is written")
    unit = models.CharField(_("unit"), max_length=13, choices=Unit, default=Unit.PEOPLE)
    unit_words = models.CharField(_("unit in words"), max_length=60, blank=True)
    type = models.CharField(_("how its numbers are meant"), max_length=10, choices=Type)
    direction = models.CharField(_("direction"), max_length=4, choices=Direction, default=Direction.UP)
    rhythm = models.CharField(_("how often"), max_length=7, choices=Rhythm, default=Rhythm.QUARTER)
    source = models.CharField(_("where the numbers come from"), max_length=300, blank=True)
    reporter = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reports_from = models.DateField(_("first day that is reported"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    reminded_for = models.CharField(max_length=8, blank=True, help_text="the period that was written about")
    # How it stands, kept by monitoring.standing with each number that is approved or changed: overviews of
    # hundreds of projects can't add up all numbers of all periods each time.
    period = models.CharField(max_length=8, blank=True, editable=False, help_text="the last one approved")
    period_ends = models.DateField(null=True, blank=True, editable=False)
    reported_until = models.DateField(null=True, blank=True, editable=False, help_text="drafts too")
    female = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True, editable=False)
    male = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True, editable=False)
    other = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True, editable=False)
    not_stated = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True, editable=False)
    total = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True, editable=False)
    women_met = models.BooleanField(null=True, blank=True, editable=False)
    men_met = models.BooleanField(null=True, blank=True, editable=False)
    all_met = models.BooleanField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["reporter"], name="projects_indicator_reporter"),
            models.Index(fields=["project", "reported_until"], name="projects_indicator_light"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its numbers."""
        return reverse("projects:numbers-of", args=[self.project.public_id, self.public_id])

    @property
    def by_sex(self) -> bool:
        """Whether its numbers are asked by sex: those of people are."""
        return self.unit == self.Unit.PEOPLE

    @property
    def unit_label(self) -> str:
        """The unit in words: those of the plan, else those of the list."""
        return self.unit_words or str(self.get_unit_display())


class Aim(models.Model):
    """What one version of the plan aims at with an indicator: where it starts and where it is to get, by sex.

    `baseline_due` is the day on which a baseline will be known; `reason` says why a zero is meant."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="aims")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="aims")
    objective = models.ForeignKey(Objective, models.SET_NULL, null=True, blank=True, related_name="aims")
    order = models.PositiveSmallIntegerField(default=0)
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=2, null=True, blank=True)
    target_female = models.DecimalField(_("women"), max_digits=16, decimal_places=2, null=True, blank=True)
    target_male = models.DecimalField(_("men"), max_digits=16, decimal_places=2, null=True, blank=True)
    target_other = models.DecimalField(
        _("another answer"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    baseline = models.DecimalField(_("today"), max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_female = models.DecimalField(_("women"), max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_male = models.DecimalField(_("men"), max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_other = models.DecimalField(
        _("another answer"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    baseline_not_stated = models.DecimalField(
        _("not stated"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    baseline_source = models.CharField(_("source of the baseline"), max_length=300, blank=True)
    baseline_due = models.DateField(_("baseline known by"), null=True, blank=True)
    reason = models.CharField(_("reason for a zero"), max_length=500, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "indicator"], name="projects_aim_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class Target(models.Model):
    """What is to be reached in one period on the way."""

    aim = models.ForeignKey(Aim, models.CASCADE, related_name="targets")
    period = models.CharField(_("period"), max_length=8)
    female = models.DecimalField(_("women"), max_digits=16, decimal_places=2, null=True, blank=True)
    male = models.DecimalField(_("men"), max_digits=16, decimal_places=2, null=True, blank=True)
    other = models.DecimalField(_("another answer"), max_digits=16, decimal_places=2, null=True, blank=True)
    total = models.DecimalField(_("all"), max_digits=16, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["period"]
        constraints = [models.UniqueConstraint(fields=["aim", "period"], name="projects_target_once")]

    def __str__(self) -> str:
        return self.period
