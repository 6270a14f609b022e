"""A form field that takes a place: typed or chosen from suggestions, asked back where several fit."""

from typing import Any, NamedTuple

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from cityclusters.core.ids import sent_id
from cityclusters.places.folding import fold
from cityclusters.places.models import Place

NONE_OF_THESE = "none"
MOST_CHOICES = 12


class Asked(NamedTuple):
    """What the browser sent: the words, the id of a suggestion, the radio button, and the words for which
    the radio buttons were shown."""

    words: str = ""
    chosen: str = ""
    picked: str = ""
    before: str = ""


class PlaceWidget(forms.Widget):
    """A search box; below it, when the server had to ask back, the places that fit as radio buttons.

    Posts `<name>` (the words), `<name>_id` (chosen from the suggestions) and `<name>_choice` (the radio)."""

    template_name = "places/_place_field.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices: list[Place] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> "Asked":
        """The words, the id chosen for them and the radio button ('' where there was none)."""
        return Asked(
            str(data.get(name) or "").strip()[:200],
            str(data.get(f"{name}_id") or "")[:10],
            str(data.get(f"{name}_choice") or "")[:10],
            str(data.get(f"{name}_before") or "")[:200],
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_id" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        asked = value if isinstance(value, Asked) else Asked()
        if isinstance(value, Place):
            asked = Asked(value.label(), value.public_id)
        context["widget"].update(
            asked=asked,
            choices=self.choices,
            none=NONE_OF_THESE,
            suggest_url=reverse_lazy("places:suggest"),
        )
        return context


class PlaceField(forms.Field):
    """Cleans to a Place (None where empty and not required); `country` limits it to one country."""

    widget = PlaceWidget
    default_error_messages = {
        "unknown": _("No place of that name is known. Try another spelling, or only the first letters."),
        "several": _("Several places fit. Choose the one you mean."),
        "none": _("Then try another spelling, or ask a programme officer to add the place."),
        "inexact": _("Is one of these the place you mean? Choose it, or correct the name."),
    }

    def __init__(self, *, country: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.country = country
        self.place: Place | None = None

    def prepare_value(self, value: Any) -> Any:
        """Initial values may be a Place or its primary key."""
        if isinstance(value, int):
            return Place.objects.filter(pk=value).first()
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another place is meant than the initial one."""
        asked = data if isinstance(data, Asked) else Asked()
        place = self.prepare_value(initial)
        if not isinstance(place, Place):
            return asked != Asked()
        return (asked.picked or asked.chosen) != place.public_id or asked.words not in {"", place.label()}

    def clean(self, value: Any) -> Place | None:
        """The place. Raises ValidationError, with choices for the next try, when it is not clear."""
        asked = value if isinstance(value, Asked) else Asked()
        widget = self.widget
        assert isinstance(widget, PlaceWidget)
        widget.choices = []
        if asked == Asked():
            return super().clean(None)
        if asked.picked and asked.picked != NONE_OF_THESE:
            place = self._known(asked.picked)
        else:
            place = self._suggested(asked)
        return place or self._by_words(asked, widget)

    def _known(self, public_id: str) -> Place | None:
        found = Place.objects.filter(public_id=sent_id(public_id))
        place = (found.filter(country_id=self.country) if self.country else found).first()
        return place.current() if place else None

    def _suggested(self, asked: Asked) -> Place | None:
        """The place of the hidden field, unless the words were changed since (a browser without JavaScript
        sends the old id along)."""
        place = self._known(asked.chosen) if asked.chosen else None
        return place if place and fold(asked.words) in {"", fold(place.label()), place.folded} else None

    def _by_words(self, asked: Asked, widget: PlaceWidget) -> Place:
        if asked.picked == NONE_OF_THESE and fold(asked.words) == fold(asked.before):
            raise forms.ValidationError(self.error_messages["none"], "none")
        named = Place.objects.called(asked.words, self.country)
        if len(named) == 1:
            return named[0]
        widget.choices = named[:MOST_CHOICES] or Place.objects.search(asked.words, self.country, MOST_CHOICES)
        code = "several" if named else "inexact" if widget.choices else "unknown"
        raise forms.ValidationError(self.error_messages[code], code)
