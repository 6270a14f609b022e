"""A statement of need, and what its readers type about it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.ids import secret_code
from cityclusters.core.texts import pick
from cityclusters.exchanges.models import Exchange
from cityclusters.people.consents import TEXTS
from cityclusters.people.models import Consent, Organisation
from cityclusters.places.countries import country_choices
from cityclusters.questions.models import Question
from cityclusters.spaces.models import Theme
from cityclusters.surveys.modalities import MODALITIES
from cityclusters.surveys.models import StatementOfNeed

COUNTRIES = ("country_1", "country_2", "country_3")
FIELDS = (
    "language", "problem", "result", "modalities", "languages", "window_start", "window_end",
    "urgency", "shown_to", "contact",
)  # fmt: skip


if TYPE_CHECKING:
    OneOf = forms.ModelChoiceField[Organisation]
    SomeOf = forms.ModelMultipleChoiceField[Theme]
else:  # the framework's fields take no types when the program runs
    OneOf, SomeOf = forms.ModelChoiceField, forms.ModelMultipleChoiceField


class OrganisationChoice(OneOf):
    """Organisations by their names in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return pick(obj.names).text


class ThemeChoice(SomeOf):
    """Themes by their names in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return pick(obj.names).text


class NeedForm(forms.Form):
    """What the city needs, in which form it would take help, from where, when, and who may read it."""

    organisation = OrganisationChoice(label=_("On behalf of"), queryset=None, to_field_name="public_id")
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)
    problem = forms.CharField(
        label=_("What is the problem?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 5})
    )
    result = forms.CharField(
        label=_("What would you like to have reached?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    themes = ThemeChoice(
        label=_("Themes"), queryset=None, to_field_name="code", widget=forms.CheckboxSelectMultiple
    )
    modalities = forms.MultipleChoiceField(
        label=_("Which forms of cooperation would you accept?"),
        choices=list(MODALITIES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    country_1 = forms.ChoiceField(label=_("Cities of which country would you prefer?"), required=False)
    country_2 = forms.ChoiceField(label=_("Second choice of a country"), required=False)
    country_3 = forms.ChoiceField(label=_("Third choice of a country"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("In which languages can you cooperate?"),
        choices=settings.CONTENT_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    window_start = DayField(label=_("When would it suit you? From"), required=False)
    window_end = DayField(label=_("Until"), required=False)
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=StatementOfNeed.Urgency)
    shown_to = forms.ChoiceField(
        label=_("Who may read it?"), choices=StatementOfNeed.ShownTo, widget=forms.RadioSelect
    )
    contact = forms.BooleanField(label=_("I agree to be contacted about this need"), required=False)
    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        origin: Exchange | Question,
        organisations: "QuerySet[Organisation]",
        data: Any = None,
        first: Any = None,
    ) -> None:
        self.origin = origin
        own = get_language() or "en"
        initial = {"language": own, "languages": [own], "urgency": "normal", "shown_to": "team"}
        initial |= {"once": secret_code(), "themes": list(origin.themes.values_list("code", flat=True))}
        super().__init__(data, initial={**initial, **(first or {})})
        choice, themes = self.fields["organisation"], self.fields["themes"]
        assert isinstance(choice, OrganisationChoice)
        assert isinstance(themes, ThemeChoice)
        choice.queryset = organisations
        if len(organisations) == 1:
            choice.initial, choice.empty_label = organisations[0].public_id, None
        # The themes around which the platform's spaces are built; other lists map onto them.
        themes.queryset = Theme.objects.filter(retired_at=None, spaces__isnull=False).distinct()
        kept = (first or {}).get("countries", [])
        for number, name in enumerate(COUNTRIES):
            country = self.fields[name]
            assert isinstance(country, forms.ChoiceField)
            country.choices = [("", _("No preference")), *country_choices()]
            country.initial = kept[number] if number < len(kept) else ""
        self.fields["contact"].help_text = TEXTS[Consent.Purpose.FOLLOW_UP][1]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start: date | None = data.get("window_start")
        end: date | None = data.get("window_end")
        if start and end and end < start:
            self.add_error("window_end", _("The end is before the beginning."))
        return data

    def statement(self) -> StatementOfNeed:
        """The statement as typed; not saved."""
        data = self.cleaned_data
        fields: dict[str, Any] = {name: data[name] for name in FIELDS}
        fields["countries"] = list(dict.fromkeys(data[name] for name in COUNTRIES if data[name]))
        once = data["once"] or secret_code()
        origin = "exchange" if isinstance(self.origin, Exchange) else "question"
        fields[origin] = self.origin
        return StatementOfNeed(organisation=data["organisation"], once=once, **fields)


class DeclineForm(forms.Form):
    """Why the organisation does not stand behind a statement."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class FilterForm(forms.Form):
    """Which statements to list."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *StatementOfNeed.State.choices]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    modality = forms.ChoiceField(
        label=_("Form of cooperation"), required=False, choices=[("", _("All")), *MODALITIES.items()]
    )
    country = forms.ChoiceField(label=_("Preferred country"), required=False)
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("All")), ("own", _("Ours only"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = [(theme.code, pick(theme.names).text) for theme in Theme.objects.filter(retired_at=None)]
        for name, choices in (("theme", themes), ("country", country_choices())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *choices]
