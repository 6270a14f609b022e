"""Trade: who makes a product and who processes it (seed item C22)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place


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
    volume = models.DecimalField(_("how much a year"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    months = models.JSONField(_("months"), default=list, blank=True, help_text="1 to 12; none: all year")
    standard = models.CharField(_("standard"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    stated_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-stated_at", "-pk"]
        indexes = [models.Index(fields=["side", "expires_on"], name="support_trade_open")]

    def __str__(self) -> str:
        return self.product

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:trade", args=[self.public_id])
