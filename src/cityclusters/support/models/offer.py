"""Offer: what a host can give, and the room it has for it: windows with slots (rule MA1)."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.places.models import Place
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme
from cityclusters.support.models.choices import OfferState

SHOWN = (OfferState.OPEN, OfferState.FULL)
OVER = (OfferState.EXPIRED, OfferState.CLOSED)


class OfferQuerySet(models.QuerySet["Offer"]):
    """Questions about offers."""

    def open(self, on: date | None = None) -> "OfferQuerySet":
        """Verified, confirmed and not over on that day (today where it is left out)."""
        return self.filter(state=OfferState.OPEN, expires_on__gte=on or timezone.localdate())

    def visible_to(self, reader: Reader) -> "OfferQuerySet":
        """Everybody sees those that are open or full and not over; hosts their own, officers all."""
        shown = models.Q(state__in=SHOWN, expires_on__gte=timezone.localdate())
        if not reader.is_authenticated:
            return self.filter(shown)
        if is_officer(reader):
            return self
        return self.filter(shown | models.Q(organisation__in=focal_organisations(reader)))

    def shown(self) -> "OfferQuerySet":
        """What everybody sees: open or full, and not over."""
        return self.filter(state__in=SHOWN, expires_on__gte=timezone.localdate())

    def to_verify(self) -> "OfferQuerySet":
        """Handed in and not looked at since."""
        fresh = models.Q(verified_at=None) | models.Q(verified_at__lt=models.F("submitted_at"))
        return self.filter(fresh, submitted_at__isnull=False).exclude(state__in=OVER)


class Offer(models.Model):
    """What an organisation offers other cities: subjects, forms, languages, and practices as evidence.

    Verified by somebody of another organisation, confirmed by the host before each round, and over at its
    last day."""

    State = OfferState

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=8, help_text="in which it is written")
    title = models.CharField(_("title"), max_length=140)
    text = models.TextField(_("what you offer"), max_length=3000)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    sdg_targets = models.JSONField(_("SDG targets"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    practices = models.ManyToManyField(Practice, related_name="+", blank=True)
    state = models.CharField(max_length=8, choices=OfferState, default=OfferState.DRAFT)
    offered_at = models.DateTimeField(default=timezone.now)
    submitted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="handed in to be verified")
    refused_reason = models.CharField(_("why it was not accepted"), max_length=500, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="for the first time")
    verified_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True, help_text="to confirm it again")
    confirm_by = models.DateField(null=True, blank=True)
    expires_on = models.DateField(_("until"), null=True, blank=True)
    reminded_for = models.DateField(null=True, blank=True, help_text="the last day that was written about")
    reminded_days = models.PositiveSmallIntegerField(default=0, help_text="so many days before it")
    pause_reason = models.CharField(_("reason"), max_length=300, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["open", "full"])
                | models.Q(verified_at__isnull=False, confirmed_at__isnull=False, expires_on__isnull=False),
                name="support_open_offer_is_verified",
            )
        ]
        indexes = [models.Index(fields=["state", "expires_on"], name="support_offer_open")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:offer", args=[self.public_id])

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the host was asked to confirm it and has not done so since."""
        if self.asked_at is None:
            return False
        return self.confirmed_at is None or self.confirmed_at < self.asked_at

    @property
    def waits_for_check(self) -> bool:
        """Whether it was handed in and nobody has looked at it since."""
        if self.submitted_at is None or self.state in OVER:
            return False
        return self.verified_at is None or self.verified_at < self.submitted_at


class Window(models.Model):
    """Room of an offer: so many slots in one form between two days. A slot is a city that is hosted; of a
    cohort it is a seat. `held` counts the slots of matches that both sides accepted: the row is locked while
    one is taken, and the database refuses one too many (rule MA1)."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="windows")
    modality = models.CharField(_("form of cooperation"), max_length=20)
    slots = models.PositiveSmallIntegerField(_("places"))
    held = models.PositiveSmallIntegerField(default=0, editable=False)
    cohort = models.BooleanField(_("all guests together"), default=False)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"))
    languages = models.JSONField(_("languages"), default=list, blank=True)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held__lte=models.F("slots")), name="support_window_is_never_over_full"
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("starts")), name="support_window_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer}: {self.modality} {self.starts}"

    @property
    def left(self) -> int:
        """Slots that nobody has."""
        return self.slots - self.held
