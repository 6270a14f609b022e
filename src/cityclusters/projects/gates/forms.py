"""The forms of the checklist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.private_data import PRIVATE, holds_private_data
from cityclusters.projects.models import ChecklistAnswer, Risk

AREA = forms.Textarea(attrs={"rows": 3})


class AnswerForm(forms.Form):
    """An answer, and what shows it."""

    answer = forms.ChoiceField(
        label=_("Answer"), choices=ChecklistAnswer.Answer.choices, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("What shows it"),
        required=False,
        max_length=2000,
        widget=AREA,
        help_text=_("No names of women or men who were asked: groups and numbers are enough."),
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("A PDF or a picture. The team can read it.")
    )
    reason = forms.CharField(
        label=_("Why it does not apply"),
        required=False,
        max_length=500,
        widget=AREA,
        help_text=_("Only for “does not apply”. A second person reads it and decides."),
    )
    private = forms.BooleanField(label=PRIVATE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = [str(self.data.get(name, "")) for name in ("evidence", "reason")] if self.is_bound else []
        if not holds_private_data(*texts):
            del self.fields["private"]
        else:
            self.fields["private"].required = True
            self.fields["private"].label = _("I have read this: %(hint)s") % {"hint": PRIVATE}

    def clean(self) -> dict[str, Any]:
        """'Does not apply' has its reason."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == ChecklistAnswer.Answer.NOT_APPLICABLE and not data.get("reason", "").strip():
            self.add_error("reason", _("Say why it does not apply. A second person reads the reason."))
        return data


class DecideForm(forms.Form):
    """What the second person says."""

    applies = forms.TypedChoiceField(
        label=_("Does this item apply to the project?"),
        choices=[("no", _("No, it does not apply")), ("yes", _("Yes, it does apply"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("If it does: why"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class RiskForm(forms.Form):
    """A risk to women."""

    kind = forms.ChoiceField(label=_("Kind of risk"), choices=Risk.Kind.choices)
    risk = forms.CharField(
        label=_("What could happen"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    likelihood = forms.ChoiceField(label=_("How likely"), choices=Risk.Likelihood.choices)
    measure = forms.CharField(
        label=_("What is done against it"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.CharField(label=_("Who sees to it (a post, no name)"), max_length=150)
