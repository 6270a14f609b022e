"""A local action plan against violence: what stands beside its plan of actions (rules LP1 to LP7).

The product never holds a case. These rows hold drivers with published or aggregated evidence, institutions,
consultations by numbers, money and yearly counts; nothing in them is about one person."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models.project import Project

FEWEST_REPORTS = 10  # rule LP6


class LocalPlan(models.Model):
    """What a local plan rests on: its legal base, what violence costs the place, the act that adopted it.

    Visitors read it from `published_at` on. `cleared` are words that look like names of people and are none:
    somebody who leads the plan looked at each (rule LP1)."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="local_plan")
    language = models.CharField(max_length=8, help_text="in which it is written")
    legal_base = models.TextField(_("legal base"), max_length=2000, blank=True)
    legal_source = models.CharField(_("law, ordinance or decision"), max_length=300, blank=True)
    legal_on = models.DateField(_("of"), null=True, blank=True)
    legal_link = models.URLField(_("where it can be read"), max_length=500, blank=True)
    cost_statement = models.TextField(_("what violence costs the place"), max_length=2000, blank=True)
    cost_source = models.CharField(_("source"), max_length=300, blank=True)
    cost_on = models.DateField(_("as of"), null=True, blank=True)
    act_title = models.CharField(_("act of adoption"), max_length=300, blank=True)
    act_on = models.DateField(_("adopted on"), null=True, blank=True)
    act_source = models.CharField(_("where it is published"), max_length=300, blank=True)
    act_link = models.URLField(_("where it can be read"), max_length=500, blank=True)
    # What others have said of it in public (rule IM5): quoted with its source and day, never in a total.
    claim = models.CharField(_("what others have published about it"), max_length=500, blank=True)
    claim_source = models.CharField(_("where it was published"), max_length=300, blank=True)
    claim_on = models.DateField(_("published on"), null=True, blank=True)
    cleared = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act_on=None) | ~Q(act_title=""), name="projects_local_act_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(claim="") | (~Q(claim_source="") & Q(claim_on__isnull=False)),
                name="projects_local_claim_has_a_source",
            ),
        ]

    def __str__(self) -> str:
        return str(self.project)

    @property
    def is_published(self) -> bool:
        """Whether visitors may read it."""
        return self.published_at is not None

    @property
    def is_adopted(self) -> bool:
        """Whether an act has adopted it, with its day and where it is published (rule LP3)."""
        return bool(self.act_title and self.act_on and self.act_source)


class LocalRow(models.Model):
    """A row beside a local plan: whose it is, in which language, and who wrote it."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    language = models.CharField(max_length=8, help_text="in which it is written")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    class Meta:
        abstract = True


class Driver(LocalRow):
    """What drives violence in the place, on one of four levels, with the evidence for it (rule LP2)."""

    class Level(models.TextChoices):
        INDIVIDUAL = "individual", _("Individual")
        RELATIONSHIP = "relationship", _("Relationship and family")
        COMMUNITY = "community", _("Community and institutions")
        SOCIETY = "society", _("Society, law and norms")

    class Evidence(models.TextChoices):
        STUDY = "study", _("Published study")
        STATISTICS = "statistics", _("Published statistics")
        WORKSHOP = "workshop", _("Workshops, only what many said")
        SURVEY = "survey", _("Survey, published result")
        LAW = "law", _("Law or policy that was looked through")
        OTHER = "other", _("Another published source")

    project = models.ForeignKey(Project, models.CASCADE, related_name="drivers")
    level = models.CharField(_("level"), max_length=12, choices=Level)
    statement = models.CharField(_("what drives violence here"), max_length=500)
    evidence = models.CharField(_("kind of evidence"), max_length=10, choices=Evidence)
    source = models.CharField(_("source"), max_length=300)
    source_on = models.DateField(_("of"), null=True, blank=True)
    link = models.URLField(_("where it can be read"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="projects_driver_has_a_source"),
            models.CheckConstraint(condition=~Q(statement=""), name="projects_driver_says_something"),
        ]

    def __str__(self) -> str:
        return self.statement


class InstitutionRole(LocalRow):
    """An institution has a part in the plan, from a day on and, where it left, until one."""

    class Part(models.TextChoices):
        STEERING = "steering", _("Steers the plan")
        PREVENTION = "prevention", _("Prevention")
        CARE = "care", _("Care and referral")
        JUSTICE = "justice", _("Protection and justice")
        ADVOCACY = "advocacy", _("Speaks for women")
        FUNDING = "funding", _("Gives money")
        KNOWLEDGE = "knowledge", _("Data and knowledge")
        ALLY = "ally", _("Ally")

    project = models.ForeignKey(Project, models.CASCADE, related_name="institutions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name, where it is not in the directory"), max_length=200, blank=True)
    part = models.CharField(_("part"), max_length=10, choices=Part)
    does = models.CharField(_("what it does in the plan"), max_length=500, blank=True)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("agreement, minutes or other source"), max_length=300)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
                name="projects_institution_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name=""), name="projects_institution_is_named"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="projects_institution_has_a_source"),
        ]

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation is not None else self.name


class Consultation(LocalRow):
    """A meeting at which the plan was spoken about: how many came, what many said, what changed.

    Numbers only; no list of who came, and no opinion of one person (rule LP1)."""

    class About(models.TextChoices):
        DRIVERS = "drivers", _("What drives violence here")
        SOLUTIONS = "solutions", _("Solutions")
        DRAFT = "draft", _("The draft of the plan")
        REVIEW = "review", _("How the plan goes")

    project = models.ForeignKey(Project, models.CASCADE, related_name="consultations")
    on = models.DateField(_("day"))
    about = models.CharField(_("about"), max_length=10, choices=About)
    form = models.CharField(_("form, for example a workshop of women leaders"), max_length=200)
    female = models.PositiveIntegerField(_("women"), default=0)
    male = models.PositiveIntegerField(_("men"), default=0)
    other = models.PositiveIntegerField(_("another answer"), default=0)
    not_stated = models.PositiveIntegerField(_("not stated"), default=0)
    said = models.CharField(_("what many said"), max_length=1000, blank=True)
    changed = models.CharField(_("what changed in the plan"), max_length=1000, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(female__gt=0) | Q(male__gt=0) | Q(other__gt=0) | Q(not_stated__gt=0),
                name="projects_consultation_was_with_people",
            )
        ]

    def __str__(self) -> str:
        return self.form

    @property
    def people(self) -> int:
        """All who came."""
        return self.female + self.male + self.other + self.not_stated


class FinanceSource(LocalRow):
    """Where money for the plan may come from, and how far it is: only what is confirmed counts (rule LP3).

    `action` is the key of an action in all versions of the plan; '' for the plan as a whole."""

    class Kind(models.TextChoices):
        MUNICIPAL = "municipal", _("Municipal budget")
        NATIONAL = "national", _("Regional or national budget")
        RESULTS = "results", _("Result-based budget programme")
        COOPERATION = "cooperation", _("International cooperation")
        PRIVATE = "private", _("Private sector or foundation")
        KIND = "in_kind", _("In kind")
        COMMUNITY = "community", _("Contribution of the community")

    class State(models.TextChoices):
        IDENTIFIED = "identified", _("Identified")
        APPLIED = "applied", _("Applied for")
        PLEDGED = "pledged", _("Pledged")
        CONFIRMED = "confirmed", _("Confirmed")
        SPENT = "spent", _("Spent")
        REFUSED = "refused", _("Refused")

    COUNTED = (State.CONFIRMED, State.SPENT)

    project = models.ForeignKey(Project, models.CASCADE, related_name="finance")
    action = models.CharField(_("for the action"), max_length=10, blank=True)
    kind = models.CharField(_("kind of source"), max_length=11, choices=Kind)
    name = models.CharField(_("who gives it"), max_length=200)
    state = models.CharField(_("how far it is"), max_length=10, choices=State, default=State.IDENTIFIED)
    currency = models.CharField(_("currency"), max_length=3)
    asked = models.DecimalField(_("asked for"), max_digits=14, decimal_places=2, null=True, blank=True)
    pledged = models.DecimalField(_("pledged"), max_digits=14, decimal_places=2, null=True, blank=True)
    confirmed = models.DecimalField(_("confirmed"), max_digits=14, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField(_("spent"), max_digits=14, decimal_places=2, null=True, blank=True)
    since = models.DateField(_("since"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(spent=None) | Q(spent__lte=F("confirmed")),
                name="projects_finance_spent_is_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "spent"]) | Q(confirmed__gt=Decimal(0)),
                name="projects_finance_confirmed_has_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counted(self) -> Decimal:
        """What counts as money of the plan: confirmed or spent, nothing before (rule LP3)."""
        return (self.confirmed or Decimal(0)) if self.state in self.COUNTED else Decimal(0)


class FinanceStep(models.Model):
    """A source of money came to a state on a day, with what shows it; the steps stay."""

    source = models.ForeignKey(FinanceSource, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=FinanceSource.State)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, validators=[MinValueValidator(Decimal(0))]
    )
    on = models.DateField(_("day"))
    paper = models.CharField(_("letter, budget line or other proof"), max_length=300, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "spent"]) | ~Q(paper=""),
                name="projects_finance_step_is_proved",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())


class ReportCount(LocalRow):
    """How many reports a public body published for a whole year; never fewer than ten (rule LP6)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="report_counts")
    year = models.PositiveSmallIntegerField(_("year"))
    what = models.CharField(_("what is counted"), max_length=200)
    count = models.PositiveIntegerField(_("number of reports"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["what", "year"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gte=FEWEST_REPORTS), name="projects_reports_not_few"),
            models.CheckConstraint(condition=~Q(source=""), name="projects_reports_have_a_source"),
            models.UniqueConstraint(fields=["project", "what", "year"], name="projects_reports_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.year}"


class PlanReview(LocalRow):
    """The plan was looked back at: what went well, what is changed, when it is looked at next."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="reviews")
    on = models.DateField(_("day"))
    found = models.CharField(_("what was found"), max_length=1000)
    changes = models.CharField(_("what is changed"), max_length=1000, blank=True)
    next_on = models.DateField(_("looked at again on"), null=True, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.found[:60]


class WarningAnswer(models.Model):
    """Why the plan goes on in spite of a warning (rule LP7); the last answer holds."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="warning_answers")
    code = models.SlugField(max_length=20)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="projects_warning_answered_once")
        ]

    def __str__(self) -> str:
        return self.code
