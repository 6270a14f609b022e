"""Call: a partner asks cities for practices, with themes, criteria, dates and languages (seed item D15)."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.core.zones import ZONES
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, is_officer
from cityclusters.spaces.models import Theme

if TYPE_CHECKING:
    from cityclusters.practices.models.practice import Practice


class CallQuerySet(models.QuerySet["Call"]):
    """Questions about calls."""

    def visible_to(self, reader: Reader) -> "CallQuerySet":
        """Everybody sees a call from its opening; its managers and officers also see drafts."""
        if is_officer(reader):
            return self
        public = ~Q(state=Call.State.DRAFT)
        if not reader.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(pk__in=CallManager.objects.filter(person=reader).values("call")))


class Call(models.Model):
    """A call for practices and lessons learned."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        EVALUATED = "evaluated", _("Evaluated")

    class Who(models.TextChoices):
        ANYONE = "anyone", _("Everybody with an account")
        CITIES = "cities", _("Cities, by their focal points")
        ORGANISATIONS = "organisations", _("Organisations, by their focal points")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    title = models.JSONField(_("title"), validators=[validate_texts])
    purpose = models.JSONField(_("what it is for"), validators=[validate_texts])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    partners: "models.ManyToManyField[Organisation, CallPartner]" = models.ManyToManyField(
        Organisation, through="CallPartner", related_name="+"
    )
    managers: "models.ManyToManyField[Person, CallManager]" = models.ManyToManyField(
        Person, through="CallManager", related_name="+"
    )
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), related_name="+")
    languages = models.JSONField(_("languages"), default=list)
    who = models.CharField(_("who may take part"), max_length=13, choices=Who, default=Who.ANYONE)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    zone = models.CharField(_("time zone of the last day"), max_length=64, default="UTC")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    opens_alone = models.BooleanField(default=False, help_text="a draft that opens on its first day")
    # What readers are told of a change: the last day that was announced first, and why it was moved.
    first_closes_on = models.DateField(null=True, blank=True)
    state_reason = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    evaluated_at = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = CallQuerySet.as_manager()

    if TYPE_CHECKING:
        criteria: models.Manager["Criterion"]
        practices: models.Manager[Practice]

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="call_closes_after_opening"
            )
        ]

    def __str__(self) -> str:
        return pick(self.title).text or self.public_id

    def get_absolute_url(self) -> str:
        """The page of the call."""
        return reverse("practices:call", args=[self.public_id])

    def midnight(self, day: date) -> datetime:
        """The first moment of the day where the call is at home."""
        return datetime.combine(day, time(), ZoneInfo(self.zone if self.zone in ZONES else "UTC"))

    @property
    def starts_at(self) -> datetime:
        """When its first day begins."""
        return self.midnight(self.opens_on)

    @property
    def ends_at(self) -> datetime:
        """When its last day is over: the first moment at which nothing is taken any more."""
        return self.midnight(self.closes_on + timedelta(days=1))

    @property
    def last_minute(self) -> datetime:
        """What readers are told: the last minute of the last day."""
        return self.ends_at - timedelta(minutes=1)

    def takes_entries(self, now: datetime | None = None) -> bool:
        """Whether practices can be handed in: open, and the last day is not over (whether or not the worker
        has closed it yet)."""
        return self.state == self.State.OPEN and (now or timezone.now()) < self.ends_at

    @property
    def extended(self) -> bool:
        """Whether its last day was moved after it had been announced."""
        return self.first_closes_on is not None and self.first_closes_on != self.closes_on


class CallPartner(models.Model):
    """An organisation that supports a call."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "organisation"], name="call_partner_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class CallManager(models.Model):
    """A person who runs a call: screens, asks reviewers, decides."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="call_manager_once")]

    def __str__(self) -> str:
        return str(self.person)


class Criterion(models.Model):
    """What reviewers look at, each with a score from 1 to 5."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.JSONField(_("criterion"), validators=[validate_texts])
    hint = models.JSONField(_("what to look at"), default=dict, blank=True, validators=[validate_texts])

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return pick(self.name).text
