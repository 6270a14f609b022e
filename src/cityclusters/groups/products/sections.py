"""Products on the page of a group and behind the door; how a group makes them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.groups.door import Way
from cityclusters.groups.models import Group, Product
from cityclusters.groups.products import page
from cityclusters.groups.products.views.common import with_pictures
from cityclusters.people.readers import Reader

SHOWN = 3


def of_group(request: Request, group: Group) -> Section | None:
    """The newest products that everybody sees."""
    if not group.has(Group.Part.PRODUCTS):
        return None
    rows = with_pictures(Product.objects.shown().filter(group=group))
    found = list(rows[: SHOWN + 1])
    if not found:
        return None
    more = reverse("groups:group-products", args=[group.public_id]) if len(found) > SHOWN else ""
    return Section("groups/_products_here.html", {"cards": page.cards(found[:SHOWN]), "more": more})


def ways(reader: Reader) -> list[Way]:
    """What one can do with products."""
    number = Product.objects.shown().count()
    return [
        Way(
            reverse("groups:products"),
            _("Products"),
            _("What producers make and sell, with letters passed on and no address shown."),
            ngettext("%(number)d product", "%(number)d products", number) % {"number": number},
        )
    ]
