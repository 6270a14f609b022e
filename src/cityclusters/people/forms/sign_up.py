"""The first page of signing up: who she is. The library puts the address and the act around it."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from cityclusters.core import zones
from cityclusters.people import consents, limits
from cityclusters.people.models import Consent, Organisation, Person

KIND_IN_SESSION = "sign_up_kind"
ALONE = "alone"
KINDS = [*Organisation.Kind.choices, (ALONE, _("None: I take part for myself"))]


def adult_field() -> forms.BooleanField:
    """A plain statement; nobody is asked for a day of birth."""
    return forms.BooleanField(
        label=_("I am 18 years old or older"),
        error_messages={"required": _("Accounts are only for people who are 18 years old or older.")},
    )


def account_field() -> forms.BooleanField:
    """The one consent without which there is no account."""
    return forms.BooleanField(
        label=consents.TEXTS[Consent.Purpose.ACCOUNT][1],
        error_messages={"required": _("Without this we cannot keep an account for you.")},
    )


class SignupForm(forms.Form):
    """What a newcomer says beside her e-mail address; it is kept at once and can be changed later."""

    field_order = ["email", "name", "kind", "language", "zone", "adult", "account"]

    name = forms.CharField(
        label=_("Your name, as you write it"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=_("What kind of organisation are you from?"),
        help_text=_("The next page asks what fits it."),
        choices=[("", _("Choose one")), *KINDS],
    )
    language = forms.ChoiceField(label=_("Language for pages and letters"), choices=settings.LANGUAGES)
    zone = forms.ChoiceField(label=_("Time zone"))
    adult = adult_field()
    account = account_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones.choices()  # type: ignore[attr-defined]
        self.fields["zone"].initial = timezone.get_current_timezone_name()
        self.fields["language"].initial = (translation.get_language() or "en")[:2]

    def clean_name(self) -> str:
        """The name on one line, without characters that cannot be seen."""
        name = " ".join("".join(c if c.isprintable() else " " for c in self.cleaned_data["name"]).split())
        if not name:
            raise forms.ValidationError(_("Please write your name."), "required")
        return name

    def clean(self) -> dict[str, Any]:
        """Counts the sign-up, once everything else is right (abuse case 27)."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and "email" in cleaned and not self._may_go_ahead(cleaned["email"]):
            raise get_adapter().validation_error("rate_limited")
        return cleaned

    def _may_go_ahead(self, email: str) -> bool:
        return limits.may_sign_up(context.request) and limits.may_ask_code(context.request, email)

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Keeps what she said: invited until she has shown that the address is hers."""
        for field in ("name", "language", "zone"):
            setattr(user, field, self.cleaned_data[field])
        user.state = Person.State.INVITED
        user.save()
        consents.give(user, Consent.Purpose.ACCOUNT)
        request.session[KIND_IN_SESSION] = self.cleaned_data["kind"]
