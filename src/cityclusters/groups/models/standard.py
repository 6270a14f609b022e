"""How a group or a product stands with a standard: checklist, evidence, certificate (rule HU4)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick
from cityclusters.groups.models.group import Group
from cityclusters.groups.models.product import Product
from cityclusters.groups.standards.catalogue import standards
from cityclusters.people.models import Person


class ComplianceRecord(models.Model):
    """One standard, for one product or (without a product) for the place where the group makes things."""

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        IN_PREPARATION = "in_preparation", _("In preparation")
        SELF_DECLARED = "self_declared", _("Self-declared")
        AUDITED = "audited", _("Audited")
        CERTIFIED = "certified", _("Certified")
        SUSPENDED = "suspended", _("Suspended")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    group = models.ForeignKey(Group, models.PROTECT, related_name="compliance")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="compliance")
    standard = models.CharField(max_length=40, help_text="code of groups/data/standards.json")
    state = models.CharField(max_length=14, choices=State, default=State.NOT_STARTED)
    state_at = models.DateTimeField(default=timezone.now)
    body = models.CharField(_("certified by"), max_length=200, blank=True)
    number = models.CharField(_("number of the certificate"), max_length=100, blank=True)
    certified_on = models.DateField(_("certified on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True, help_text="which paper, where")
    paper = models.FileField(upload_to="compliance/", blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    # For the group alone; what may be said of it in public is asked of `standards.claims`.
    warned_for = models.DateField(null=True, blank=True, help_text="the last day that was warned about")
    warned_days = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "expires_on"], name="groups_compliance_expiry")]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "standard"],
                condition=Q(product__isnull=False),
                name="product_standard_once",
            ),
            models.UniqueConstraint(
                fields=["group", "standard"], condition=Q(product=None), name="group_standard_once"
            ),
        ]

    def __str__(self) -> str:
        known = standards().get(self.standard)
        return pick(known.name).text if known else self.standard

    def get_absolute_url(self) -> str:
        """Its page, for the people of the group."""
        return reverse("groups:compliance", args=[self.group.public_id, self.public_id])

    @property
    def has_evidence(self) -> bool:
        """Whether a paper is named or kept here."""
        return bool(self.paper or self.evidence.strip())


class StandardAnswer(models.Model):
    """One line of the checklist: met or not, since when, and what shows it."""

    class Met(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")
        NOT_APPLICABLE = "na", _("Does not apply")

    record = models.ForeignKey(ComplianceRecord, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=40)
    met = models.CharField(max_length=6, choices=Met)
    on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "item"], name="standard_item_once"),
            models.CheckConstraint(
                condition=~Q(met__in=["yes", "na"]) | ~Q(evidence=""), name="standard_met_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return self.item
