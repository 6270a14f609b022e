"""Need: what a city asks of others, signed for it, open for twelve months (rules PE1, MA9, MA10)."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.places.models import Country, Place
from cityclusters.practices.models import Practice
from cityclusters.spaces.models import Theme
from cityclusters.support.models.choices import NeedState, ShownTo, Urgency
from cityclusters.surveys.models import StatementOfNeed

OPEN = (NeedState.OPEN, NeedState.SHORTLISTED, NeedState.PROPOSED, NeedState.PARTLY_MET)
# A need that nobody signed is read by nobody else, also after it was thrown away.
UNREAD = (NeedState.DRAFT, NeedState.WITHDRAWN)


class NeedQuerySet(models.QuerySet["Need"]):
    """Questions about needs."""

    def open(self, on: date | None = None) -> "NeedQuerySet":
        """Those for which help is looked for on that day (today where it is left out): what a round takes.
        Those that are kept out of rounds are not among them."""
        return self.filter(state__in=OPEN, kept_out_at=None, expires_on__gte=on or timezone.localdate())

    def own(self, reader: Reader) -> "NeedQuerySet":
        """Those she wrote, and those of the organisations she acts for today."""
        if not reader.is_authenticated:
            return self.none()
        return self.filter(models.Q(author=reader) | models.Q(organisation__in=focal_organisations(reader)))

    def shown_to_members(self) -> "NeedQuerySet":
        """Signed ones that every member may read."""
        return self.filter(shown_to=ShownTo.MEMBERS).exclude(state__in=UNREAD)

    def visible_to(self, reader: Reader) -> "NeedQuerySet":
        """Officers see all; others those of organisations they act for, signed ones for all members, and
        those that were proposed to an organisation they act for."""
        if not reader.is_authenticated:
            return self.none()
        if is_officer(reader):
            return self
        mine = focal_organisations(reader)
        own = models.Q(author=reader) | models.Q(organisation__in=mine)
        shown = models.Q(shown_to=ShownTo.MEMBERS) & ~models.Q(state__in=UNREAD)
        if not mine:
            return self.filter(own | shown)
        proposed = Need.objects.filter(
            matches__window__offer__organisation__in=mine, matches__proposed_at__isnull=False
        )
        return self.filter(own | shown | models.Q(pk__in=proposed.values("pk")))


class Need(models.Model):
    """What an organisation wants to learn or get, from whom, how, in which languages and when.

    It may begin from a statement of need (with everything that was said there) or from a practice. `wants`
    is how many hosts it looks for; it stays open for those it has not got (MA9): through matches, or
    `found_elsewhere`, as the organisation says. `kept_out_at` keeps it out of rounds: who stated it after an
    exchange no longer agrees to be contacted. `elsewhere` is whether others than the hosts that it names may
    be proposed, too."""

    State = NeedState

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    statement = models.OneToOneField(StatementOfNeed, models.PROTECT, null=True, blank=True, related_name="+")
    practice = models.ForeignKey(Practice, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=8, help_text="in which it is written")
    title = models.CharField(_("title"), max_length=140)
    problem = models.TextField(_("the problem"), max_length=3000)
    result = models.TextField(_("the result you want"), max_length=3000, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    sdg_targets = models.JSONField(_("SDG targets"), default=list, blank=True)
    modalities = models.JSONField(_("forms of cooperation"), default=list, blank=True)
    languages = models.JSONField(_("languages for the cooperation"), default=list, blank=True)
    window_start = models.DateField(_("from"), null=True, blank=True)
    window_end = models.DateField(_("until"), null=True, blank=True)
    urgency = models.CharField(_("urgency"), max_length=6, choices=Urgency, default=Urgency.NORMAL)
    wants = models.PositiveSmallIntegerField(_("how many hosts"), default=1)
    elsewhere = models.BooleanField(_("hosts other than those named would be fine too"), default=True)
    found_elsewhere = models.PositiveSmallIntegerField(_("hosts found without a match"), default=0)
    shown_to = models.CharField(_("who may read it"), max_length=7, choices=ShownTo, default=ShownTo.TEAM)
    state = models.CharField(max_length=11, choices=NeedState, default=NeedState.DRAFT)
    stated_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True, help_text="a signature is asked for since")
    changed_at = models.DateTimeField(null=True, blank=True, help_text="since it was signed")
    signed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    signed_with = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(default=0, help_text="the last letter: days before its end")
    kept_out_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-stated_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(wants__gte=1), name="support_need_wants_somebody"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(signed_at__isnull=False, expires_on__isnull=False),
                name="support_need_is_signed_and_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(window_start=None)
                | models.Q(window_end=None)
                | models.Q(window_end__gte=models.F("window_start")),
                name="support_need_window_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_on"], name="support_need_open")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:need", args=[self.public_id])

    @property
    def named_only(self) -> bool:
        """Whether nobody may be proposed but the hosts that it names; reads its wishes."""
        return not self.elsewhere and bool(self.wishes.all())


class Wish(models.Model):
    """Whom a need asks for: a country, a city or an organisation. A wish is no allocation (rule MA2)."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField(default=1)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(country__isnull=False, place=None, organisation=None)
                | models.Q(country=None, place__isnull=False, organisation=None)
                | models.Q(country=None, place=None, organisation__isnull=False),
                name="support_wish_names_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.country or self.place or self.organisation)
