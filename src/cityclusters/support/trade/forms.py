"""What an organisation types about a product, enquiries, and what readers look for."""

from typing import Any

from babel.dates import get_month_names
from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cityclusters.core.forms import Filters
from cityclusters.core.ids import secret_code
from cityclusters.core.templatetags.core import babel_locale
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.places.countries import country_name
from cityclusters.places.fields import PlaceField
from cityclusters.places.folding import fold
from cityclusters.practices.forms.fields import LongText, clean_text
from cityclusters.support.models import Trade
from cityclusters.support.models.trade import TradeQuerySet
from cityclusters.support.offers.forms import Hosts, own_language
from cityclusters.support.trade import products
from cityclusters.support.trade.words import UNITS


def month_choices() -> list[tuple[int, str]]:
    """The months by name in the reader's language."""
    names = get_month_names("wide", context="stand-alone", locale=babel_locale())
    return [(month, names[month]) for month in range(1, 13)]


class TradeForm(forms.Form):
    """A product, how much, when in the year, and to which standard."""

    side = forms.ChoiceField(label=_("What do you do?"), choices=Trade.Side.choices, widget=forms.RadioSelect)
    product = forms.CharField(
        label=_("Product"),
        max_length=120,
        help_text=_("As you call it, in your own language. For example: cassava flour"),
    )
    volume = forms.DecimalField(
        label=_("How much a year"), max_digits=12, decimal_places=2, min_value=0, required=False
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=[("", "–"), *UNITS.items()], required=False)
    months = forms.TypedMultipleChoiceField(
        label=_("In which months?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none if it is all year."),
    )
    standard = forms.CharField(
        label=_("Standard"),
        max_length=120,
        required=False,
        help_text=_("Which one you hold, or ask for. For example: EU organic, HACCP"),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)
    place = PlaceField(
        label=_("Where"), required=False, help_text=_("Only if it is not in the place of the organisation.")
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["months"].choices = month_choices()

    @classmethod
    def values_of(cls, trade: Trade) -> dict[str, Any]:
        """What stands in the record."""
        return {name: getattr(trade, name) for name in cls.base_fields}

    def clean_product(self) -> str:
        """Names something: a letter at least."""
        text = clean_text(self.cleaned_data["product"])
        if not products.words_of(text):
            raise forms.ValidationError(_("Write the name of the product."))
        return text

    def clean_months(self) -> list[int]:
        """All twelve are all year."""
        months = sorted(self.cleaned_data["months"])
        return [] if len(months) == 12 else months

    def clean(self) -> dict[str, Any]:
        """A quantity has a unit."""
        data = self.cleaned_data
        if data.get("volume") is not None and not data.get("unit"):
            self.add_error("unit", _("Choose the unit of this quantity."))
        return data


class NewTradeForm(TradeForm):
    """A new entry: for which organisation."""

    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)
    field_order = ("organisation", "side", "product")

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"] = _own_organisations(person)
        fields["once"].initial = secret_code()
        fields["language"].initial = own_language(person)
        self.order_fields(self.field_order)

    def clean_once(self) -> str:
        """A key of ours, made anew where another was sent."""
        sent: str = self.cleaned_data["once"]
        return sent if len(sent) == len(secret_code()) else secret_code()

    def clean(self) -> dict[str, Any]:
        """An organisation without a place says where."""
        data = super().clean()
        host = data.get("organisation")
        if host is not None and host.place is None and not data.get("place"):
            self.add_error("place", _("Say where it is: the organisation has no place."))
        return data


def _own_organisations(person: Person) -> Hosts:
    rows = Organisation.objects.filter(pk__in=focal_organisations(person)).select_related("place__country")
    found = Hosts(rows, label=_("Organisation"), to_field_name="public_id")
    if len(rows) == 1:
        found.initial, found.empty_label = rows[0].public_id, None
    return found


class EnquiryForm(forms.Form):
    """A letter to whoever stated a product."""

    text = LongText(
        label=_("What do you want to ask?"),
        max_length=2000,
        rows=5,
        help_text=_("It is passed on with the name of your organisation, without your address."),
    )
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"] = _own_organisations(person)
        fields["language"].initial = own_language(person)
        self.order_fields(("organisation", "text"))


class AnswerForm(forms.Form):
    """The answer, and whether an address goes with it."""

    text = LongText(label=_("Your answer"), max_length=2000, rows=5)
    shows_address = forms.BooleanField(
        label=_("Show my name and e-mail address with the answer"), required=False
    )


class FilterForm(Filters):
    """Looking for a product; an answer that makes no sense filters nothing."""

    side = forms.ChoiceField(label=_("Who"), required=False, choices=[("", _("All")), *Trade.Side.choices])
    product = forms.CharField(label=_("Product"), max_length=100, required=False)
    month = forms.TypedChoiceField(label=_("Month"), required=False, coerce=int, empty_value="")
    country = forms.ChoiceField(label=_("Country"), required=False)
    standard = forms.CharField(label=_("Standard"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["month"].choices = [("", _("All months")), *month_choices()]
        codes = Trade.objects.open().order_by().values_list("place__country", flat=True).distinct()
        named = sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])
        fields["country"].choices = [("", _("All countries")), *named]

    def chosen(self, rows: TradeQuerySet) -> TradeQuerySet:
        """The rows that fit, the newest first. A product is found by any of its known names."""
        asked = self.asked
        if "side" in asked:
            rows = rows.filter(side=asked["side"])
        for word in products.words_of(asked.get("product", "")):
            rows = rows.filter(words__contains=f"|{word[:30]}|")
        if "month" in asked:
            rows = rows.filter(Q(month_marks="") | Q(month_marks__contains=f"|{asked['month']}|"))
        if "country" in asked:
            rows = rows.filter(place__country=asked["country"])
        for word in fold(asked.get("standard", "")).split():
            rows = rows.filter(folded_standard__contains=word)
        return rows.select_related("organisation", "place__country").order_by("-stated_at", "-pk")
