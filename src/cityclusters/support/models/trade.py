"""Trade: who makes a product and who processes it (seed item C22)."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.places.models import Place


class TradeQuerySet(models.QuerySet["Trade"]):
    """Questions about what is bought and sold."""

    def open(self, on: date | None = None) -> "TradeQuerySet":
        """Those that are not ended and not over on that day (today where it is left out)."""
        return self.filter(ended_at=None, expires_on__gte=on or timezone.localdate())

    def visible_to(self, reader: Reader) -> "TradeQuerySet":
        """Everybody sees open ones; those who act for the organisation and officers also what is over."""
        if is_officer(reader):
            return self
        shown = models.Q(ended_at=None, expires_on__gte=timezone.localdate())
        return self.filter(shown | models.Q(organisation__in=focal_organisations(reader)))


class Trade(models.Model):
    """A product that an organisation sells or wants, how much, when in the year, and to which standard."""

    class Side(models.TextChoices):
        SELLS = "sells", _("Has it to sell")
        BUYS = "buys", _("Looks for it")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    side = models.CharField(_("what you do"), max_length=5, choices=Side)
    language = models.CharField(max_length=8, help_text="in which it is written")
    product = models.CharField(_("product"), max_length=120)
    # The words of the product, folded, each as the name it has in our list: '|cassava|flour|'.
    words = models.CharField(max_length=400, blank=True, editable=False)
    volume = models.DecimalField(_("how much a year"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    months = models.JSONField(_("months"), default=list, blank=True, help_text="1 to 12; none: all year")
    month_marks = models.CharField(max_length=40, blank=True, editable=False, help_text="'|3|4|'")
    standard = models.CharField(_("standard"), max_length=120, blank=True)
    folded_standard = models.CharField(max_length=240, blank=True, editable=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    stated_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    reminded_for = models.DateField(null=True, blank=True, help_text="the last day that was written about")
    reminded_days = models.PositiveSmallIntegerField(default=0, help_text="so many days before it")
    ended_at = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    objects = TradeQuerySet.as_manager()

    class Meta:
        ordering = ["-stated_at", "-pk"]
        indexes = [models.Index(fields=["side", "expires_on"], name="support_trade_open")]

    def __str__(self) -> str:
        return self.product

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:trade", args=[self.public_id])

    def is_open(self, on: date | None = None) -> bool:
        """Whether it is neither ended nor over on that day (today where it is left out)."""
        return self.ended_at is None and self.expires_on >= (on or timezone.localdate())


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Questions about enquiries."""

    def visible_to(self, reader: Reader) -> "EnquiryQuerySet":
        """Those who act for one of the two organisations; nobody else."""
        mine = focal_organisations(reader)
        return self.filter(models.Q(organisation__in=mine) | models.Q(trade__organisation__in=mine))


class Enquiry(models.Model):
    """A letter from one organisation to another about a product, passed on without an address. The one who
    gets it decides whether to answer, and whether to show an address with the answer."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    trade = models.ForeignKey(Trade, models.CASCADE, related_name="enquiries")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="who asks")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=8, help_text="in which it is written")
    text = models.TextField(_("your words"), max_length=2000)
    sent_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("your answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    shows_address = models.BooleanField(default=False, help_text="the one who answered shows hers")

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trade", "organisation"],
                condition=models.Q(answered_at=None),
                name="support_one_open_enquiry",
            )
        ]

    def __str__(self) -> str:
        return str(self.trade)

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:enquiry", args=[self.public_id])
