"""What a person changes about herself."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core import zones
from cityclusters.people.codes import digits_only
from cityclusters.people.forms.parts import LineField
from cityclusters.people.forms.sign_in import CODE_ATTRS, EMAIL_ATTRS
from cityclusters.people.models import Person
from cityclusters.places.fields import PlaceField

SEX_WHY = _(
    "Exchanges are counted by sex, so that one sees whether women and men take part alike. It is never "
    "guessed, and small numbers are not shown. You need not answer."
)


def sex_field() -> forms.ChoiceField:
    """Sex as stated: optional, with the reason why it is asked (rule PE2)."""
    return forms.ChoiceField(
        label=_("Sex"),
        help_text=SEX_WHY,
        required=False,
        widget=forms.RadioSelect,
        choices=[(Person.Sex.NOT_STATED, _("No answer")), *Person.Sex.choices[:4]],
    )


class ProfileForm(forms.Form):
    """Name, language, zone, place, sex as stated and access needs."""

    FIELDS = ["name", "sort_name", "language", "zone", "place", "sex", "access_needs"]

    name = LineField(label=_("Your name, as you write it"), max_length=150, autocomplete="name")
    sort_name = LineField(
        label=_("Name for sorting"),
        help_text=_("Only if lists should begin with another part of your name."),
        max_length=150,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language for pages and letters"), choices=settings.LANGUAGES)
    zone = forms.ChoiceField(label=_("Time zone"))
    place = PlaceField(label=_("Your place"), required=False)
    sex = sex_field()
    access_needs = LineField(
        label=_("Access needs"),
        help_text=_("For example sign language or step-free access. Organisers of your exchanges see it."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones.choices()  # type: ignore[attr-defined]

    @classmethod
    def of(cls, person: Person, data: Any = None) -> "ProfileForm":
        """The form, filled with what is known of the person."""
        known = {field: getattr(person, field) for field in cls.FIELDS}
        return cls(data, initial=known)


class AddressForm(forms.Form):
    """Another address to sign in with."""

    email = forms.EmailField(
        label=_("New e-mail address"), max_length=254, widget=forms.EmailInput(attrs=EMAIL_ATTRS)
    )

    def clean_email(self) -> str:
        """In lower case."""
        return str(self.cleaned_data["email"]).strip().lower()


class CodeForm(forms.Form):
    """A code from a letter."""

    code = forms.CharField(
        label=_("Code from the letter"), max_length=40, widget=forms.TextInput(attrs=CODE_ATTRS)
    )

    def clean_code(self) -> str:
        """Its digits."""
        return digits_only(self.cleaned_data["code"])


class EraseForm(forms.Form):
    """The last question before an account is erased."""

    sure = forms.BooleanField(label=_("Erase my account. I know that this cannot be undone."))
