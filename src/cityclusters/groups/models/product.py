"""Products of producers and of groups: what is made, who may show it, and its pictures (rule HU5)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import public_id
from cityclusters.core.json_lists import holding
from cityclusters.core.texts import pick, validate_texts
from cityclusters.groups.models.group import Group
from cityclusters.groups.models.member import Member
from cityclusters.people.models import Person


class ProductQuerySet(models.QuerySet["Product"]):
    """Questions about products."""

    def shown(self) -> "ProductQuerySet":
        """Those that everybody sees: listed, of a group that is at work and still shows products."""
        groups = holding(Group.objects.filter(state=Group.State.ACTIVE), "parts", Group.Part.PRODUCTS)
        return self.filter(state=Product.State.LISTED, group__in=groups)

    def of_producer(self, person: Person) -> "ProductQuerySet":
        """Those that she makes herself, while she is in the group."""
        return self.filter(member__person=person)


class Product(models.Model):
    """What a producer or the group makes. Its page shows her name, her photo, her price and a contact only
    where she has chosen that; her address never (rule HU5)."""

    class State(models.TextChoices):
        IDEA = "idea", _("Idea")
        PROTOTYPE = "prototype", _("Prototype")
        TESTED = "tested", _("Tested")
        COMPLIANT = "compliant", _("Meets its standard")
        LISTED = "listed", _("Shown to everybody")
        PAUSED = "paused", _("Not shown for now")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    once = models.CharField(max_length=27, unique=True, help_text="of the form: sending twice gives one")
    group = models.ForeignKey(Group, models.PROTECT, related_name="products")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="products",
        help_text="the producer; none: the group itself",
    )  # fmt: skip
    language = models.CharField(max_length=8, help_text="in which it was written first")
    names = models.JSONField(_("name"), validators=[validate_texts])
    summary = models.JSONField(_("in one or two sentences"), default=dict, blank=True)
    story = models.JSONField(_("how it is made"), default=dict, blank=True)
    value_chain = models.CharField(_("value chain"), max_length=40, blank=True)
    traits = models.JSONField(default=list, blank=True, help_text="codes of groups/data/standards.json")
    made_in_unit = models.BooleanField(default=False, help_text="in the group's own production unit")
    # What looking for a product compares: its names in all languages, folded.
    folded = models.CharField(max_length=1000, blank=True, editable=False)
    price = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(max_length=3, blank=True)
    price_unit = models.CharField(max_length=60, blank=True, help_text="'jar of 200 g'")
    # The producer's choices; each is off until she makes it.
    shows_price = models.BooleanField(default=False)
    shown_as = models.CharField(max_length=150, blank=True, help_text="her name, as she wants it shown")
    contact = models.CharField(max_length=200, blank=True, help_text="as she wants it shown")
    shows_people = models.BooleanField(default=False, help_text="pictures in which somebody can be known")
    state = models.CharField(max_length=9, choices=State, default=State.IDEA)
    state_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    illustrative = models.BooleanField(default=False, help_text="demo data that no source states")
    source = models.CharField(max_length=300, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "-created_at"], name="groups_product_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gte=0) & ~Q(currency=""), name="product_price_has_currency"
            )
        ]

    def __str__(self) -> str:
        return pick(self.names).text or self.public_id

    def get_absolute_url(self) -> str:
        """Its page, to share."""
        return reverse("groups:product", args=[self.public_id])

    @property
    def is_listed(self) -> bool:
        """Whether it has left the workshop (what everybody sees asks `shown` besides)."""
        return self.state == self.State.LISTED


class ProducerConsent(models.Model):
    """What a producer agreed to: that the group's managers keep her products for her. Withdrawn, her products
    are shown to nobody until she says otherwise."""

    class How(models.TextChoices):
        HERSELF = "herself", _("She or he agreed on this site")
        PAPER = "paper", _("Signed on paper, kept by the group")
        SPOKEN = "spoken", _("Said before a witness")

    member = models.ForeignKey(Member, models.CASCADE, related_name="product_consents")
    how = models.CharField(_("how it was given"), max_length=7, choices=How)
    words = models.TextField(_("what was agreed to"), max_length=1000)
    given_on = models.DateField(_("on"))
    recorded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(withdrawn_at=None), name="one_producer_consent"
            )
        ]

    def __str__(self) -> str:
        return self.get_how_display()


class ProductPicture(models.Model):
    """A photo, written anew without the place where it was taken, in a large and a light version."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)
    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=64, editable=False, help_text="of the file as it came")
    file = models.ImageField(upload_to="products/")
    light = models.ImageField(upload_to="products/")
    light_width = models.PositiveSmallIntegerField(default=0, editable=False)
    light_height = models.PositiveSmallIntegerField(default=0, editable=False)
    alt = models.CharField(_("what it shows"), max_length=300)
    language = models.CharField(max_length=8)
    of_people = models.BooleanField(default=True, help_text="somebody in it can be known")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "digest"], name="product_picture_once"),
        ]

    def __str__(self) -> str:
        return self.alt
