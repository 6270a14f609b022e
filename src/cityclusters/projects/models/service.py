"""Service: a line to call, for the directory of local plans (rule LP4)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.phones import dialled
from cityclusters.core.texts import pick, validate_texts
from cityclusters.people.models import Person
from cityclusters.places.models import Country, Place
from cityclusters.projects.models.project import Project


class ServiceQuerySet(models.QuerySet["Service"]):
    """Questions about services; what is shown follows the calendar, whether or not the worker has run."""

    def shown(self, today: date | None = None) -> "ServiceQuerySet":
        """Those that everybody may see: checked, and not too long ago."""
        last = (today or timezone.localdate()) - timedelta(
            days=settings.SERVICE_DAYS + settings.SERVICE_STALE_DAYS
        )
        over = [Service.State.UNVERIFIED, Service.State.CLOSED]
        return self.exclude(state__in=over).filter(verified_on__gte=last)

    def to_check(self, today: date) -> "ServiceQuerySet":
        """Those that were checked so long ago that the reminders have begun, or never."""
        first = today - timedelta(days=settings.SERVICE_DAYS - max(settings.SERVICE_REMINDERS))
        rows = self.exclude(state=Service.State.CLOSED)
        return rows.filter(models.Q(verified_on=None) | models.Q(verified_on__lte=first))


class Service(models.Model):
    """Where one calls. There is no field for an address or for coordinates, for any kind: a city at most;
    a safe place to stay is listed for a whole country (rule LP4)."""

    class Kind(models.TextChoices):
        HOTLINE = "hotline", _("Helpline")
        POLICE = "police", _("Police and protection")
        HEALTH = "health", _("Health")
        PSYCHOSOCIAL = "psychosocial", _("Somebody to talk to")
        LEGAL = "legal", _("Legal advice")
        SHELTER = "shelter", _("A safe place to stay")
        CHILD = "child", _("Help for children")
        LIVELIHOOD = "livelihood", _("Work and income")
        OTHER = "other", _("Other help")

    class State(models.TextChoices):
        UNVERIFIED = "unverified", _("Not checked yet")
        VERIFIED = "verified", _("Checked")
        STALE = "stale", _("Not checked lately")
        HIDDEN = "hidden", _("Hidden: checked too long ago")
        CLOSED = "closed", _("Closed")

    class Access(models.TextChoices):
        YES = "yes", _("Can be reached without steps")
        PARTLY = "partly", _("Partly without steps")
        NO = "no", _("Has steps")
        NOT_STATED = "", _("Not stated")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, null=True, unique=True, help_text="of the form: twice gives one")
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="services", help_text="the local plan"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    names = models.JSONField(_("name"), validators=[validate_texts])
    phones = models.JSONField(_("numbers to call"), default=list, help_text="as stated, the best first")
    hours = models.JSONField(_("when"), default=dict, blank=True, validators=[validate_texts])
    always = models.BooleanField(_("day and night"), default=False)
    free = models.BooleanField(_("the call costs nothing"), default=False)
    note = models.JSONField(_("what one should know"), default=dict, blank=True, validators=[validate_texts])
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    accessible = models.CharField(_("access"), max_length=6, choices=Access, blank=True, default="")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(_("source"), max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.UNVERIFIED)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reminded_for = models.DateField(null=True, blank=True, help_text="the check that was written about")
    reminded_days = models.PositiveSmallIntegerField(default=0, help_text="so many days before")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["country", "pk"]
        indexes = [models.Index(fields=["country", "state", "verified_on"], name="projects_service_shown")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="shelter") | models.Q(place=None), name="projects_shelter_nowhere"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["unverified", "closed"]) | models.Q(verified_on__isnull=False),
                name="projects_service_checked_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return pick(self.names, self.names.get("_", "")).text

    def get_absolute_url(self) -> str:
        """Its page for those who keep the directory."""
        return reverse("projects:line", args=[self.public_id])

    @property
    def stale_from(self) -> date | None:
        """The first day on which it counts as not checked lately."""
        return self.verified_on + timedelta(days=settings.SERVICE_DAYS + 1) if self.verified_on else None

    def is_shown_on(self, today: date) -> bool:
        """Whether everybody may see it on the day, as far as the calendar goes."""
        kept = timedelta(days=settings.SERVICE_DAYS + settings.SERVICE_STALE_DAYS)
        return self.verified_on is not None and today <= self.verified_on + kept

    @property
    def is_stale(self) -> bool:
        """Whether it was checked too long ago to be sure of."""
        return self.stale_from is not None and timezone.localdate() >= self.stale_from

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """The numbers as stated and as a telephone takes them."""
        return [(str(stated), dialled(str(stated))) for stated in self.phones]


class ServiceCheck(models.Model):
    """Somebody called, or looked at the source: when, and what came of it."""

    class Outcome(models.TextChoices):
        RIGHT = "right", _("I called: everything is right")
        SILENT = "silent", _("Nobody answered")
        CLOSED = "closed", _("It has closed")

    service = models.ForeignKey(Service, models.CASCADE, related_name="checks")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    on = models.DateField()
    outcome = models.CharField(_("what came of it"), max_length=6, choices=Outcome)
    note = models.CharField(_("note"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.get_outcome_display()
