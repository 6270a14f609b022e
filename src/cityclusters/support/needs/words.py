"""Parts of a need in words."""

from collections.abc import Iterable

from cityclusters.core.texts import pick
from cityclusters.places.countries import country_name
from cityclusters.support.models import Wish
from cityclusters.surveys.modalities import MODALITIES


def modality_words(codes: Iterable[str]) -> list[str]:
    """Forms of cooperation in words."""
    return [str(MODALITIES.get(code, code)) for code in codes]


def wish_words(wish: Wish) -> str:
    """A country, a city with its country, or an organisation, in the reader's language."""
    if wish.country_id:
        return country_name(wish.country_id)
    if wish.place is not None:
        return wish.place.label()
    return pick(wish.organisation.names).text if wish.organisation else ""
