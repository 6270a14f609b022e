"""Pictures and words of people, each with how they agreed."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.text_fields import TextsField
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.adoption.voice_requests import AGREED
from cityclusters.practices.adoption.voices import Given
from cityclusters.practices.forms.adaptations import LanguageForm
from cityclusters.practices.models import Picture, Testimonial, VoiceConsent

How = VoiceConsent.How
AS_SHOWN = _("The picture may be shown on this site and in its booklets until I withdraw this.")
AS_SAID = _("My words may be shown on this site and in its booklets until I withdraw this.")


class ConsentForm(forms.Form):
    """How somebody agreed, to which words, when, and where the link to withdraw goes."""

    hows: "tuple[How, ...]" = (How.PAPER, How.SPOKEN)
    default_words = AS_SAID
    consent_part = ("how", "words", "given_on", "email")

    how = forms.ChoiceField(label=_("How was it agreed?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What was agreed to"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Change it where something else was agreed, for example only on this site."),
    )
    given_on = DayField(label=_("On"), required=False)
    email = forms.EmailField(
        label=_("E-mail address of the person"),
        required=False,
        help_text=_("A letter with a link goes there, with which it can be taken back without an account."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["how"].choices = [(how.value, how.label) for how in self.hows]
        fields["words"].initial = self.default_words
        fields["given_on"].initial = timezone.localdate

    def clean(self) -> dict[str, Any]:
        """Where somebody agreed, it is said to what and when, and not in the future."""
        cleaned = super().clean() or {}
        day, words = cleaned.get("given_on"), (cleaned.get("words") or "").strip()
        if cleaned.get("how") != How.NOBODY:
            if not words:
                self.add_error("words", _("Say what was agreed to."))
            if day is None and "given_on" not in self.errors:
                self.add_error("given_on", _("Say on which day it was agreed."))
        if isinstance(day, date) and day > timezone.localdate():
            self.add_error("given_on", _("This day has not come yet."))
        return {**cleaned, "words": words}

    @property
    def given(self) -> Given:
        """The consent as it is recorded."""
        data = self.cleaned_data
        if data["how"] == How.NOBODY:
            return Given(How.NOBODY, str(How.NOBODY.label), timezone.localdate())
        return Given(data["how"], data["words"], data["given_on"], data["email"])

    def part(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        """Some of the fields, for a template that groups them."""
        return [self[name] for name in names if name in self.fields]

    @property
    def about_it(self) -> list[forms.BoundField]:
        """The fields that are not about the consent."""
        return [field for field in self if field.name not in self.consent_part]

    @property
    def about_consent(self) -> list[forms.BoundField]:
        """The fields of the consent."""
        return self.part(self.consent_part)


class DescriptionForm(forms.Form):
    """What belongs to every picture."""

    caption = TextsField(label=_("Caption"), most=300)
    alt = TextsField(
        label=_("What it shows, for people who cannot see it"), most=300, help_text=_("One sentence.")
    )
    credit = forms.CharField(label=_("Who took it"), max_length=200)

    @classmethod
    def values_of(cls, picture: Picture) -> dict[str, Any]:
        """What stands in the record."""
        return {"caption": picture.caption, "alt": picture.alt, "credit": picture.credit}

    @property
    def about(self) -> dict[str, Any]:
        """Caption, alternative text and credit."""
        return {name: self.cleaned_data[name] for name in ("caption", "alt", "credit")}


class PictureForm(ConsentForm, DescriptionForm):
    """A new picture. The browser of a telephone is told which kinds it may send, so that one that keeps
    its photos in another format sends a JPEG."""

    hows = (How.NOBODY, How.PAPER, How.SPOKEN)
    default_words = AS_SHOWN

    file = forms.FileField(
        label=_("Picture (JPEG, PNG or WebP)"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    field_order = ["file", "caption", "alt", "credit", "how", "words", "given_on", "email"]


class TestimonialForm(ConsentForm, LanguageForm):
    """Somebody's own words, entered by the author."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=Testimonial.Kind.choices, widget=forms.RadioSelect, initial="quote"
    )
    text = forms.CharField(
        label=_("In her or his own words"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In the language in which it was said."),
    )
    named = forms.CharField(
        label=_("Shown as"),
        max_length=200,
        help_text=_("A post, for example “Trader at the night market”. A name only if she or he wants that."),
    )
    organisation = OrganisationField(label=_("Organisation"), required=False)
    said_on = DayField(label=_("Said on"), required=False)
    field_order = ["kind", "text", "language", "named", "organisation", "said_on", "how", "words", "given_on"]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["organisation"].person = person

    @property
    def said(self) -> dict[str, Any]:
        """The words and what belongs to them."""
        names = ("kind", "text", "language", "named", "organisation", "said_on")
        return {name: self.cleaned_data[name] for name in names}


class AskForm(forms.Form):
    """Which member is asked, with a few words to her."""

    email = forms.EmailField(label=_("Her or his e-mail address"))
    note = forms.CharField(
        label=_("A few words to her or him"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GiveForm(LanguageForm):
    """Her own words, named as she wants, agreed to by herself."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=Testimonial.Kind.choices, widget=forms.RadioSelect, initial="quote"
    )
    text = forms.CharField(
        label=_("In your own words"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("In your own language. Two sentences are enough."),
    )
    post = forms.CharField(label=_("Your post, or what you do"), max_length=120)
    organisation = forms.ChoiceField(label=_("Your organisation"), required=False)
    with_name = forms.BooleanField(label=_("Show my name too"), required=False)
    agree = forms.BooleanField(label=AGREED)
    field_order = ["text", "language", "kind", "post", "organisation", "with_name", "agree"]

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {row.public_id: row for row in organisations}
        fields: Any = self.fields
        none = [("", _("Do not show an organisation"))]
        fields["organisation"].choices = [
            *((key, str(row)) for key, row in self.organisations.items()),
            *none,
        ]

    def said(self, person: Person) -> dict[str, Any]:
        """Her words and how she is named."""
        data = self.cleaned_data
        named = f"{person.name}, {data['post']}" if data["with_name"] else data["post"]
        return {
            "kind": data["kind"],
            "text": data["text"],
            "language": data["language"],
            "named": named[:200],
            "organisation": self.organisations.get(data["organisation"]),
        }
