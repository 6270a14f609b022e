"""What is asked when a practice is submitted, withdrawn, published or retired."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.practices.models.choices import Licence

FEW_ROWS = {"rows": 3, "dir": "auto"}


class SubmitForm(forms.Form):
    """The reason why something is left open (rule PR6); for a correction, what is corrected."""

    reason = forms.CharField(
        label=_("Why something is left open"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs=FEW_ROWS),
        help_text=_("Those who review it read this. You can also leave it empty."),
    )

    def __init__(self, *args: Any, correction: bool, warned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        if correction:
            field.label, field.required = str(_("What is corrected")), True
            field.help_text = str(_("It stands with the new version."))
        elif not warned:
            field.label = str(_("A word to those who look at it"))
            field.help_text = ""


class ReasonForm(forms.Form):
    """Why it is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, widget=forms.Textarea(attrs=FEW_ROWS)
    )


class RetireForm(forms.Form):
    """Why it is retired: everybody reads it on the page."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs=FEW_ROWS),
        help_text=_("Everybody reads it on the page of the practice."),
    )


class PublishForm(forms.Form):
    """The licence (rule PR8), and for a correction what is corrected."""

    licence = forms.ChoiceField(
        label=_("What others may do with the text"), choices=Licence.choices, widget=forms.RadioSelect
    )
    change_note = forms.CharField(
        label=_("What is corrected"), max_length=300, widget=forms.Textarea(attrs=FEW_ROWS)
    )

    def __init__(self, *args: Any, chooses: bool, correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not chooses:
            del self.fields["licence"]
        if not correction:
            del self.fields["change_note"]
