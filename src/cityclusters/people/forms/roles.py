"""Roles in the running of the platform, and answers to requests about personal data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.people.forms.parts import LineField
from cityclusters.people.models import DataRequest, RoleGrant


class GrantForm(forms.Form):
    """A role to give."""

    role = forms.ChoiceField(label=_("Role"), choices=RoleGrant.Role.choices)


class PeopleForm(forms.Form):
    """Searching people."""

    q = forms.CharField(label=_("Name or e-mail address"), max_length=200, required=False)


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
