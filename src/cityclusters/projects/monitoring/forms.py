"""What is typed about a number: one indicator on one screen."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.people.models import Person
from cityclusters.projects.models import Indicator, Project, TeamMember, Value

MOST_PEOPLE = 10**9
PEOPLE = {
    "female": _("Women"),
    "male": _("Men"),
    "other": _("Another answer"),
    "not_stated": _("Not stated"),
}


class NumberForm(forms.Form):
    """The number of one period, by sex where it counts people; what shows it; why it changes or falls."""

    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, help_text=_("No names of persons.")
    )
    link = forms.URLField(
        label=_("Link to what shows it"), max_length=500, required=False, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("Photo or PDF that shows it"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,.pdf"}),
    )
    fall_reason = forms.CharField(label=_("If it is lower than before: why"), max_length=500, required=False)
    reason = forms.CharField(label=_("Why it changes"), max_length=500, required=False)

    def __init__(self, *args: Any, indicator: Indicator, value: Value | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self._numbers(indicator).items():
            self.fields[name] = field
        if indicator.type != Indicator.Type.CUMULATIVE:
            del self.fields["fall_reason"]
        if value is None or value.state != Value.State.APPROVED:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
        self.order_fields([*PEOPLE, "total"])

    @staticmethod
    def _numbers(indicator: Indicator) -> dict[str, forms.Field]:
        """Whole numbers of people by sex; of anything else one number."""
        if not indicator.by_sex:
            return {"total": forms.DecimalField(label=indicator.unit_label, max_digits=16, decimal_places=2)}
        return {
            side: forms.IntegerField(label=words, min_value=0, max_value=MOST_PEOPLE, required=False)
            for side, words in PEOPLE.items()
        }

    @staticmethod
    def values_of(value: Value | None) -> dict[str, Any]:
        """What stands."""
        if value is None:
            return {}
        names = [*PEOPLE, "total", "note", "link", "fall_reason"]
        plain = {name: getattr(value, name) for name in names}
        return {
            name: f"{text.normalize():f}" if hasattr(text, "normalize") else text
            for name, text in plain.items()
        }

    def clean_file(self) -> Any:
        """Raises ValidationError for a file over the limit."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(_("The file is too large."))
        return file or None


class ReasonForm(forms.Form):
    """Why a number is given back or opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class ReporterForm(forms.Form):
    """Who fills in the numbers of an indicator."""

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = TeamMember.objects.on().filter(project=project).values("person")
        self.fields["person"] = forms.ModelChoiceField(
            Person.objects.filter(pk__in=working).order_by("folded_name", "pk"),
            label=_("Who fills in its numbers"),
            required=False,
            empty_label=_("Nobody yet"),
            to_field_name="public_id",
        )
