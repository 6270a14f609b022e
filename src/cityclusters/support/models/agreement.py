"""Agreement: what the two sides of a match agree on, from the first draft to its end (rule PE1, item B19)."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.people.readers import Reader, focal_organisations, is_officer
from cityclusters.support.models.match import Match
from cityclusters.support.models.need import Need
from cityclusters.support.models.offer import Offer


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Questions about agreements."""

    def public(self) -> "AgreementQuerySet":
        """Those that both sides have signed, also when they are over."""
        return self.filter(signed_on__isnull=False)

    def of_sides(self, organisations: frozenset[int]) -> "AgreementQuerySet":
        """Those of which one of the organisations is a side."""
        return self.filter(models.Q(need_side__in=organisations) | models.Q(host_side__in=organisations))

    def visible_to(self, reader: Reader) -> "AgreementQuerySet":
        """Everybody sees those that are signed; both sides theirs from the first draft, officers all."""
        if not reader.is_authenticated:
            return self.public()
        if is_officer(reader):
            return self
        own = focal_organisations(reader)
        sides = models.Q(need_side__in=own) | models.Q(host_side__in=own)
        return self.filter(sides | models.Q(signed_on__isnull=False))


class Agreement(models.Model):
    """What two sides of a match agree on; projects start from it. Both sides see the same text, and each
    change of it has a number: whoever clears or signs says which text she has read.

    `type` is proposed from the countries of both sides and of who supports it; a person confirms it."""

    class State(models.TextChoices):
        DRAFTING = "drafting", _("Being drafted")
        CLEARANCE = "clearance", _("In clearance")
        SIGNED = "signed", _("Signed")
        IN_FORCE = "in_force", _("In force")
        ENDED = "ended", _("Ended")

    class Type(models.TextChoices):
        DOMESTIC = "domestic", _("Within one country")
        SOUTH_SOUTH = "south_south", _("South-South")
        TRIANGULAR = "triangular", _("Triangular")
        OTHER = "other", _("Between other countries")

    OPEN = (State.DRAFTING, State.CLEARANCE)
    BINDING = (State.SIGNED, State.IN_FORCE)

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    match = models.OneToOneField(Match, models.PROTECT, related_name="agreement")
    need_side = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    host_side = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFTING)
    language = models.CharField(_("language"), max_length=8, help_text="in which it is written")
    title = models.CharField(_("title"), max_length=200)
    scope = models.TextField(_("what is agreed"), max_length=5000, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)
    text_number = models.PositiveIntegerField(default=1)
    type = models.CharField(_("kind of cooperation"), max_length=11, choices=Type, default=Type.OTHER)
    type_confirmed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    type_confirmed_at = models.DateTimeField(null=True, blank=True)
    supporter = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    support = models.CharField(_("what it gives"), max_length=500, blank=True)
    need_shows = models.BooleanField(default=False)
    host_shows = models.BooleanField(default=False)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    paper_on = models.DateField(_("day on the signed paper"), null=True, blank=True)
    document = models.FileField(_("signed paper"), upload_to="agreements/", blank=True)
    end_told_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)
    carried_out = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["signed", "in_force"])
                | models.Q(signed_on__isnull=False, starts__isnull=False, ends__isnull=False),
                name="support_agreement_signed_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(starts=None)
                | models.Q(ends=None)
                | models.Q(ends__gte=models.F("starts")),
                name="support_agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(type="triangular")
                | (models.Q(supporter__isnull=False) & ~models.Q(support="")),
                name="support_triangular_names_its_support",
            ),
        ]
        indexes = [models.Index(fields=["state", "ends"], name="support_agreement_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:agreement", args=[self.public_id])

    @property
    def need(self) -> Need:
        """What was asked for."""
        return self.match.need

    @property
    def offer(self) -> Offer:
        """What was offered."""
        return self.match.window.offer

    @property
    def organisations(self) -> list[Organisation]:
        """The partners: who asked, who hosts, and who supports it where somebody does."""
        named = [self.need_side, self.host_side, self.supporter]
        return [organisation for organisation in named if organisation is not None]

    @property
    def scope_is_shown(self) -> bool:
        """Whether everybody may read what is agreed: only where both sides said so."""
        return self.need_shows and self.host_shows


class Assent(models.Model):
    """One side clears or signs the text with this number, by a person with a mandate (rule PE1)."""

    class Step(models.TextChoices):
        CLEAR = "clear", _("Cleared")
        SIGN = "sign", _("Signed")

    class Side(models.TextChoices):
        NEED = "need", _("Who asked")
        HOST = "host", _("Host")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="assents")
    step = models.CharField(max_length=5, choices=Step)
    side = models.CharField(max_length=4, choices=Side)
    text_number = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "step", "side", "text_number"], name="support_assent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.step} {self.side}"
