"""Project: a partnership of cities, a producer cluster or a local plan on its way through its phases."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.places.cooperation import Cooperation
from cityclusters.places.models import Place
from cityclusters.support.models import Agreement


class ProjectQuerySet(models.QuerySet["Project"]):
    """Questions about projects."""

    def public(self) -> "ProjectQuerySet":
        """Those that everybody may read."""
        return self.filter(shown_to=Project.Audience.PUBLIC)

    def of_person(self, person: Person) -> "ProjectQuerySet":
        """Those in which she works today, or for whose lead or partner she acts."""
        today = timezone.localdate()
        own = focal_organisations(person)
        working = TeamMember.objects.on(today).filter(person=person)
        helping = Partner.objects.filter(organisation__in=own)
        return self.filter(
            models.Q(pk__in=working.values("project"))
            | models.Q(lead__in=own)
            | models.Q(pk__in=helping.values("project"))
        )

    def visible_to(self, reader: Reader) -> "ProjectQuerySet":
        """Everybody sees the public ones; the team, the lead and the partners theirs; officers all."""
        if not reader.is_authenticated:
            return self.public()
        if is_officer(reader):
            return self
        own = self.model.objects.of_person(reader)
        return self.filter(models.Q(shown_to=Project.Audience.PUBLIC) | models.Q(pk__in=own.values("pk")))

    def of_organisation(self, public_id: str) -> "ProjectQuerySet":
        """Those that an organisation leads, or takes part in."""
        helping = Partner.objects.filter(organisation__public_id=public_id)
        return self.filter(models.Q(lead__public_id=public_id) | models.Q(pk__in=helping.values("project")))

    def of_place(self, place: Place) -> "ProjectQuerySet":
        """Those that work there."""
        there = self.model.objects.filter(places=place).order_by()
        return self.filter(models.Q(place=place) | models.Q(pk__in=there.values("pk")))

    def in_work(self) -> "ProjectQuerySet":
        """Those that go on."""
        return self.filter(state=Project.State.ACTIVE)


class Project(models.Model):
    """Work with a beginning and an end, led by one organisation, in phases by its kind (rule CO1).

    `type` is the kind of cooperation proposed from the countries; a person confirms it (rule CO9)."""

    class Kind(models.TextChoices):
        PARTNERSHIP = "partnership", _("City-to-city partnership")
        PRODUCER_CLUSTER = "producer_cluster", _("Producer-cluster project")
        LOCAL_PLAN = "local_plan", _("Local action plan")

    class State(models.TextChoices):
        ACTIVE = "active", _("Going on")
        SUSPENDED = "suspended", _("Suspended")
        CANCELLED = "cancelled", _("Cancelled")
        CLOSED = "closed", _("Closed")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        TEAM = "team", _("The team and the partners")

    OVER = (State.CANCELLED, State.CLOSED)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    title = models.JSONField(_("title"), validators=[validate_texts])
    summary = models.JSONField(_("what it is about"), default=dict, blank=True, validators=[validate_texts])
    language = models.CharField(_("language"), max_length=8, help_text="in which it works")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    groups = models.ManyToManyField("groups.Group", related_name="+", blank=True)
    agreement = models.OneToOneField(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    phase = models.CharField(_("phase"), max_length=20)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ACTIVE)
    state_reason = models.CharField(_("reason"), max_length=500, blank=True)
    state_since = models.DateTimeField(default=timezone.now)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)
    targets = models.JSONField(_("SDG targets"), default=list, blank=True)
    value_chains = models.JSONField(_("value chains"), default=list, blank=True)
    shown_to = models.CharField(_("who may read it"), max_length=6, choices=Audience, default=Audience.TEAM)
    type = models.CharField(
        _("kind of cooperation"), max_length=11, choices=Cooperation, default=Cooperation.OTHER
    )
    type_confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    type_confirmed_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts=None)
                | models.Q(ends=None)
                | models.Q(ends__gte=models.F("starts")),
                name="projects_project_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["suspended", "cancelled"]) | ~models.Q(state_reason=""),
                name="projects_project_stopped_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["kind", "state", "phase"], name="projects_project_list")]

    def __str__(self) -> str:
        return pick(self.title, self.language).text

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("projects:project", args=[self.public_id])

    @property
    def is_sensitive(self) -> bool:
        """Whether its pages leave nothing behind on a reader's device (trap T18)."""
        return self.kind == self.Kind.LOCAL_PLAN

    @property
    def is_over(self) -> bool:
        """Whether it has been closed or cancelled."""
        return self.state in self.OVER


class Partner(models.Model):
    """An organisation that works on a project, in one role; in several by several rows."""

    class Role(models.TextChoices):
        BENEFICIARY = "beneficiary", _("Asks for experience")
        PIVOTAL = "pivotal", _("Shares its experience")
        FACILITATOR = "facilitator", _("Connects, funds or supports")
        FUNDER = "funder", _("Funds")
        IMPLEMENTER = "implementer", _("Carries it out")
        PARTNER = "partner", _("Takes part")

    HELPING = (Role.FACILITATOR, Role.FUNDER)

    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=11, choices=Role)
    support = models.CharField(_("what it gives"), max_length=500, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation", "role"], name="projects_partner_role_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.role}"


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    """Questions about teams."""

    def on(self, day: Any = None) -> "TeamMemberQuerySet":
        """Those in force on a day (today where it is left out)."""
        day = day or timezone.localdate()
        return self.filter(models.Q(ends=None) | models.Q(ends__gte=day), starts__lte=day)


class TeamMember(models.Model):
    """A person's part in a project's team; days are inclusive. One row per role."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Leads the project")
        CDA = "cda", _("Cluster development agent")
        SPECIALIST = "specialist", _("Specialist")
        GENDER = "gender", _("Gender focal point")
        REPORTER = "reporter", _("Reports numbers")
        MEMBER = "member", _("Team member")

    WRITING = (Role.LEAD, Role.CDA, Role.SPECIALIST, Role.GENDER)

    project = models.ForeignKey(Project, models.CASCADE, related_name="team")
    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    decides = models.BooleanField(_("decides"), default=False)
    starts = models.DateField(_("from"), default=timezone.localdate)
    ends = models.DateField(_("until"), null=True, blank=True)
    briefed_on = models.DateField(_("briefed on gender analysis on"), null=True, blank=True)
    days_per_month = models.DecimalField(
        _("days a month"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="projects_team_ends_after_it_starts",
            )
        ]
        indexes = [models.Index(fields=["person", "ends"], name="projects_team_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"

    def is_on(self, day: Any = None) -> bool:
        """Whether it is in force on a day (today where it is left out)."""
        day = day or timezone.localdate()
        return self.starts <= day and (self.ends is None or self.ends >= day)


class PhaseClosing(models.Model):
    """A phase was closed, by whom and when; reopened with a reason, it is closed again by another row."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="closings")
    phase = models.CharField(max_length=20)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(_("note"), max_length=500, blank=True)
    reopened_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["closed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "phase"],
                condition=models.Q(reopened_at=None),
                name="projects_phase_closed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(reopened_at=None) | ~models.Q(reopen_reason=""),
                name="projects_phase_reopened_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.phase}"
