"""What is known of a booklet's use: downloads without persons, and uses that organisations declare."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.booklets.models.booklet import Booklet
from cityclusters.booklets.models.edition import Edition, EditionFile
from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person


class EditionDownload(models.Model):
    """How often a file of an edition was sent on a day (UTC). Nothing says to whom; the unit is downloads,
    never readers."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="downloads")
    kind = models.CharField(max_length=4, choices=EditionFile.Kind)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "day"], name="downloads_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"


class DeclaredUse(models.Model):
    """ "We use this booklet": said by somebody who may speak for the organisation, once for each way."""

    class Way(models.TextChoices):
        TRAINING = "training", _("In a training or course")
        POLICY = "policy", _("For a policy, plan or project")
        TRANSLATION = "translation", _("Translated or shared with others")
        TEACHING = "teaching", _("In teaching or research")
        OTHER = "other", pgettext_lazy("way of using a booklet", "In another way")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    booklet = models.ForeignKey(Booklet, models.CASCADE, related_name="uses")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    way = models.CharField(_("how you use it"), max_length=11, choices=Way)
    text = models.TextField(_("in your own words"), blank=True, max_length=1000)
    language = models.CharField(max_length=8)
    declared_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booklet", "organisation", "way"],
                condition=Q(withdrawn_at=None),
                name="use_declared_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_way_display()}"
