"""Making and moving a call, its criteria, its managers and partners."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core import zones
from cityclusters.core.day_fields import DayField
from cityclusters.core.text_fields import TextsField
from cityclusters.people.fields import AccountField, OrganisationField, label
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations, is_officer
from cityclusters.practices.forms.fields import LANGUAGES, ThemesField, themes
from cityclusters.practices.models import Call

FEW_ROWS = {"rows": 3, "dir": "auto"}


class OwnOrganisations(forms.ModelChoiceField[Organisation]):
    """The organisations for which a focal point may act."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Its name and place in the reader's language."""
        return label(obj)


class CallForm(forms.Form):
    """What a call says."""

    title = TextsField(label=_("Title"), most=200)
    purpose = TextsField(
        label=_("What is wanted"),
        most=5000,
        long=True,
        help_text=_("What you look for, what happens with it, and that what failed is welcome too."),
    )
    themes = ThemesField()
    languages = forms.MultipleChoiceField(
        label=_("Languages in which cities may write"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    who = forms.ChoiceField(label=_("Who may take part"), choices=Call.Who.choices, widget=forms.RadioSelect)
    opens_on = DayField(label=_("First day"))
    closes_on = DayField(label=_("Last day"), help_text=_("Until midnight in the time zone below."))
    zone = forms.ChoiceField(label=_("Time zone"))

    ANNOUNCED = ("who", "opens_on", "closes_on", "zone")  # stays as it is after the opening

    def __init__(self, *args: Any, opened: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["themes"].queryset = themes()
        fields["zone"].choices = zones.choices()
        for name in self.ANNOUNCED if opened else ():
            del self.fields[name]

    @classmethod
    def values_of(cls, call: Call) -> dict[str, Any]:
        """What stands in the record."""
        values = {name: getattr(call, name) for name in cls.base_fields if name != "themes"}
        return {**values, "themes": [theme.pk for theme in call.themes.all()]}

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = self.cleaned_data
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day is before the first."))
        return data


class NewCallForm(CallForm):
    """A new call; the organisation is chosen first."""

    field_order = ("organisation", "title", "purpose")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.Field
        if is_officer(person):
            field = OrganisationField(label=_("Who calls"), person=person)
        else:
            own = Organisation.objects.filter(pk__in=focal_organisations(person)).select_related("place")
            field = OwnOrganisations(own, label=_("Who calls"))
        self.fields["organisation"] = field
        self.order_fields(self.field_order)


class ReasonForm(forms.Form):
    """Why a call opens early or closes; everybody reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs=FEW_ROWS),
        help_text=_("Everybody reads it on the page of the call."),
    )


class ExtensionForm(ReasonForm):
    """A later last day."""

    last_day = DayField(label=_("New last day"))
    field_order = ("last_day", "reason")


class CriterionForm(forms.Form):
    """What reviewers look at."""

    name = TextsField(label=_("Criterion"), most=120)
    hint = TextsField(label=_("What to look at"), most=500, long=True, required=False)


class ManagerForm(forms.Form):
    """Who becomes a manager, by e-mail address."""

    email = AccountField(label=_("E-mail address of the new manager"))


class PartnerForm(forms.Form):
    """An organisation that supports the call."""

    organisation = OrganisationField(label=_("Organisation"))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.person = person
