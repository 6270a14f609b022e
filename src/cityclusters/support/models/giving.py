"""Goods, people and money: asked for, pledged, shipped, received (rules AI1–AI5). Totals are computed from
these rows by `giving.ledger`, never kept."""

from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.core.ids import public_id
from cityclusters.core.texts import pick, validate_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place


class Item(models.Model):
    """A kind of thing that is given: masks, protective suits, trainers' days, money. Boxes are counted in
    pieces (`unit_size` of a line); money keeps its currency."""

    class Kind(models.TextChoices):
        GOODS = "goods", _("Goods")
        PEOPLE = "people", _("People's time")
        MONEY = "money", _("Money")

    class Measure(models.TextChoices):
        PIECES = "pieces", _("Pieces")
        DAYS = "days", _("Days of people's time")
        PEOPLE = "people", _("People")
        MONEY = "money", _("Money")

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    measure = models.CharField(_("counted in"), max_length=6, choices=Measure, default=Measure.PIECES)
    order = models.PositiveSmallIntegerField(default=1000)
    names = models.JSONField(_("name"), validators=[validate_texts])
    unit = models.JSONField(_("unit"), validators=[validate_texts])
    also = models.JSONField(default=list, blank=True, help_text="other words that spreadsheets use")
    medical = models.BooleanField(_("medical: needs a certificate and an expiry date"), default=False)

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return pick(self.names).text or self.code


class Drive(models.Model):
    """A public appeal that gathers requests and what came of them (masks in spring 2020)."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    title = models.JSONField(_("title"), validators=[validate_texts])
    text = models.JSONField(_("what it is about"), default=dict, blank=True, validators=[validate_texts])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until"), null=True, blank=True)
    picture = models.FileField(upload_to="drives/", blank=True)
    light = models.FileField(upload_to="drives/", blank=True)
    light_width = models.PositiveSmallIntegerField(default=0)
    light_height = models.PositiveSmallIntegerField(default=0)
    alt = models.JSONField(_("what it shows"), default=dict, blank=True, validators=[validate_texts])
    credit = models.CharField(_("who took it"), max_length=200, blank=True)
    # What others have said of it in public (rule IM5): quoted with its source and day, never in a total.
    claim = models.JSONField(
        _("what others have published about it"), default=dict, blank=True, validators=[validate_texts]
    )
    claim_source = models.CharField(_("where it was published"), max_length=300, blank=True)
    claim_on = models.DateField(_("published on"), null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-starts", "-pk"]

    def __str__(self) -> str:
        return pick(self.title).text or self.public_id

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("support:drive", args=[self.public_id])


class Request(models.Model):
    """So much of an item for a place by a day. It stays open for what has not been received (AI5)."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("need or offer", "Open")
        PARTLY = "partly_met", _("Partly met")
        MET = "met", _("Met")
        CLOSED = "closed", _("Closed")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    drive = models.ForeignKey(Drive, models.SET_NULL, null=True, blank=True, related_name="requests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("how much"), max_digits=16, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    unit_size = models.PositiveIntegerField(_("pieces in a pack"), default=1)
    needed_by = models.DateField(_("by when"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    close_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["needed_by", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="support_request_is_positive")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.quantity}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:request", args=[self.public_id])


class Pledge(models.Model):
    """A promise: to a request, or without one (then `to` says to whom)."""

    class State(models.TextChoices):
        MADE = "made", _("Pledged")
        AGREED = "agreed", _("Agreed with the recipient")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    request = models.ForeignKey(Request, models.PROTECT, null=True, blank=True, related_name="pledges")
    donor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("how much"), max_digits=16, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    unit_size = models.PositiveIntegerField(_("pieces in a pack"), default=1)
    freight = models.BooleanField(_("the donor pays the transport"), default=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.MADE)
    pledged_on = models.DateField(_("pledged on"), default=timezone.localdate)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pledged_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="support_pledge_is_positive")
        ]

    def __str__(self) -> str:
        return f"{self.donor}: {self.quantity} {self.item}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:pledge", args=[self.public_id])


class Shipment(models.Model):
    """What is on its way from one organisation to another. Donor and recipient report on the same shipment:
    two reports are one count (AI2)."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Being prepared")
        SHIPPED = "shipped", _("Shipped")
        CUSTOMS = "in_customs", _("In customs")
        RECEIVED = "received", pgettext_lazy("shipment", "Received")
        PARTLY = "partly_received", _("Received in part")
        REJECTED = "rejected", _("Rejected")
        DISTRIBUTED = "distributed", _("Distributed")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    pledge = models.ForeignKey(Pledge, models.PROTECT, null=True, blank=True, related_name="shipments")
    donor = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reference = models.CharField(_("number of the shipment"), max_length=60, blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.PREPARED)
    shipped_on = models.DateField(_("shipped on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    payer = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("note"), max_length=500, blank=True)
    donor_reported = models.BooleanField(default=False)
    # The recipient has said, line by line, what was accepted; until then nothing counts as given (AI1).
    recipient_reported = models.BooleanField(default=False)
    # Somebody of the programme wrote it down for the recipient, from a letter or a list.
    entered_for = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["donor", "recipient", "reference"],
                condition=~models.Q(reference=""),
                name="support_shipment_number_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.donor} – {self.recipient} {self.reference}".strip()

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("support:shipment", args=[self.public_id])


class Line(models.Model):
    """One item of a shipment, in packs of `unit_size`: what the donor says was sent, and what the recipient
    accepted and rejected, in packs too. Published is what was accepted times the size (AI1)."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    unit_size = models.PositiveIntegerField(_("pieces in a pack"), default=1)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    sent = models.DecimalField(_("packs sent"), max_digits=16, decimal_places=2)
    accepted = models.DecimalField(_("accepted"), max_digits=16, decimal_places=2, null=True, blank=True)
    rejected = models.DecimalField(_("rejected"), max_digits=16, decimal_places=2, null=True, blank=True)
    distributed = models.DecimalField(
        _("distributed"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    expires_on = models.DateField(_("usable until"), null=True, blank=True)
    certificate = models.CharField(_("certificate"), max_length=120, blank=True)
    warned = models.CharField(_("reason to send it all the same"), max_length=300, blank=True)
    reason = models.CharField(_("why some was rejected"), max_length=300, blank=True)
    rate = models.DecimalField(
        _("rate to US dollars"), max_digits=16, decimal_places=8, null=True, blank=True
    )
    rate_on = models.DateField(_("day of the rate"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent__gt=0, unit_size__gt=0), name="support_line_is_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted=None)
                | models.Q(rejected=None)
                | models.Q(sent__gte=models.F("accepted") + models.F("rejected")),
                name="support_line_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent} × {self.unit_size} {self.item}"

    @property
    def coming(self) -> Decimal:
        """Units that the recipient may still get: nothing of a shipment that is closed, the rest of one that
        is on its way or arrived in part."""
        closed = {Shipment.State.RECEIVED, Shipment.State.REJECTED, Shipment.State.DISTRIBUTED}
        if self.shipment.state in closed:
            return Decimal(0)
        return (self.sent - (self.accepted or 0) - (self.rejected or 0)) * self.unit_size


class Evidence(models.Model):
    """A photo or a signed paper that shows it. Everybody sees it only where somebody has said so and, for a
    photo with people in it, that they agreed; both can be taken back."""

    class Agreed(models.TextChoices):
        NOBODY = "nobody", _("Nobody can be recognised in it")
        PAPER = "paper", _("Those in it agreed on paper")
        SPOKEN = "spoken", _("Those in it agreed in words")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="evidence")
    file = models.FileField(upload_to="evidence/")
    light = models.FileField(upload_to="evidence/", blank=True)
    light_width = models.PositiveSmallIntegerField(default=0)
    light_height = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    agreed = models.CharField(_("how it was agreed"), max_length=6, choices=Agreed, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    words = models.CharField(_("what it shows"), max_length=300)
    shown = models.BooleanField(_("everybody may see it"), default=False)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.words
