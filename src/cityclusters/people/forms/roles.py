"""Roles in the running of the platform, and answers to requests about personal data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.people.forms.parts import LineField
from cityclusters.people.models import DataRequest, Person, RoleGrant


class GrantForm(forms.Form):
    """A role to give."""

    role = forms.ChoiceField(label=_("Role"), choices=RoleGrant.Role.choices)


class PeopleForm(forms.Form):
    """Searching people."""

    q = forms.CharField(label=_("Name or e-mail address"), max_length=200, required=False)


class RequestForm(forms.Form):
    """A request about personal data that came by letter or telephone."""

    email = forms.EmailField(
        label=_("E-mail address of the account"),
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("What is asked for"), choices=DataRequest.Kind.choices)

    def clean_email(self) -> str:
        """An address that has an account: who sees this form may know that."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if not Person.objects.filter(email=email).exists():
            raise forms.ValidationError(_("There is no account with this address."), "unknown")
        return email


class AnswerForm(forms.Form):
    """The next state of a request; a refusal needs its reason."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            (value, label)
            for value, label in DataRequest.State.choices
            if value != DataRequest.State.RECEIVED
        ],
    )
    reason = LineField(label=_("Reason"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A refusal needs its reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") == DataRequest.State.REFUSED and not cleaned.get("reason"):
            self.add_error("reason", _("Write why; the person reads it."))
        return cleaned
