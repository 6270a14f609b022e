"""What those who keep the directory type. There is no field for an address."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.core.ids import secret_code
from cityclusters.core.text_fields import TextsField
from cityclusters.people.models import Person
from cityclusters.people.readers import is_officer
from cityclusters.places.countries import country_choices
from cityclusters.places.fields import PlaceField
from cityclusters.places.models import Country
from cityclusters.projects.directory import rules
from cityclusters.projects.models import Project, Service, ServiceCheck


class NumbersField(forms.CharField):
    """Numbers as stated, one on each line or separated by semicolons; cleans to a list."""

    def to_python(self, value: Any) -> Any:
        """The numbers, each without blanks around it."""
        text = super().to_python(value) or ""
        parts = text.replace(";", "\n").replace("؛", "\n").splitlines()
        return [part.strip()[:40] for part in parts if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        """One on each line."""
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        """Raises ValidationError where there is none."""
        super().validate("".join(value))

    def run_validators(self, value: Any) -> None:
        """Lengths are cut already."""


class ServiceForm(forms.Form):
    """One service."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Service.Kind.choices)
    names = TextsField(label=_("Name"), most=120)
    phones = NumbersField(
        label=_("Numbers to call"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
        help_text=_("As they are stated, each on its own line, the best first."),
    )
    hours = TextsField(label=_("When"), most=200, required=False)
    always = forms.BooleanField(label=_("Day and night"), required=False)
    free = forms.BooleanField(label=_("The call costs nothing"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=settings.CONTENT_LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    accessible = forms.ChoiceField(label=_("Access"), choices=Service.Access.choices, required=False)
    country = forms.ChoiceField(label=_("Country"))
    place = PlaceField(
        label=_("City or district"),
        required=False,
        help_text=_(
            "Leave it empty for the whole country. A safe place to stay is always for the whole country."
        ),
    )
    note = TextsField(
        label=_("What one should know"),
        most=300,
        long=True,
        required=False,
        help_text=_("No address, and nothing that shows the way: whoever needs it is told by phone."),
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Who says so, and when. A web address will do.")
    )
    checked_on = DayField(
        label=_("I called on"),
        required=False,
        help_text=_("Only if everything was right. Everybody sees it from then on."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["country"].choices = [("", "–"), *country_choices()]

    @classmethod
    def values_of(cls, row: Service) -> dict[str, Any]:
        """What stands in the record."""
        named = {name: getattr(row, name, None) for name in cls.base_fields if name != "checked_on"}
        return {**named, "country": row.country_id}

    def clean_country(self) -> Country:
        """A country that this platform knows."""
        found = Country.objects.filter(pk=self.cleaned_data["country"]).first()
        if found is None:
            raise forms.ValidationError(_("This country is not known here."))
        return found

    def clean_checked_on(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["checked_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """The city lies in the country."""
        data = self.cleaned_data
        place, country = data.get("place"), data.get("country")
        if place and country and place.country_id != country.pk:
            self.add_error("place", _("This city lies in another country."))
        return data


class Plans(forms.ModelChoiceField[Project]):
    """One of her local plans."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class NewServiceForm(ServiceForm):
    """A new service, and of which plan it is."""

    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        plans = rules.plans_of(person)
        rows = Project.objects.filter(pk__in=[plan.pk for plan in plans])
        fields: Any = self.fields
        fields["project"] = Plans(
            rows, to_field_name="public_id", label=_("Local plan"), required=not is_officer(person)
        )
        if len(plans) == 1:
            fields["project"].initial = plans[0].public_id
            first = plans[0].place
            fields["country"].initial = first.country_id if first else ""
        fields["once"].initial = secret_code()
        self.order_fields(["project", "kind"])

    def clean_once(self) -> str:
        """A key of ours, made anew where another was sent."""
        sent: str = self.cleaned_data["once"]
        return sent if len(sent) == len(secret_code()) else secret_code()


class CheckForm(forms.Form):
    """What came of a call."""

    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=ServiceCheck.Outcome.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Day"))
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("For those who keep the directory.")
    )


class KeptFilter(Filters):
    """Looking through what one keeps."""

    due = forms.BooleanField(label=_("To be called"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Service.Kind.choices])
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        codes = Service.objects.order_by().values_list("country", flat=True).distinct()
        named = dict(country_choices())
        fields: Any = self.fields
        fields["country"].choices = [
            ("", _("All countries")),
            *((code, named.get(code, code)) for code in codes),
        ]
