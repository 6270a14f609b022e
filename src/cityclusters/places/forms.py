"""Forms for keeping the list of places; they only read what was typed."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core import zones
from cityclusters.places.countries import country_choices
from cityclusters.places.distance import kilometres
from cityclusters.places.fields import PlaceField
from cityclusters.places.folding import fold
from cityclusters.places.gazetteer import find_province
from cityclusters.places.models import Place

SAME_SPOT_KM = 2.0
DEGREES_OF_SAME_SPOT = 0.05
FIRST_CENSUS = 1700


class KindForm(forms.ModelForm[Place]):
    """What sort of place it is, and what it is a part of."""

    parent = PlaceField(label=_("Part of"), required=False)

    class Meta:
        model = Place
        fields = ("kind", "parent")

    def clean_parent(self) -> Place | None:
        """No place is a part of itself or of one of its parts."""
        parent: Place | None = self.cleaned_data["parent"]
        above = parent
        while above is not None:
            if above.pk == self.instance.pk:
                raise forms.ValidationError(_("A place cannot be a part of itself or of one of its parts."))
            above = above.parent
        return parent


class AddPlaceForm(forms.Form):
    """A place that is missing. Where one of its name, or one on the same spot, is known already, the form
    comes back with these and asks whether it is another."""

    name = forms.CharField(label=_("Name"), max_length=200)
    other_names = forms.CharField(
        label=_("Other ways to write it"),
        help_text=_("One on each line, in any script."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Place.Kind)
    country = forms.ChoiceField(label=_("Country or area"))
    province = forms.CharField(
        label=_("Province or state"),
        help_text=_("Its name, or its ISO 3166-2 code such as UZ-XO."),
        max_length=200,
        required=False,
    )
    zone = forms.ChoiceField(label=_("Time zone"))
    latitude = forms.FloatField(
        label=_("Latitude"),
        help_text=_("In degrees, positive in the north: 41.378"),
        min_value=-90,
        max_value=90,
    )
    longitude = forms.FloatField(
        label=_("Longitude"),
        help_text=_("In degrees, positive in the east: 60.364"),
        min_value=-180,
        max_value=180,
    )
    population = forms.IntegerField(label=_("Population"), min_value=0, max_value=50_000_000, required=False)
    population_year = forms.IntegerField(
        label=_("Year of that number"), min_value=FIRST_CENSUS, required=False
    )
    population_source = forms.CharField(label=_("Who counted"), max_length=100, required=False)
    source = forms.CharField(
        label=_("Where you know the place from"),
        help_text=_("A public page or register that others can check."),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["country"].choices = [("", "—"), *country_choices()]
        fields["zone"].choices = [("", "—"), *zones.choices()]
        self.known: list[Place] = []

    def clean_name(self) -> str:
        """Refuses a name without letters."""
        name = str(self.cleaned_data["name"])
        if not fold(name):
            raise forms.ValidationError(_("A name needs letters."))
        return name

    def clean_population_year(self) -> int | None:
        """Refuses a year to come."""
        year: int | None = self.cleaned_data["population_year"]
        if year and year > timezone.localdate().year:
            raise forms.ValidationError(_("This year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        """Asks back where the place seems to be known; sorts out the province."""
        data = super().clean() or {}
        if self.errors:
            return data
        data["province_code"], data["province"] = find_province(data["province"], data["country"])
        self.known = self._known(data)
        if self.known and "another" not in self.data:
            raise forms.ValidationError(_("Such a place is known already. Is yours another one?"), "known")
        return data

    def _known(self, data: dict[str, Any]) -> list[Place]:
        """Places of this name in the country, and those on the same spot."""
        country, latitude, longitude = data["country"], data["latitude"], data["longitude"]
        around = Place.objects.active().filter(
            country=country,
            latitude__range=(latitude - DEGREES_OF_SAME_SPOT, latitude + DEGREES_OF_SAME_SPOT),
            longitude__isnull=False,
        )
        same_spot = [
            place
            for place in around
            if kilometres(latitude, longitude, place.latitude or 0, place.longitude or 0) < SAME_SPOT_KM
        ]
        named = Place.objects.called(data["name"].replace(",", " "), country)
        return list({place.pk: place for place in [*named, *same_spot]}.values())

    def names(self) -> list[str]:
        """The other names, one for each line that holds letters."""
        lines = str(self.cleaned_data["other_names"]).splitlines()
        return [line.strip()[:200] for line in lines if fold(line)]

    def values(self) -> dict[str, Any]:
        """The fields of the place."""
        left_out = ("other_names", "country")
        values = {key: value for key, value in self.cleaned_data.items() if key not in left_out}
        return {**values, "country_id": self.cleaned_data["country"]}


class MergeForm(forms.Form):
    """Which place stays."""

    into = PlaceField(label=_("The place that stays"))

    def __init__(self, *args: Any, duplicate: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duplicate = duplicate

    def clean_into(self) -> Place:
        """Refuses the place itself and places of other countries."""
        into: Place = self.cleaned_data["into"]
        if into.pk == self.duplicate.pk:
            raise forms.ValidationError(_("This is the same place."))
        if into.country_id != self.duplicate.country_id:
            raise forms.ValidationError(_("The two places lie in different countries."))
        return into
