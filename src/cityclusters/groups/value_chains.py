"""Value chains by code: what groups make and sell, from the field to the market (seed item C19).

Codes are stored; a code that is no longer in this list is shown as it stands."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

CHAINS: "dict[str, StrOrPromise]" = {
    "bread": _("Bread and pastry"),
    "cassava": _("Cassava"),
    "cereals": _("Cereals"),
    "cocoa": _("Cocoa"),
    "coffee": _("Coffee"),
    "cosmetics": _("Soap and cosmetics"),
    "crafts": _("Crafts"),
    "dairy": _("Milk and dairy"),
    "dates": pgettext_lazy("fruit", "Dates"),
    "digital": _("Digital services"),
    "fish": _("Fish"),
    "fruits": _("Fruits"),
    "harissa": _("Harissa and chilli peppers"),
    "herbs": _("Herbs and spices"),
    "honey": _("Honey"),
    "leather": _("Leather"),
    "mango": _("Mango"),
    "nuts": _("Nuts"),
    "olives": _("Olives and olive oil"),
    "poultry": _("Poultry"),
    "shea": _("Shea"),
    "silk": _("Silk"),
    "textiles": _("Textiles and clothing"),
    "tourism": _("Tourism"),
    "vegetables": _("Vegetables"),
    "waste": _("Recycling"),
    "wool": _("Wool and carpets"),
}
PARTS = {"mango": "fruits", "dates": "fruits"}
"""A chain that is part of a wider one: who looks for fruits finds mangoes too."""


def words(codes: Iterable[str]) -> list[str]:
    """The chains by name in the reader's language."""
    return [str(CHAINS.get(code, code)) for code in codes]


def with_parts(code: str) -> list[str]:
    """The chain and those that are part of it."""
    return [code, *(part for part, whole in PARTS.items() if whole == code)]
