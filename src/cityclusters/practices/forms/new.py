"""A new practice in three minutes."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.templatetags.core import language_names
from cityclusters.people.models import Organisation, Person
from cityclusters.people.readers import focal_organisations
from cityclusters.places.fields import PlaceField
from cityclusters.practices.forms.fields import LANGUAGES, LongText, OwnerField
from cityclusters.practices.models import Call


class NewPracticeForm(forms.Form):
    """What is needed to begin; everything else comes later."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("For example: Handwashing stations at every market")
    )
    place = PlaceField(label=_("Place"), help_text=_("The city, district or village where it was done."))
    done = LongText(
        label=_("What was done"),
        rows=5,
        help_text=_("What did your city do, and who did it? Write as you would tell a colleague."),
    )
    result = LongText(
        label=_("What came of it"),
        rows=4,
        required=False,
        help_text=_("What changed? If you don't know yet, say so."),
    )
    language = forms.ChoiceField(
        label=_("Language you write in"),
        choices=LANGUAGES,
        help_text=_("Write in your own language. Others will translate it."),
    )
    organisation = OwnerField()

    def __init__(self, *args: Any, person: Person, call: Call | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.call = person, call
        owner: Any = self.fields["organisation"]
        owner.offer(person)
        if len(owner.choices) == 1:
            owner.widget = forms.HiddenInput()
        if call and call.languages:
            field: Any = self.fields["language"]
            field.choices = [pair for pair in LANGUAGES if pair[0] in call.languages]
            field.help_text = _now("This call takes texts in: %(languages)s.") % {
                "languages": language_names(call.languages)
            }

    @staticmethod
    def first_values(person: Person) -> dict[str, Any]:
        """For the first of her organisations, at its place, in her language."""
        keys = focal_organisations(person)
        own = Organisation.objects.filter(pk__in=keys).select_related("place__country").order_by("pk").first()
        return {
            "language": person.language or (get_language() or "en")[:2],
            "organisation": own,
            "place": own.place if own else None,
        }

    def clean_title(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        """For a call: it is open, and takes what she writes for."""
        data = self.cleaned_data
        owner: Organisation | None = data.get("organisation")
        if self.call is None:
            return data
        if self.call.state != Call.State.OPEN:
            self.add_error(None, _("This call is closed. You can write your practice without it."))
        elif self.call.who == Call.Who.CITIES and (owner is None or owner.kind != Organisation.Kind.LOCAL):
            self.add_error(
                "organisation", _("This call is for cities: choose the local authority that you act for.")
            )
        elif self.call.who == Call.Who.ORGANISATIONS and owner is None:
            self.add_error(
                "organisation", _("This call is for organisations: choose the one that you act for.")
            )
        return data
