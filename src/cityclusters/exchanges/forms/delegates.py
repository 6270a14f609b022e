"""Uploading a list of delegates and saying what its columns are."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cityclusters.core.sheets.text import CHOICES
from cityclusters.core.texts import with_commas
from cityclusters.exchanges.delegate_columns import FIELDS
from cityclusters.exchanges.delegate_problems import field_label
from cityclusters.exchanges.models import Exchange
from cityclusters.people.models import Organisation
from cityclusters.places.countries import country_name
from cityclusters.places.models import Country

ACCEPTED = ".xlsx,.csv,.txt,.tsv"
AT_HOME = (Organisation.Kind.LOCAL, Organisation.Kind.NATIONAL)  # whose exchanges are for their own country


def countries() -> list[tuple[str, str]]:
    """Countries to choose from, by their names in the reader's language."""
    codes = Country.objects.values_list("code", flat=True)
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


class UploadForm(forms.Form):
    """A list, and what it does not say itself."""

    file = forms.FileField(
        label=_("The list (XLSX or CSV)"),
        help_text=_("Columns may stand in any order. Nothing is written before you confirm."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    country = forms.ChoiceField(label=_("Country of the cities, where the list does not say"), required=False)
    kind = forms.ChoiceField(
        label=_("Organisations that nobody knows yet are"),
        choices=Organisation.Kind.choices,
        initial=Organisation.Kind.LOCAL,
    )
    language = forms.ChoiceField(
        label=_("Language of the list"),
        choices=settings.CONTENT_LANGUAGES,
        help_text=_("For the letters to people whose line names no language."),
    )

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        initial = {"language": (exchange.languages or ["en"])[0]}
        organiser = exchange.organiser
        if organiser.place is not None and organiser.kind in AT_HOME:
            initial["country"] = organiser.place.country_id
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["country"].choices = [("", _("The list says it")), *countries()]

    @property
    def upload(self) -> UploadedFile:
        """The file."""
        file: UploadedFile = self.cleaned_data["file"]
        return file

    @property
    def choices(self) -> dict[str, Any]:
        """The rest, as `delegate_lists.receive` takes it."""
        code = self.cleaned_data["country"]
        return {
            "language": self.cleaned_data["language"],
            "kind": self.cleaned_data["kind"],
            "country": Country.objects.filter(code=code).first() if code else None,
        }


class ColumnsForm(forms.Form):
    """What each column of a list is, by hand."""

    def __init__(self, header: list[str], columns: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Do not read this column")), *((name, field_label(name)) for name in FIELDS)]
        for index, heading in enumerate(header):
            self.fields[str(index)] = forms.ChoiceField(
                label=heading or _("Column %(number)s") % {"number": index + 1},
                choices=choices,
                required=False,
                initial=columns.get(str(index), ""),
            )

    def clean(self) -> dict[str, Any]:
        """Refuses a field twice, and a list without names or without organisations and cities."""
        data = super().clean() or {}
        chosen = [name for name in data.values() if name]
        twice = {name for name in chosen if chosen.count(name) > 1} - {"name_part"}
        if twice:
            names = with_commas(sorted(str(field_label(name)) for name in twice))
            self.add_error(None, _("Only one column can be: %(names)s.") % {"names": names})
        if not {"name", "name_part"} & set(chosen):
            self.add_error(None, _("Say which column holds the names."))
        if not {"organisation", "place"} & set(chosen):
            self.add_error(None, _("Say which column holds the organisations or the cities."))
        return data

    @property
    def columns(self) -> dict[str, str]:
        """Index → field, of the columns that are read."""
        return {index: name for index, name in self.cleaned_data.items() if name}


class EncodingForm(forms.Form):
    """How the letters of a text file were written."""

    encoding = forms.ChoiceField(label=_("Character set"), choices=[(name, name) for name in CHOICES])
