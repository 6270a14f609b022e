"""Adaptation: another city uses a practice, and says later what it changed and what came of it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.places.models import Place
from cityclusters.practices.models.practice import Practice
from cityclusters.practices.models.version import Version


class AdaptationQuerySet(models.QuerySet["Adaptation"]):
    """Questions about adaptations."""

    def public(self) -> "AdaptationQuerySet":
        """Those that everybody may read about: of practices that everybody can read. What the named city
        denied is gone."""
        readable = Practice.objects.readable().values("pk")
        return self.filter(practice__in=readable).filter(_not_denied())

    def visible_to(self, reader: Reader) -> "AdaptationQuerySet":
        """Public ones; officers and the adopting city also see what was denied."""
        readable = self.filter(practice__in=Practice.objects.readable().values("pk"))
        if is_officer(reader):
            return readable
        mine: Any = focal_organisations(reader)
        return readable.filter(_not_denied() | Q(organisation__in=mine))

    def replicated(self) -> "AdaptationQuerySet":
        """What counts as a replication: confirmed by the adopting city, and it works there, all of it or
        parts (rule PR7)."""
        return self.filter(
            state=Adaptation.State.REPORTED, confirmed_at__isnull=False, outcome__in=Adaptation.WORKED
        )

    def with_names(self) -> "AdaptationQuerySet":
        """With what a list shows of each, in the same query."""
        return self.select_related("practice", "organisation", "place__country", "named_by")


def _not_denied() -> Q:
    return ~Q(state=Adaptation.State.ENDED) | Q(confirmed_at__isnull=False)


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

    WORKED = (Outcome.WORKS, Outcome.PARTLY)

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
    # For which organisation it was named, where others named the city; None also for the programme itself.
    named_by = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True, help_text="asked then what came of it")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(_("why it is not pursued"), max_length=500, blank=True)
    # The adopting city's own practice that grew out of it: the family tree goes on from there.
    became = models.ForeignKey(Practice, models.SET_NULL, null=True, blank=True, related_name="grown_from")

    objects = AdaptationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "remind_on"], name="adaptation_to_remind")]
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
            models.CheckConstraint(
                condition=~Q(state="adapting") | Q(confirmed_at__isnull=False),
                name="going_adaptation_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(became=None) | ~Q(became=models.F("practice")),
                name="practice_does_not_grow_from_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{pick(self.organisation.names).text}: {self.practice}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("practices:adaptation", args=[self.practice.public_id, self.public_id])

    @property
    def counts(self) -> bool:
        """Whether it is a replication (rule PR7)."""
        reported = self.state == self.State.REPORTED and self.confirmed_at is not None
        return reported and self.outcome in self.WORKED

    @property
    def denied(self) -> bool:
        """Whether the named city said that it does not adapt it."""
        return self.state == self.State.ENDED and self.confirmed_at is None
