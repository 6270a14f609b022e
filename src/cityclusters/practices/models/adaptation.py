"""Adaptation: another city uses a practice, and says later what it changed and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices.models.practice import Practice
from cityclusters.practices.models.version import Version


class Adaptation(models.Model):
    """ "We are adapting this": declared for a city, then reported. It counts as a replication only once the
    adopting city's own focal point has confirmed it (rule PR7)."""

    class State(models.TextChoices):
        NAMED = "named", _("Named by others, not confirmed")
        ADAPTING = "adapting", _("Being adapted")
        REPORTED = "reported", _("Reported")
        ENDED = "ended", _("Not pursued")

    class Outcome(models.TextChoices):
        WORKS = "works", _("It works here")
        PARTLY = "partly", _("Parts of it work here")
        NOT = "not", _("It did not work here")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="adaptations")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="who adapts it"
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    plan = models.TextField(_("what we want to do"), blank=True)
    changed = models.TextField(_("what we changed"), blank=True)
    result = models.TextField(_("what came of it"), blank=True)
    outcome = models.CharField(_("how it went"), max_length=6, choices=Outcome, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ADAPTING)
    declared_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True, help_text="asked then what came of it")
    # The adopting city's own practice that grew out of it: the family tree goes on from there.
    became = models.ForeignKey(Practice, models.SET_NULL, null=True, blank=True, related_name="grown_from")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "organisation"],
                condition=~Q(state="ended"),
                name="organisation_adapts_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="reported") | (~Q(outcome="") & Q(confirmed_at__isnull=False)),
                name="reported_adaptation_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.practice}"
