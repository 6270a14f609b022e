"""Whom to compare with whom, and how much each likeness counts: all of it stands in the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.core.forms import Filters
from cityclusters.core.texts import pick
from cityclusters.places.countries import country_choices
from cityclusters.places.fields import PlaceField
from cityclusters.places.models import Place
from cityclusters.practices.forms.fields import themes
from cityclusters.support.likeness import KINDS
from cityclusters.support.peers.finding import Asked
from cityclusters.support.reasons import KIND_WORDS

NONE, SOME, MUCH = "0", "1", "3"
HOW_MUCH = [
    (NONE, pgettext_lazy("how much it counts", "Not at all")),
    (SOME, pgettext_lazy("how much it counts", "Some")),
    (MUCH, pgettext_lazy("how much it counts", "Much")),
]
PLACE_NAMES = ("place", "place_id", "place_choice")


class PeerForm(Filters):
    """My city, what counts, and which cities to show. An answer that makes no sense filters nothing; a city
    that is not clear is asked for again."""

    place = PlaceField(label=_("Your city"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    abroad = forms.BooleanField(label=_("Only cities of other countries"), required=False)
    offers = forms.BooleanField(label=_("Only cities with an open offer"), required=False)
    everywhere = forms.BooleanField(
        label=_("Also places without an organisation here, of one country"), required=False
    )

    def __init__(self, sent: QueryDict, own: Place | None) -> None:
        super().__init__(_filled_in(sent, own))
        fields: dict[str, Any] = self.fields
        fields["country"].choices = [("", _("All countries")), *country_choices()]
        named = [(row.code, pick(row.names).text) for row in themes()]
        fields["theme"].choices = [("", _("All themes")), *named]
        for kind in KINDS:
            fields[kind] = forms.ChoiceField(label=str(KIND_WORDS[kind]), choices=HOW_MUCH, required=False)

    def clean(self) -> dict[str, Any]:
        """Shows the city that was meant by its name, however it was chosen."""
        data = super().clean() or {}
        if place := data.get("place"):
            chosen = {"place": place.label(), "place_id": place.public_id, "place_choice": ""}
            self.data = {**dict(self.data.items()), **chosen}
        return data

    @property
    def weight_fields(self) -> list[forms.BoundField]:
        """How much each kind of likeness counts."""
        return [self[kind] for kind in KINDS]

    @property
    def wish(self) -> Asked:
        """What was asked and makes sense."""
        asked = self.asked
        return Asked(
            weights={kind: float(asked.get(kind, SOME)) for kind in KINDS},
            country=asked.get("country", ""),
            theme=asked.get("theme", ""),
            abroad=bool(asked.get("abroad")),
            offers=bool(asked.get("offers")),
            everywhere=bool(asked.get("everywhere")),
        )

    @property
    def mine(self) -> Place | None:
        """The city that others are compared with."""
        place: Place | None = self.asked.get("place")
        return place


def _filled_in(sent: QueryDict, own: Place | None) -> QueryDict:
    """What was sent, with some weight where none is told, and the reader's own city where none is named."""
    data = sent.copy()
    for kind in KINDS:
        if data.get(kind) not in {NONE, SOME, MUCH}:
            data[kind] = SOME
    if own is not None and not any(data.get(name) for name in PLACE_NAMES):
        data["place"], data["place_id"] = own.label(), own.public_id
    return data
