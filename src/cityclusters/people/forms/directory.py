"""Searching the directory of organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models import Organisation
from cityclusters.people.models.organisation import OrganisationQuerySet
from cityclusters.places.models import Country, Place


class DirectoryForm(forms.Form):
    """Words, kind and country; an answer that makes no sense filters nothing."""

    q = forms.CharField(label=_("Name or place"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *Organisation.Kind.choices]  # type: ignore[attr-defined]
        used = Country.objects.filter(
            pk__in=Organisation.objects.filter(place__isnull=False).values("place__country_id")
        )
        named = sorted(((row.pk, str(row)) for row in used), key=lambda pair: pair[1])
        self.fields["country"].choices = [("", _("All countries")), *named]  # type: ignore[attr-defined]

    def chosen(self, rows: OrganisationQuerySet) -> OrganisationQuerySet:
        """The rows that fit what was asked, each with its place, in alphabetical order."""
        asked = self.cleaned_data if self.is_valid() else {}
        if words := asked.get("q"):
            rows = rows.search(words) | rows.filter(place__in=Place.objects.search(words))
        if kind := asked.get("kind"):
            rows = rows.filter(kind=kind)
        if country := asked.get("country"):
            rows = rows.filter(place__country=country)
        return rows.select_related("place__country", "parent").order_by("folded", "pk")
