"""What a city says about adapting a practice."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.texts import pick
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Organisation, Person
from cityclusters.places.fields import PlaceField
from cityclusters.practices.models import Adaptation, Practice

LONG = forms.Textarea(attrs={"rows": 5})


def own_language(person: Person) -> str:
    """The language in which she most likely writes."""
    return person.language if person.language in dict(settings.CONTENT_LANGUAGES) else "en"


class LanguageForm(forms.Form):
    """A form whose texts are in one language, the writer's own by default."""

    language = forms.ChoiceField(label=_("Language you write in"), choices=settings.CONTENT_LANGUAGES)


class DeclareForm(LanguageForm):
    """ "We are adapting this": for which of her organisations, and what it wants to do."""

    organisation = forms.ChoiceField(label=_("For"))
    plan = forms.CharField(
        label=_("What do you want to do?"),
        max_length=5000,
        required=False,
        widget=LONG,
        help_text=_("One sentence is enough, in your own language. You can change it later."),
    )
    place = PlaceField(
        label=_("Where"), required=False, help_text=_("Only if it is not in the city named above.")
    )
    field_order = ["organisation", "plan", "language", "place"]

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {row.public_id: row for row in organisations}
        fields: Any = self.fields
        fields["organisation"].choices = [(row.public_id, pick(row.names).text) for row in organisations]
        if len(organisations) == 1:
            fields["organisation"].widget = forms.HiddenInput()
            fields["organisation"].initial = organisations[0].public_id

    @property
    def chosen(self) -> Organisation:
        """The one chosen."""
        return self.organisations[self.cleaned_data["organisation"]]


class NameForm(LanguageForm):
    """Somebody else's city that uses the practice."""

    organisation = OrganisationField(
        label=_("City or organisation"), help_text=_("The one that uses this practice.")
    )
    note = forms.CharField(
        label=_("How do you know?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Its focal points read this. It is shown until they have answered."),
    )
    place = PlaceField(label=_("Where"), required=False, help_text=_("Only if it is not in its own city."))
    field_order = ["organisation", "note", "language", "place"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"].person = person


class ReportForm(LanguageForm):
    """What came of it; that it did not work is as useful as that it did."""

    outcome = forms.ChoiceField(
        label=_("How did it go?"), choices=Adaptation.Outcome.choices, widget=forms.RadioSelect
    )
    changed = forms.CharField(
        label=_("What did you change?"),
        max_length=10_000,
        required=False,
        widget=LONG,
        help_text=_("What was different in your city, and what did you do differently because of it?"),
    )
    result = forms.CharField(
        label=_("What came of it?"),
        max_length=10_000,
        widget=LONG,
        help_text=_(
            "Two sentences are enough. If it did not work, say why you think so: "
            "the next city then starts where you stopped."
        ),
    )
    field_order = ["outcome", "changed", "result", "language"]


class DenyForm(forms.Form):
    """Why a city is not adapting it: a few words to whoever named it."""

    reason = forms.CharField(
        label=_("A few words to whoever named you"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class EndForm(forms.Form):
    """Why a city does not go on."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: another law, no budget, other priorities. There is no wrong answer."),
    )


class OwnPracticeForm(forms.Form):
    """One of the city's own practices, which grew out of the adaptation."""

    practice = forms.ModelChoiceField(Practice.objects.none(), label=_("Practice"), to_field_name="public_id")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Practice.objects.filter(organisation=organisation).select_related("version")
        fields: Any = self.fields
        fields["practice"].queryset = rows.exclude(state__in=["rejected", "withdrawn"]).order_by("-pk")
