"""One small form for each part of a practice; what each reads from the record and writes to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cityclusters.core.sdg_fields import TargetsField
from cityclusters.places.fields import PlaceField
from cityclusters.practices.forms.fields import (
    LANGUAGES,
    LongText,
    OwnerField,
    PartialDate,
    ThemesField,
    themes,
)
from cityclusters.practices.models import Practice
from cityclusters.practices.models.choices import SECTIONS, Audience, Level, Licence, Status

MARKERS = [
    ("", _("Not screened")),
    ("0", _("0: screened, gender equality is not targeted")),
    ("1", _("1: gender equality is a significant objective")),
    ("2", _("2: gender equality is the principal objective")),
]
LEVELS = [
    (Level.GOOD, _("Good practice: it works, and there is something to show for it")),
    (Level.PROMISING, _("Promising practice: it looks good, and it is early to say")),
    (Level.LESSON, _("Lesson learned: it did not work as planned, and others can learn from it")),
]


class TextForm(forms.Form):
    """One text."""

    text = LongText(required=False)

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, hint = SECTIONS[key]
        field: Any = self.fields["text"]
        field.label, field.help_text = label, hint


class BasicsForm(forms.Form):
    """What everybody sees first."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("In one sentence"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("It stands below the title in lists."),
    )
    place = PlaceField(label=_("Place"), help_text=_("The city, district or village where it was done."))
    language = forms.ChoiceField(label=_("Language you write in"), choices=LANGUAGES)
    organisation = OwnerField()

    def clean_title(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_summary(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["summary"].split())


class TagsForm(forms.Form):
    """Under what it is found."""

    themes = ThemesField()
    sdg_targets = TargetsField(
        label=_("SDG targets"), required=False, max_length=300, help_text=_("For example 5.5, 8.3, 11.a")
    )
    audiences = forms.MultipleChoiceField(
        label=_("Who it is for"),
        required=False,
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    value_chain = forms.CharField(
        label=_("Value chain"), required=False, max_length=80, help_text=_("For example: cassava, textiles")
    )
    marker = forms.ChoiceField(
        label=_("Gender marker"), required=False, choices=MARKERS, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["themes"]
        field.queryset = themes()

    def clean_value_chain(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["value_chain"].split())


class TimeForm(forms.Form):
    """Since when, until when, and whether it goes on."""

    started = PartialDate(
        label=_("Since"), required=False, help_text=_("A year, a month or a day: 2020, 2020-03 or 2020-03-15")
    )
    ended = PartialDate(label=_("Until"), required=False, help_text=_("Leave empty if it goes on."))
    status = forms.ChoiceField(
        label=_("Does it still run?"),
        required=False,
        choices=[("", pgettext_lazy("practice", "I don't say")), *Status.choices],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, as far as both are known."""
        data = self.cleaned_data
        start, end = data.get("started", ""), data.get("ended", "")
        shared = min(len(start), len(end))
        if start and end and end[:shared] < start[:shared]:
            self.add_error("ended", _("This is before the beginning."))
        return data


class LevelForm(forms.Form):
    """What kind of lesson it is (rule PR3)."""

    level = forms.ChoiceField(
        label=_("What kind of lesson it is"),
        choices=LEVELS,
        widget=forms.RadioSelect,
        help_text=_("Reviewers may see it otherwise and will say why."),
    )


class LicenceForm(forms.Form):
    """What others may do with the text (rule PR8)."""

    licence = forms.ChoiceField(
        label=_("What others may do with the text"),
        required=False,
        choices=[*Licence.choices, ("", _("I will choose later"))],
        widget=forms.RadioSelect,
        help_text=_("Booklets and translations need this. It holds for the text; pictures have their own."),
    )


FORMS: dict[str, type[forms.Form]] = {
    "basics": BasicsForm,
    "tags": TagsForm,
    "time": TimeForm,
    "level": LevelForm,
    "licence": LicenceForm,
}


def values_of(practice: Practice, key: str) -> dict[str, Any]:
    """What stands in the record, for the form of a part with fields."""
    values = {name: getattr(practice, name) for name in FORMS[key].base_fields if name != "themes"}
    if key == "tags":
        values["themes"] = list(practice.themes.all())
    return values
