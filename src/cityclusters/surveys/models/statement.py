"""StatementOfNeed: what a city needs, said by name, so that somebody can follow it up (rule SU10)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.questions.models import Question
from cityclusters.spaces.models import Theme


class StatementQuerySet(models.QuerySet["StatementOfNeed"]):
    """Questions about many statements."""

    def visible_to(self, person: Person) -> "StatementQuerySet":
        """Officers see all; everybody else her own, those of organisations she may act for, and signed ones
        that are published to members."""
        if person.is_officer:
            return self
        mine = models.Q(person=person) | models.Q(organisation__in=acting_for(person))
        shown = models.Q(state=StatementOfNeed.State.SIGNED, shown_to=StatementOfNeed.ShownTo.MEMBERS)
        return self.filter(mine | shown)

    def own(self, person: Person) -> "StatementQuerySet":
        """Those she wrote, and those of the organisations she may act for."""
        return self.filter(models.Q(person=person) | models.Q(organisation__in=acting_for(person)))


def acting_for(person: Person) -> "models.QuerySet[Mandate, int]":
    """Keys of the organisations for which the person may act today."""
    mandates = Mandate.objects.valid().filter(person=person, may_act=True)
    return mandates.values_list("organisation_id", flat=True)


class StatementOfNeed(models.Model):
    """A need of an organisation, after an exchange, or from a question that other cities answered. It has no
    link to any answer of a survey (trap T24).

    Only somebody with a mandate that is in force signs it (rule PE1); anybody else's waits until a focal
    point of the organisation has signed. `contact` says whether she agreed to be contacted about it:
    with it, a follow-up opens when the statement is signed; without, it is only counted."""

    class State(models.TextChoices):
        UNSIGNED = "unsigned", _("Waiting for a focal point's signature")
        SIGNED = "signed", _("Signed")
        DECLINED = "declined", _("Not signed by the organisation")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Urgency(models.TextChoices):
        NORMAL = "normal", _("Within the year")
        SOON = "soon", _("Within six months")
        URGENT = "urgent", _("Within three months")

    class ShownTo(models.TextChoices):
        TEAM = "team", _("The programme team only")
        MEMBERS = "members", _("All members of the platform")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    exchange = models.ForeignKey(Exchange, models.PROTECT, null=True, blank=True, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    post = models.CharField(_("post"), max_length=200, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    language = models.CharField(max_length=8, help_text="in which it is written")
    problem = models.TextField(_("the problem"), max_length=3000)
    result = models.TextField(_("the result you want"), max_length=3000, blank=True)
    modalities = models.JSONField(_("forms of cooperation"), default=list)
    countries = models.JSONField(_("preferred partner countries"), default=list)
    languages = models.JSONField(_("languages for the cooperation"), default=list)
    window_start = models.DateField(_("from"), null=True, blank=True)
    window_end = models.DateField(_("until"), null=True, blank=True)
    urgency = models.CharField(_("urgency"), max_length=6, choices=Urgency, default=Urgency.NORMAL)
    shown_to = models.CharField(_("who may read it"), max_length=7, choices=ShownTo, default=ShownTo.TEAM)
    contact = models.BooleanField(_("agreed to be contacted"), default=False)
    contact_ended_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State)
    stated_at = models.DateTimeField(default=timezone.now)
    signed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_as = models.CharField(max_length=200, blank=True, help_text="the post in the mandate")
    decline_reason = models.CharField(_("reason"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-stated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(window_start=None)
                | models.Q(window_end=None)
                | models.Q(window_end__gte=models.F("window_start")),
                name="need_window_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(exchange__isnull=False) ^ models.Q(question__isnull=False),
                name="need_comes_from_one_thing",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="signed") | models.Q(signed_at__isnull=False),
                name="signed_need_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="need_of_organisation")]

    def __str__(self) -> str:
        return self.problem.strip().split("\n")[0][:80] or self.public_id

    def get_absolute_url(self) -> str:
        """The page of the statement."""
        return reverse("surveys:need", args=[self.public_id])

    @property
    def origin(self) -> Exchange | Question:
        """The exchange or the question that it came from; one of them stands in the row."""
        found = self.exchange or self.question
        assert found is not None
        return found

    @property
    def may_be_contacted(self) -> bool:
        """Whether the consent to be contacted still stands."""
        return self.contact and self.contact_ended_at is None
