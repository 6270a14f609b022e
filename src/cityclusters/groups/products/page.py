"""What pages of products show."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from cityclusters.core.templatetags.core import number
from cityclusters.groups.models import Product, ProductPicture


class Card(NamedTuple):
    """A product in a list, as everybody sees it."""

    product: Product
    picture: ProductPicture | None
    price: str


def price(product: Product) -> str:
    """'12.50 GHS for a jar of 200 g'; '' where there is none."""
    if product.price is None:
        return ""
    whole = product.price == product.price.to_integral_value()
    amount = number(int(product.price)) if whole else f"{product.price:.2f}"
    values = {"amount": amount, "currency": product.currency, "unit": f"\u2068{product.price_unit}\u2069"}
    if product.price_unit:
        return _("%(amount)s %(currency)s for %(unit)s") % values
    return _("%(amount)s %(currency)s") % values


def cards(products: Iterable[Product]) -> list[Card]:
    """With what the producer has chosen to show (rule HU5)."""
    return [Card(row, _first(row), price(row) if row.shows_price else "") for row in products]


def _first(product: Product) -> ProductPicture | None:
    shown = (one for one in product.pictures.all() if product.shows_people or not one.of_people)
    return next(shown, None)
