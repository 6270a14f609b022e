"""The diagnosis of a project: rows of four grids, the people heard, findings, frozen versions, steps of the
value chain (rules CO2, CO5)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Person
from cityclusters.projects.models.project import Project
from cityclusters.surveys.models import Question

HOURS_OF_A_WEEK = 168


class Share(models.TextChoices):
    """Who does it, may use it or decides about it."""

    WOMEN = "women", _("Women")
    MOSTLY_WOMEN = "mostly_women", _("Mostly women")
    BOTH = "both", _("Women and men alike")
    MOSTLY_MEN = "mostly_men", _("Mostly men")
    MEN = "men", _("Men")
    NOBODY = "nobody", _("Nobody here")


class Heard(models.TextChoices):
    """Who said so: what women say and what men say are rows of their own."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    TOGETHER = "together", _("Women and men together")
    RECORDS = "records", _("Documents or observation")


class NeedKind(models.TextChoices):
    """Practical: daily conditions. Strategic: position, rights, decisions."""

    NONE = "", _("Not sorted yet")
    PRACTICAL = "practical", _("Practical: daily conditions")
    STRATEGIC = "strategic", _("Strategic: position, rights, decisions")


class GridRow(models.Model):
    """One row of one of the four grids. They share a table, because who said it, where it comes from and
    which findings rest on it are the same for all; the check constraints keep each grid to its own columns.

    `name` is the task, the resource, the decision or the need; `kind` a code of its grid (`KINDS`). In the
    grid of labour `share` is who does it, of resources who may use it (`control`: who decides about it), of
    power who decides. Counts are of people who hold the post; None is 'not known', never 0."""

    class Grid(models.TextChoices):
        LABOUR = "labour", _("Division of labour")
        ACCESS = "access_control", _("Access to resources and control over them")
        POWER = "power_responsibility", _("Responsibilities and power")
        NEEDS = "needs_perception", _("Problems and needs as women and men see them")

    class Paid(models.TextChoices):
        PAID = "paid", _("Paid")
        UNPAID = "unpaid", _("Unpaid")
        PARTLY = "partly", _("Partly paid")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="grid_rows")
    grid = models.CharField(max_length=20, choices=Grid)
    order = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=8, help_text="in which it is written")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, blank=True)
    heard = models.CharField(_("who says so"), max_length=8, choices=Heard, blank=True)
    share = models.CharField(max_length=12, choices=Share, blank=True)
    control = models.CharField(_("who decides about it"), max_length=12, choices=Share, blank=True)
    step = models.ForeignKey("ChainStep", models.SET_NULL, null=True, blank=True, related_name="rows")
    ages = models.CharField(_("ages"), max_length=80, blank=True)
    paid = models.CharField(_("paid or unpaid"), max_length=6, choices=Paid, blank=True)
    women_hours = models.DecimalField(
        _("hours a week, each woman"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    men_hours = models.DecimalField(
        _("hours a week, each man"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    season = models.CharField(_("season"), max_length=80, blank=True)
    female = models.PositiveIntegerField(_("women"), null=True, blank=True)
    male = models.PositiveIntegerField(_("men"), null=True, blank=True)
    other = models.PositiveIntegerField(_("another answer"), null=True, blank=True)
    not_stated = models.PositiveIntegerField(_("not stated"), null=True, blank=True)
    women_rank = models.PositiveSmallIntegerField(_("women's rank"), null=True, blank=True)
    men_rank = models.PositiveSmallIntegerField(_("men's rank"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(grid="labour")
                | models.Q(women_hours=None, men_hours=None, paid="", season="", step=None),
                name="projects_row_hours_are_of_labour",
            ),
            models.CheckConstraint(
                condition=models.Q(grid="access_control") | models.Q(control=""),
                name="projects_row_control_is_of_resources",
            ),
            models.CheckConstraint(
                condition=models.Q(grid="power_responsibility")
                | models.Q(female=None, male=None, other=None, not_stated=None),
                name="projects_row_counts_are_of_power",
            ),
            models.CheckConstraint(
                condition=models.Q(grid="needs_perception", share="")
                | (~models.Q(grid="needs_perception") & models.Q(women_rank=None, men_rank=None)),
                name="projects_row_ranks_are_of_needs",
            ),
            models.CheckConstraint(
                condition=(models.Q(women_rank=None) | models.Q(women_rank__gte=1))
                & (models.Q(men_rank=None) | models.Q(men_rank__gte=1)),
                name="projects_row_ranks_begin_at_one",
            ),
        ]
        indexes = [models.Index(fields=["project", "grid", "order"], name="projects_grid")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The grid it stands in."""
        return reverse("projects:diagnosis-grid", args=[self.project.public_id, self.grid])


class Hearing(models.Model):
    """A round in which people were asked for the diagnosis: how, when, and how many women and men."""

    class How(models.TextChoices):
        GROUP = "group", _("Group discussion")
        INTERVIEWS = "interviews", _("Interviews")
        SURVEY = "survey", _("Survey")
        MEETING = "meeting", _("Meeting that looked at the results")
        VISIT = "visit", _("Visit to workplaces and homes")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="hearings")
    on = models.DateField(_("day"))
    how = models.CharField(_("how"), max_length=10, choices=How)
    female = models.PositiveIntegerField(_("women"), default=0)
    male = models.PositiveIntegerField(_("men"), default=0)
    other = models.PositiveIntegerField(_("another answer"), default=0)
    not_stated = models.PositiveIntegerField(_("not stated"), default=0)
    apart = models.BooleanField(_("women and men were heard apart"), default=False)
    language = models.CharField(max_length=8, help_text="in which it is written")
    note = models.CharField(_("note"), max_length=500, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(female__gt=0)
                | models.Q(male__gt=0)
                | models.Q(other__gt=0)
                | models.Q(not_stated__gt=0),
                name="projects_hearing_heard_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()} {self.on.isoformat()}"


class Finding(models.Model):
    """What the diagnosis found out, with its source, for women and for men, and the rows it rests on.

    `need` says whether what follows from it is a practical or a strategic need."""

    class Domain(models.TextChoices):
        LABOUR = "labour", _("Division of labour")
        ACCESS = "access_control", _("Access and control")
        POWER = "power_responsibility", _("Responsibilities and power")
        NEEDS = "needs_perception", _("Needs and perceptions")
        OTHER = "other", _("Something else")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="findings")
    domain = models.CharField(_("about"), max_length=20, choices=Domain)
    language = models.CharField(max_length=8, help_text="in which it is written")
    statement = models.CharField(_("what was found"), max_length=500)
    women = models.TextField(_("what it means for women"), max_length=1000, blank=True)
    men = models.TextField(_("what it means for men"), max_length=1000, blank=True)
    need = models.CharField(_("kind of need"), max_length=9, choices=NeedKind, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_on = models.DateField(_("day of the source"), null=True, blank=True)
    rows = models.ManyToManyField(GridRow, related_name="findings", blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    class Meta:
        ordering = ["domain", "pk"]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        """Where it stands in the list of findings."""
        page = reverse("projects:findings", args=[self.project.public_id])
        return f"{page}#finding-{self.public_id}"

    @property
    def by_sex(self) -> bool:
        """Whether it says something about women and about men."""
        return bool(self.women.strip() and self.men.strip())

    @property
    def is_sourced(self) -> bool:
        """Whether it names where it comes from."""
        return bool(self.source.strip())


class ChainStep(models.Model):
    """A step of the value chain, from the input to the market, and how many people work there by sex.

    None is 'not known', never 0."""

    class Kind(models.TextChoices):
        INPUT = "input", _("Inputs and tools")
        PRODUCTION = "production", _("Growing or making")
        COLLECTION = "collection", _("Collecting and sorting")
        PROCESSING = "processing", _("Processing")
        PACKAGING = "packaging", _("Packaging and quality")
        TRANSPORT = "transport", _("Transport and storage")
        SALE = "sale", _("Selling")
        SERVICE = "service", _("Services around it")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="chain_steps")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind of step"), max_length=10, choices=Kind)
    language = models.CharField(max_length=8, help_text="in which it is written")
    name = models.CharField(_("what is done here"), max_length=120)
    who = models.CharField(_("who works here"), max_length=200, blank=True)
    female = models.PositiveIntegerField(_("women"), null=True, blank=True)
    male = models.PositiveIntegerField(_("men"), null=True, blank=True)
    other = models.PositiveIntegerField(_("another answer"), null=True, blank=True)
    not_stated = models.PositiveIntegerField(_("not stated"), null=True, blank=True)
    home_based = models.BooleanField(_("partly done at home or unpaid"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_on = models.DateField(_("day of the source"), null=True, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class DiagnosisVersion(models.Model):
    """The diagnosis as it was sent to be endorsed: rows, people heard, findings and steps, frozen.

    `content` is what `diagnosis.freezing.content_of` made of them; it is never edited. `changes` says what
    is different from the version before (rule CO5)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="diagnosis_versions")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(999)])
    content = models.JSONField()
    language = models.CharField(max_length=8, help_text="of `changes`")
    changes = models.TextField(_("what changed"), max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="projects_diagnosis_number_once"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(changes=""),
                name="projects_diagnosis_later_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id}/{self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("projects:diagnosis-version", args=[self.project.public_id, self.number])
