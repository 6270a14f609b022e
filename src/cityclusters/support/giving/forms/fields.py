"""Fields that the forms of the ledger share: who acts, which item, how much of it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from babel.numbers import is_currency
from django import forms
from django.forms import BaseFormSet
from django.utils.translation import gettext_lazy as _

from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.models import Item

MOST = Decimal("999999999999.99")
MOST_LINES = 30
MOST_IN_A_PACK = 1_000_000
Field = forms.Field


class OwnOrganisation(forms.ModelChoiceField[Organisation]):
    """One of the organisations that she acts for."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Its name."""
        return str(obj)


def acting_field(person: Person, label: Any) -> Field:
    """For whom she acts: one of her own organisations; an officer writes down any."""
    if person.is_officer:
        return OrganisationField(person=person, label=label)
    own = Organisation.objects.filter(pk__in=focal_organisations(person)).order_by("folded", "pk")
    field = OwnOrganisation(own, label=label, to_field_name="public_id", empty_label=None)
    field.initial = own.first()
    return field


class ItemField(forms.ChoiceField):
    """One of the items; cleans to it. Set `items` before the form is used."""

    def take(self, items: Iterable[Item]) -> None:
        """The items that may be chosen."""
        self.known = {item.code: item for item in items}
        self.choices = [("", _("Choose")), *((code, str(item)) for code, item in self.known.items())]

    def clean(self, value: Any) -> Any:
        """The item; None where nothing was chosen and nothing is required."""
        return self.known.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """Initial values may be items."""
        return value.code if isinstance(value, Item) else value


def packs_field(**kwargs: Any) -> forms.DecimalField:
    """A positive number with at most two decimals."""
    least = kwargs.pop("min_value", Decimal("0.01"))
    return forms.DecimalField(min_value=least, max_value=MOST, decimal_places=2, **kwargs)


class HowMuch(forms.Form):
    """So many packs of an item, or so much money."""

    item = ItemField(label=_("What"))
    packs = packs_field(label=_("How much"))
    unit_size = forms.IntegerField(
        label=_("Pieces in a pack"),
        required=False,
        min_value=1,
        max_value=MOST_IN_A_PACK,
        help_text=_("Leave empty where “how much” counts single pieces."),
    )
    currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, help_text=_("Of money, for example USD.")
    )

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "item" in self.fields:
            field: Any = self.fields["item"]
            field.take(items)

    def meant(self) -> Item | None:
        """The item that the amount is of."""
        found: Item | None = self.cleaned_data.get("item")
        return found

    def clean(self) -> dict[str, Any]:
        """Money has a currency and no packs; nothing else has a currency."""
        data, item = self.cleaned_data, self.meant()
        data["unit_size"] = data.get("unit_size") or 1
        currency = (data.get("currency") or "").strip().upper()
        data["currency"] = ""
        if item is not None and item.kind == Item.Kind.MONEY:
            data["unit_size"] = 1
            data["currency"] = currency
            if not (currency.isascii() and is_currency(currency)):
                self.add_error("currency", _("Write the currency with its three letters, for example USD."))
        return data


class Lines(BaseFormSet[Any]):
    """Several lines at once; blank ones don't count."""

    default_error_messages = {
        "missing_management_form": _("Something got lost on the way. Please look at the page again."),
    }

    def written(self) -> list[dict[str, Any]]:
        """The lines in which something stands, after `is_valid`."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        """At least one line."""
        if not any(form.has_changed() for form in self.forms):
            raise forms.ValidationError(_("Write at least one line."))


def lines_of(form: type[forms.Form], items: Iterable[Item], data: Any, **kwargs: Any) -> Lines:
    """The lines of a page, with blank ones for more."""
    made = forms.formset_factory(
        form, formset=Lines, extra=2, max_num=MOST_LINES, absolute_max=MOST_LINES + 1, validate_max=True
    )
    found = made(data, prefix="lines", form_kwargs={"items": list(items)}, **kwargs)
    assert isinstance(found, Lines)
    return found
