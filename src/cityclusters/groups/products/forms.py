"""What is typed about a product, its producer's choices, enquiries and sales, and what readers look for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from babel.numbers import is_currency
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.core.ids import secret_code
from cityclusters.core.text_fields import TextsField
from cityclusters.core.texts import pick
from cityclusters.groups.models import Group, Member, ProducerConsent, Product, ProductEnquiry, SalesRecord
from cityclusters.groups.models.product import ProductQuerySet
from cityclusters.groups.products.acts import STARTS
from cityclusters.groups.standards.catalogue import traits
from cityclusters.groups.value_chains import CHAINS, with_parts, words
from cityclusters.people.models import Person
from cityclusters.places.countries import country_name
from cityclusters.places.folding import fold
from cityclusters.practices.forms.fields import LongText, clean_text
from cityclusters.support.offers.forms import own_language

MOST_MONEY = 999_999_999_999
State = ProductEnquiry.State
AGREED = _("The managers of the group may keep and show my products for me until I take this back.")


class Once(forms.Form):
    """A form that makes something new: sent twice, it makes one."""

    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = secret_code()

    def clean_once(self) -> str:
        """A key of ours, made anew where another was sent."""
        sent: str = self.cleaned_data["once"]
        return sent if len(sent) == len(secret_code()) else secret_code()


class CurrencyField(forms.CharField):
    """A currency by its three letters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Currency"), max_length=3, help_text=_("Three letters, for example GHS"), **kwargs
        )

    def clean(self, value: Any) -> str:
        """In capitals. Raises ValidationError for one that there is not."""
        text = str(super().clean(value)).strip().upper()
        if text and not (text.isascii() and is_currency(text)):
            raise forms.ValidationError(_("Write the currency with its three letters, for example USD."))
        return text


def amount_field(label: Any, **kwargs: Any) -> forms.DecimalField:
    """Money, with at most two decimals."""
    return forms.DecimalField(
        label=label, min_value=0, max_value=MOST_MONEY, max_digits=14, decimal_places=2, **kwargs
    )


class ProductForm(forms.Form):
    """What it is, how it is made, and what is true of it."""

    names = TextsField(label=_("Name of the product"), most=120)
    summary = TextsField(label=_("What it is, in one or two sentences"), most=400, long=True, required=False)
    story = TextsField(label=_("How it is made, and by whom"), most=3000, long=True, required=False)
    value_chain = forms.ChoiceField(label=_("Value chain"), required=False)
    traits = forms.MultipleChoiceField(
        label=_("What is true of it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Standards are meant for some products and not for others; this tells them apart."),
    )
    made_in_unit = forms.BooleanField(
        label=_("It is made in the group's own production unit"), required=False
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        codes = group.value_chains or list(CHAINS)
        fields["value_chain"].choices = [("", "–"), *zip(codes, words(codes), strict=True)]
        fields["traits"].choices = [(code, pick(texts).text) for code, texts in traits().items()]

    @classmethod
    def values_of(cls, product: Product) -> dict[str, Any]:
        """What stands in the record."""
        return {name: getattr(product, name) for name in cls.base_fields}


class NewProductForm(Once, ProductForm):
    """A new product: whose, and how far it has come."""

    member = forms.ModelChoiceField(
        Member.objects.none(), label=_("Whose product is it?"), to_field_name="public_id", required=False
    )
    state = forms.ChoiceField(
        label=_("How far has it come?"),
        choices=[(state.value, state.label) for state in STARTS],
        initial=Product.State.TESTED,
        widget=forms.RadioSelect,
        help_text=_("Nobody else sees it yet. You show it on the next page."),
    )
    field_order = ("member", "names", "summary", "state", "value_chain")

    def __init__(self, *args: Any, group: Group, person: Person, manages: bool, **kwargs: Any):
        super().__init__(*args, group=group, **kwargs)
        fields: Any = self.fields
        own = Member.objects.on(group.today()).filter(group=group, person=person)
        agreed = ProducerConsent.objects.filter(withdrawn_at=None, member__group=group).values("member")
        rows = own | Member.objects.filter(pk__in=agreed) if manages else own
        fields["member"].queryset = rows
        fields["member"].empty_label = _("The group itself") if manages else None
        if not manages:
            fields["member"].required, fields["member"].initial = True, own.first()
            fields["member"].widget = forms.HiddenInput()
        self.language = own_language(person)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The language of its name is the one in which it is written."""
        data = super().clean() or self.cleaned_data
        data["language"] = (data.get("names") or {}).get("_", self.language)
        return data


class PriceForm(forms.Form):
    """The producer's choices: all off until she makes them."""

    price = amount_field(_("Price"), required=False)
    currency = CurrencyField(required=False)
    price_unit = forms.CharField(
        label=_("For how much"), max_length=60, required=False, help_text=_("For example: a jar of 200 g")
    )
    shows_price = forms.BooleanField(label=_("Show the price"), required=False)
    shown_as = forms.CharField(
        label=_("Show this name"),
        max_length=150,
        required=False,
        help_text=_("Hers, or one for her work. Empty: no name is shown."),
    )
    contact = forms.CharField(
        label=_("Show this contact"),
        max_length=200,
        required=False,
        help_text=_("Empty: letters are passed on, and nobody sees an address. That is the safest."),
    )
    shows_people = forms.BooleanField(label=_("Show pictures in which somebody can be known"), required=False)

    def clean(self) -> dict[str, Any]:
        """A price has a currency, and there is one where it is shown."""
        data = self.cleaned_data
        if data.get("price") is not None and not data.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("Write the currency of the price."))
        if data.get("shows_price") and data.get("price") is None and "price" not in self.errors:
            self.add_error("price", _("Write the price that is to be shown."))
        data["price_unit"] = clean_text(data.get("price_unit") or "")
        return data

    @classmethod
    def values_of(cls, product: Product) -> dict[str, Any]:
        """What stands in the record, with the group's currency where none does."""
        values = {name: getattr(product, name) for name in cls.base_fields}
        return {**values, "currency": product.currency or product.group.currency}


class PictureForm(forms.Form):
    """A picture of the product."""

    file = forms.FileField(
        label=_("Picture (JPEG, PNG or WebP)"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Where and when it was taken is removed."),
    )
    alt = forms.CharField(
        label=_("What it shows, for people who cannot see it"), max_length=300, help_text=_("One sentence.")
    )
    of_people = forms.BooleanField(
        label=_("Somebody in it can be known"),
        required=False,
        initial=True,
        help_text=_("Then it is shown only if the producer has chosen that."),
    )


class ConsentForm(forms.Form):
    """What a producer agreed to, and how."""

    how = forms.ChoiceField(label=_("How was it agreed?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What was agreed to"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    given_on = DayField(label=_("On"))

    def __init__(self, *args: Any, herself: bool, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        How = ProducerConsent.How
        hows = [How.HERSELF] if herself else [How.PAPER, How.SPOKEN]
        fields["how"].choices = [(how.value, how.label) for how in hows]
        fields["words"].initial, fields["given_on"].initial = AGREED, today
        if herself:
            fields["how"].initial = How.HERSELF


class AskForm(Once):
    """An enquiry."""

    text = LongText(
        label=_("What do you want to ask?"),
        max_length=2000,
        rows=5,
        help_text=_("It is passed on without your name and your address."),
    )
    quantity = forms.CharField(label=_("How much do you need?"), max_length=100, required=False)
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = own_language(person)


class MessageForm(Once):
    """One more letter."""

    text = LongText(label=_("Your words"), max_length=2000, rows=4)
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = own_language(person)


class StepForm(forms.Form):
    """What has become of an enquiry."""

    state = forms.ChoiceField(label=_("What happened?"), widget=forms.RadioSelect)
    amount = amount_field(_("Amount"), required=False)
    currency = CurrencyField(required=False)
    day = DayField(label=_("Delivered on"), required=False)
    reason = forms.CharField(label=_("Why it came to nothing"), max_length=300, required=False)

    def __init__(self, *args: Any, steps: Iterable[State], **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["state"].choices = [(step.value, step.label) for step in steps]
        if State.DELIVERED not in steps:
            del fields["day"]
        if State.QUOTED not in steps and State.DELIVERED not in steps:
            del fields["amount"], fields["currency"]

    def clean(self) -> dict[str, Any]:
        """An amount has a currency."""
        data = self.cleaned_data
        if data.get("amount") is not None and not data.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("Write the currency of the price."))
        return data


class SaleForm(Once):
    """What was sold from a day to a day."""

    starts = DayField(label=_("From"))
    ends = DayField(label=_("To"))
    amount = amount_field(_("Sold for, all together"))
    currency = CurrencyField()
    basis = forms.ChoiceField(
        label=_("How is it known?"),
        choices=SalesRecord.Basis.choices,
        initial=SalesRecord.Basis.SELF_REPORTED,
        widget=forms.RadioSelect,
    )
    proof = forms.CharField(
        label=_("Which paper shows it?"), max_length=200, required=False, help_text=_("For example: receipts")
    )
    enquiry = forms.CharField(max_length=10, widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """The period runs forward; proof is named."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts"), data.get("ends")
        if first and last and last < first:
            self.add_error("ends", _("This is before the first day."))
        if data.get("basis") == SalesRecord.Basis.PROVEN and not data.get("proof"):
            self.add_error("proof", _("Say which paper shows it."))
        return data


class FilterForm(Filters):
    """Looking for a product; an answer that makes no sense filters nothing."""

    words = forms.CharField(label=_("Product"), max_length=100, required=False)
    chain = forms.ChoiceField(label=_("Value chain"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        showing = Group.objects.filter(products__state=Product.State.LISTED).order_by()
        codes = showing.values_list("place__country", flat=True).distinct()
        named = sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
        chains = sorted(((code, str(name)) for code, name in CHAINS.items()), key=lambda pair: pair[1])
        fields["chain"].choices = [("", _("All value chains")), *chains]
        fields["country"].choices = [("", _("All countries")), *named]

    def chosen(self, rows: ProductQuerySet) -> ProductQuerySet:
        """The rows that fit, the newest first."""
        asked = self.asked
        for word in fold(asked.get("words", "")).split()[:8]:
            rows = rows.filter(folded__contains=word)
        if "chain" in asked:
            rows = rows.filter(value_chain__in=with_parts(asked["chain"]))
        if "country" in asked:
            rows = rows.filter(group__place__country=asked["country"])
        return rows.order_by("-created_at", "-pk")
