"""The forms of the gender marker."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.projects import marker
from cityclusters.projects.diagnosis.forms import language_field
from cityclusters.projects.marking.words import CRITERIA, UN_STEPS, VALUES
from cityclusters.projects.models import Mark

YES_NO = (("yes", _("Yes")), ("no", _("No")))


class CriteriaForm(forms.Form):
    """All criteria, each with yes or no and where it can be seen."""

    stage = forms.ChoiceField(label=_("When"), choices=Mark.Stage)
    language = language_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in marker.CRITERIA:
            self.fields[f"answer_{code}"] = forms.ChoiceField(
                label=CRITERIA[code], choices=YES_NO, widget=forms.RadioSelect
            )
            self.fields[f"evidence_{code}"] = forms.CharField(
                label=_("Where it can be seen"), max_length=300, required=False
            )
        codes = [name for code in marker.CRITERIA for name in (f"answer_{code}", f"evidence_{code}")]
        self.order_fields(["stage", *codes, "language"])

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError, at its field, for a yes without evidence."""
        data = super().clean() or {}
        for code in marker.CRITERIA:
            if data.get(f"answer_{code}") == "yes" and not (data.get(f"evidence_{code}") or "").strip():
                self.add_error(f"evidence_{code}", _("Say where it can be seen."))
        return data

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """What was answered, by criterion."""
        data = self.cleaned_data
        return {
            code: {"answer": data[f"answer_{code}"], "evidence": data[f"evidence_{code}"]}
            for code in marker.CRITERIA
        }


class UnForm(forms.Form):
    """A score on the scale of the United Nations."""

    un_score = forms.ChoiceField(
        label=_("Score on the scale of the United Nations"), choices=UN_STEPS.items()
    )
    language = language_field()


class ConfirmForm(forms.Form):
    """A person confirms the value with evidence."""

    value = forms.TypedChoiceField(
        label=_("The marker"), choices=VALUES.items(), coerce=int, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("The document, page or version that shows it."),
    )
    reason = forms.CharField(
        label=_("Why it is another value than the criteria give"),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
    )
