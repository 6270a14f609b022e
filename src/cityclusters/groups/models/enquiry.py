"""Enquiries about products, passed on without an address on either side (rule HU5), and sales as reported."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.groups.models.product import Product
from cityclusters.people.models import Person


class ProductEnquiry(models.Model):
    """Somebody with an account asks about a product. Neither side sees the other's address or name, unless
    one of them writes it."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        QUOTED = "quoted", _("Price named")
        ORDERED = "ordered", _("Ordered")
        DELIVERED = "delivered", _("Delivered")
        LOST = "lost", _("Came to nothing")
        SPAM = "spam", _("Unwanted")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    product = models.ForeignKey(Product, models.CASCADE, related_name="enquiries")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    quantity = models.CharField(_("how much"), max_length=100, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=9, choices=State, default=State.NEW)
    state_at = models.DateTimeField(default=timezone.now)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it came to nothing")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["by", "sent_at"], name="groups_enquiry_by")]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "by"], condition=Q(state="new"), name="one_new_product_enquiry"
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_on__isnull=False), name="delivered_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0) & ~Q(currency=""),
                name="product_enquiry_amount_has_currency",
            ),
        ]

    def __str__(self) -> str:
        return str(self.product)

    def get_absolute_url(self) -> str:
        """Its page, for the two sides."""
        return reverse("groups:product-enquiry", args=[self.public_id])


class EnquiryMessage(models.Model):
    """One letter of an enquiry."""

    class Side(models.TextChoices):
        BUYER = "buyer", _("Who asks")
        SELLER = "seller", _("Who makes it")

    enquiry = models.ForeignKey(ProductEnquiry, models.CASCADE, related_name="messages")
    side = models.CharField(max_length=6, choices=Side)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=8)
    text = models.TextField(max_length=2000)
    once = models.CharField(max_length=27, unique=True)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return self.get_side_display()


class SaleQuerySet(models.QuerySet["SalesRecord"]):
    """Questions about sales."""

    def in_force(self) -> "SaleQuerySet":
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)


class SalesRecord(models.Model):
    """What was sold of one product in a period, in one currency, as its producer says or with proof.

    Corrected by taking it back and writing another. One from an enquiry counts that enquiry; all others are
    sales besides, so the two never count the same money twice."""

    class Basis(models.TextChoices):
        SELF_REPORTED = "self_reported", _("As she or he says")
        PROVEN = "proven", _("With proof")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="sales")
    starts = models.DateField(_("from"))
    ends = models.DateField(_("to"))
    currency = models.CharField(_("currency"), max_length=3)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    basis = models.CharField(max_length=13, choices=Basis, default=Basis.SELF_REPORTED)
    proof = models.CharField(max_length=200, blank=True, help_text="which paper shows it")
    enquiry = models.ForeignKey(ProductEnquiry, models.SET_NULL, null=True, blank=True, related_name="sales")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    stated_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    objects = SaleQuerySet.as_manager()

    class Meta:
        ordering = ["-ends", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="sale_period_runs_forward"),
            models.CheckConstraint(condition=Q(amount__gte=0) & ~Q(currency=""), name="sale_is_money"),
            models.CheckConstraint(condition=~Q(basis="proven") | ~Q(proof=""), name="sale_proof_is_named"),
            models.UniqueConstraint(
                fields=["enquiry"],
                condition=Q(withdrawn_at=None, enquiry__isnull=False),
                name="one_sale_of_an_enquiry",
            ),
        ]

    def __str__(self) -> str:
        return str(self.product)
