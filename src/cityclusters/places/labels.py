"""How a place is named so that nobody takes it for another (rule PL1)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from cityclusters.places.countries import country_name

if TYPE_CHECKING:
    from cityclusters.places.models import Place


def label(place: "Place", language: str = "") -> str:
    """'Khiva, Uzbekistan'; 'Yichun, Jiangxi, China' where the name repeats in its country; the distance
    to the nearest larger city where the province does not tell two apart or is unknown.

    `language` is the reader's by default. Needs no query."""
    if language:
        with override(language):
            return label(place)
    parts = {
        "place": place.name,
        "province": place.province,
        "country": country_name(place.country_id),
        "city": place.near,
        "km": place.near_km,
    }
    if not place.repeats or not (place.near or place.province):
        return _("%(place)s, %(country)s") % parts
    if not place.near:
        return _("%(place)s, %(province)s, %(country)s") % parts
    if not place.province:
        return _("%(place)s (%(km)s km from %(city)s), %(country)s") % parts
    return _("%(place)s (%(km)s km from %(city)s), %(province)s, %(country)s") % parts
