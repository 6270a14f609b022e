"""A survey's own words and dates."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.surveys.building import texts_in
from cityclusters.surveys.models import Survey
from cityclusters.surveys.ready_made import questionnaires

MOMENT = "%Y-%m-%dT%H:%M"
NAMES = dict(settings.CONTENT_LANGUAGES)
PLAIN = ("purpose", "level", "mode", "languages", "opens_at", "open_days", "offers_need")


def moment_field(label: Any, help_text: Any = "", required: bool = False) -> forms.DateTimeField:
    """Date and time as browsers send them; in the zone that is active."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(
        label=label, help_text=help_text, required=required, widget=widget, input_formats=[MOMENT]
    )


class NewSurveyForm(forms.Form):
    """Which ready-made questionnaire to begin with; none gives an empty one."""

    key = forms.ChoiceField(label=_("Begin with"), required=False, choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*((key, key) for key in questionnaires()), ("", "")]


class SurveyForm(forms.Form):
    """Title and introduction in every language of the survey, how answers are kept, and when it opens."""

    mode = forms.ChoiceField(label=_("How answers are kept"), choices=Survey.Mode, widget=forms.RadioSelect)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=Survey.Purpose)
    level = forms.TypedChoiceField(label=_("What it asks for"), choices=Survey.Level, coerce=int)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=settings.CONTENT_LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    opens_at = moment_field(_("Opens"), _("Empty: when the last session has ended."))
    open_days = forms.IntegerField(label=_("Days open"), min_value=1, max_value=120)
    offers_need = forms.BooleanField(
        label=_("After sending, lead to the statement of need (a separate form with name and city)"),
        required=False,
    )

    def __init__(self, survey: Survey, data: Any = None) -> None:
        self.survey = survey
        super().__init__(data, initial={name: getattr(survey, name) for name in PLAIN})
        for code in survey.languages:
            name = NAMES.get(code, code)
            attrs = {"lang": code, "dir": "auto"}
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title: %(language)s") % {"language": name},
                max_length=200,
                required=code == survey.original,
                initial=survey.title.get(code, ""),
                widget=forms.TextInput(attrs=attrs),
            )
            self.fields[f"intro_{code}"] = forms.CharField(
                label=_("Introduction: %(language)s") % {"language": name},
                max_length=2000,
                required=False,
                initial=survey.intro.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 3, **attrs}),
            )
        first = [f"{part}_{code}" for code in survey.languages for part in ("title", "intro")]
        self.order_fields([*first, *PLAIN])

    @property
    def text_rows(self) -> list[list[forms.BoundField]]:
        """The texts, a row for each kind with its translations side by side."""
        return [[self[f"{part}_{code}"] for code in self.survey.languages] for part in ("title", "intro")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """The fields that stand once."""
        return [self[name] for name in PLAIN]

    def clean_opens_at(self) -> datetime | None:
        opens: datetime | None = self.cleaned_data["opens_at"]
        if opens and opens <= timezone.now():
            raise forms.ValidationError(_("This time has already passed."))
        return opens

    def changes(self) -> dict[str, Any]:
        """The fields of the survey as they shall be. The original stays first while it is offered."""
        data = self.cleaned_data
        chosen = [code for code in self.survey.languages if code in data["languages"]]
        chosen += [code for code in data["languages"] if code not in chosen]
        fields: dict[str, Any] = {name: data[name] for name in PLAIN}
        fields["languages"] = chosen
        for part in ("title", "intro"):
            old = {code: text for code, text in getattr(self.survey, part).items() if code != "_"}
            new = {code: data[f"{part}_{code}"].strip() for code in self.survey.languages}
            fields[part] = texts_in(chosen[0], {**old, **new})
        return fields


class ClosingForm(forms.Form):
    """Another closing time."""

    closes_at = moment_field(_("Closes"), required=True)
