"""What a report covers, and results in words."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.forms import Filters
from cityclusters.places.fields import PlaceField
from cityclusters.projects.models import Outcome


class SpanForm(Filters):
    """The days between which a report looks."""

    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("To"), required=False)


class OutcomeForm(forms.Form):
    """A result in words: what changed, for whom, where, since when, and how one knows."""

    statement = forms.CharField(
        label=_("What changed"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    kind = forms.ChoiceField(label=_("What it is about"), choices=Outcome.Kind.choices)
    facility = forms.CharField(
        label=_("Facility, and which group or organisation runs it"), max_length=200, required=False
    )
    women = forms.CharField(label=_("What it means for women"), max_length=500, required=False)
    men = forms.CharField(label=_("What it means for men"), max_length=500, required=False)
    place = PlaceField(label=_("Where"), required=False)
    on = DayField(label=_("Since, or on"), required=False, earliest=1950)
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("A report, a visit, an article: how one knows.")
    )
    link = forms.URLField(label=_("Link"), max_length=500, required=False, assume_scheme="https")
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "en")[:2]

    @classmethod
    def values_of(cls, row: Outcome) -> dict[str, Any]:
        """What stands."""
        return {name: getattr(row, name) for name in cls.base_fields}

    def clean_on(self) -> Any:
        """A day that has been."""
        day = self.cleaned_data["on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day
