"""A need as it is typed, and what is typed about one."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.core.sdg_fields import TargetsField
from cityclusters.core.texts import pick
from cityclusters.people.fields import OrganisationField, label
from cityclusters.people.models import Organisation, Person
from cityclusters.places.countries import country_choices
from cityclusters.places.fields import PlaceField
from cityclusters.places.models import Country
from cityclusters.practices.forms.fields import LongText, ThemesField, themes
from cityclusters.support.models import Need, Wish
from cityclusters.support.models.choices import NeedState, ShownTo, Urgency
from cityclusters.support.needs.rules import organisations_for
from cityclusters.support.needs.writing import FIELDS, Written
from cityclusters.surveys.modalities import MODALITIES

COUNTRIES = ("country_1", "country_2", "country_3")
HOSTS = (*COUNTRIES, "wished_place", "wished_organisation")
OTHERS = [
    ("yes", _("Yes: if those have no room, propose another host")),
    ("no", _("No: wait until those have room")),
]
NOBODY_NAMED = _("You name no country, city or organisation. Name one, or say that any host would be fine.")
WHEN_SIGNED = ("problem", "themes", "modalities", "languages")  # a draft goes without
MOST_HOSTS = 20
MOST_OWN = 30  # organisations offered as a list; an officer finds hers by its name


class OwnField(forms.ChoiceField):
    """One of the writer's organisations; cleans to the Organisation."""

    def __init__(self, rows: list[Organisation]) -> None:
        self.known = {row.public_id: row for row in rows}
        choices = [(key, label(row)) for key, row in self.known.items()]
        super().__init__(label=_("On behalf of"), choices=choices)

    def clean(self, value: Any) -> Organisation | None:
        """The organisation."""
        return self.known.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """An Organisation as its choice."""
        return value.public_id if isinstance(value, Organisation) else value


class NeedForm(forms.Form):
    """What the city needs, how, from whom, when. `organisation` is the one whose need it is, where that is
    known; else the form asks. A draft may be saved with a title alone."""

    title = forms.CharField(
        label=_("Title"), max_length=140, help_text=_("For example: Selling crafts of women weavers online")
    )
    problem = LongText(label=_("What is the problem?"), max_length=3000, rows=5)
    result = LongText(
        label=_("What would you like to have reached?"), max_length=3000, rows=3, required=False
    )
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)
    themes = ThemesField()
    sdg_targets = TargetsField(
        label=_("SDG targets"), required=False, max_length=200, help_text=_("For example: 5.5, 8.3")
    )
    modalities = forms.MultipleChoiceField(
        label=_("Which forms of cooperation would you accept?"),
        choices=list(MODALITIES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages can you cooperate?"),
        choices=settings.CONTENT_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    window_start = DayField(label=_("When would it suit you? From"), required=False)
    window_end = DayField(label=_("Until"), required=False)
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=Urgency)
    wants = forms.IntegerField(
        label=_("How many hosts do you look for?"), min_value=1, max_value=MOST_HOSTS, initial=1
    )
    country_1 = forms.ChoiceField(label=_("Cities of which country would you prefer?"), required=False)
    country_2 = forms.ChoiceField(label=_("Second choice of a country"), required=False)
    country_3 = forms.ChoiceField(label=_("Third choice of a country"), required=False)
    wished_place = PlaceField(label=_("Is there a city you would like to learn from?"), required=False)
    wished_organisation = OrganisationField(
        label=_("Is there an organisation you would like to learn from?"),
        required=False,
        help_text=_("A wish is no promise: if it has no room, another host is proposed and you read why."),
    )
    elsewhere = forms.ChoiceField(
        label=_("Would another host than those named here be fine too?"),
        choices=OTHERS,
        required=False,
        widget=forms.RadioSelect,
    )
    shown_to = forms.ChoiceField(label=_("Who may read it?"), choices=ShownTo, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, person: Person, organisation: Organisation | None = None, **kwargs: Any
    ) -> None:
        own = person.language or (get_language() or "en")[:2]
        first = {"language": own, "languages": [own], "urgency": "normal", "shown_to": ShownTo.TEAM}
        first["elsewhere"] = "yes"
        kwargs["initial"] = {**first, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name in WHEN_SIGNED:
            fields[name].required = not self.is_draft
        fields["themes"].queryset = themes()
        fields["wished_organisation"].person = person
        for name in COUNTRIES:
            fields[name].choices = [("", _("No preference")), *country_choices()]
        self.organisation = organisation
        if organisation is None:
            self._ask_for_whom(person)

    def _ask_for_whom(self, person: Person) -> None:
        if person.is_officer:
            field: forms.Field = OrganisationField(label=_("On behalf of"), person=person)
        else:
            rows = list(organisations_for(person).select_related("place__country")[:MOST_OWN])
            field = OwnField(rows)
            if len(rows) == 1:
                field.initial = rows[0]
        self.fields = {"organisation": field, **self.fields}

    @property
    def is_draft(self) -> bool:
        """Whether it was sent to be kept, and goes on later."""
        return self.is_bound and "draft" in self.data

    @property
    def owner(self) -> Organisation:
        """Whose need it is; of a form that is valid."""
        found: Organisation = self.organisation or self.cleaned_data["organisation"]
        return found

    def clean_title(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_elsewhere(self) -> bool:
        """Yes where it was not answered."""
        return bool(self.cleaned_data["elsewhere"] != "no")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        start: date | None = data.get("window_start")
        end: date | None = data.get("window_end")
        if start and end and end < start:
            self.add_error("window_end", _("The end is before the beginning."))
        if data.get("elsewhere") is False and not self.is_draft and not any(map(data.get, HOSTS)):
            self.add_error("elsewhere", NOBODY_NAMED)
        return data

    @property
    def written(self) -> Written:
        """What was typed, for the acts."""
        data = self.cleaned_data
        codes = list(dict.fromkeys(data[name] for name in COUNTRIES if data[name]))
        known = Country.objects.in_bulk(codes)
        wishes = [Wish(country=known[code]) for code in codes if code in known]
        if data["wished_place"]:
            wishes.append(Wish(place=data["wished_place"]))
        if data["wished_organisation"]:
            wishes.append(Wish(organisation=data["wished_organisation"]))
        return Written({name: data[name] for name in FIELDS}, list(data["themes"]), wishes)


def values_of(need: Need) -> dict[str, Any]:
    """A need as first values of the form."""
    values: dict[str, Any] = {name: getattr(need, name) for name in FIELDS}
    values["elsewhere"] = "yes" if need.elsewhere else "no"
    values["themes"] = list(need.themes.values_list("pk", flat=True))
    rows = list(need.wishes.select_related("country", "place__country", "organisation__place__country"))
    values |= countries_of([row.country_id for row in rows if row.country_id])
    values["wished_place"] = next((row.place for row in rows if row.place), None)
    values["wished_organisation"] = next((row.organisation for row in rows if row.organisation), None)
    return values


def countries_of(codes: list[str]) -> dict[str, str]:
    """Wished countries as values of their fields."""
    return dict(zip(COUNTRIES, codes, strict=False))


class FilterForm(Filters):
    """Which needs to list."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    modality = forms.ChoiceField(
        label=_("Form of cooperation"), required=False, choices=[("", _("All")), *MODALITIES.items()]
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All")), *settings.CONTENT_LANGUAGES]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Open ones")),
            ("again", _("Waiting again after a proposal")),
            ("all", _("All")),
            *NeedState.choices,
        ],
    )
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("All")), ("mine", _("Ours only"))]
    )

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["theme"].choices = [("", _("All")), *((row.code, pick(row.names).text) for row in themes())]
        fields["country"].choices = [("", _("All")), *countries]


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )


class HostsForm(forms.Form):
    """How many hosts the organisation has got."""

    hosts = forms.IntegerField(
        label=_("How many hosts have you got in all?"), min_value=0, max_value=MOST_HOSTS
    )


class ShowForm(forms.Form):
    """Who may read it."""

    shown_to = forms.ChoiceField(label=_("Who may read it?"), choices=ShownTo, widget=forms.RadioSelect)
