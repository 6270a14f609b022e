"""The forms of a team."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.people.fields import AccountField
from cityclusters.projects.models import TeamMember


class PartForm(forms.Form):
    """What she does in it."""

    decides = forms.BooleanField(
        label=_("She or he is among those who decide"),
        required=False,
        help_text=_("Support alone is not deciding: this is what the balance of the team is taken from."),
    )
    days_per_month = forms.DecimalField(
        label=_("Days a month set aside"),
        required=False,
        min_value=0,
        max_value=31,
        decimal_places=1,
        help_text=_("For the gender focal point this must be more than nothing."),
    )
    briefed_on = DayField(label=_("Briefed on gender analysis on"), required=False)

    def clean_briefed_on(self) -> Any:
        """A day that has been."""
        day = self.cleaned_data["briefed_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("The day of the briefing has not come yet."))
        return day


class JoinForm(PartForm):
    """Who joins, as what, from when."""

    person = AccountField(label=_("E-mail address of the account"))
    role = forms.ChoiceField(label=_("Role"), choices=TeamMember.Role.choices)
    starts = DayField(label=_("From"))
    field_order = ["person", "role", "starts", "decides", "days_per_month", "briefed_on"]


class LeaveForm(forms.Form):
    """Her last day."""

    last_day = DayField(label=_("Last day"))


class HandOverForm(forms.Form):
    """To whom the lead goes, and when."""

    to = AccountField(label=_("E-mail address of who leads next"))
    first_day = DayField(label=_("First day of the new lead"))
