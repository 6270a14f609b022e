"""Forms about translations: filters, one language, one's own languages."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.forms import Filters
from cityclusters.practices.models.translation import TranslationQuerySet
from cityclusters.spaces.models import Theme

LISTS = [
    ("wanted", _("Wanted")),
    ("outdated", _("Outdated")),
    ("in_work", _("In work")),
    ("in_review", _("Waiting for a review")),
]


class WorklistForm(Filters):
    """What the worklist shows; what makes no sense is as if it were not asked for."""

    show = forms.ChoiceField(choices=LISTS, required=False, widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("Written in"), required=False)
    to = forms.ChoiceField(label=_("Wanted in"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [("", _("All languages")), *settings.CONTENT_LANGUAGES]
        fields: dict[str, Any] = dict(self.fields)
        fields["source"].choices = fields["to"].choices = languages
        themes = Theme.objects.filter(retired_at=None).order_by("order", "pk")
        fields["theme"].choices = [("", _("All themes")), *((theme.code, str(theme)) for theme in themes)]

    def chosen(self, rows: TranslationQuerySet) -> TranslationQuerySet:
        """The rows that fit."""
        asked = self.asked
        if source := asked.get("source"):
            rows = rows.filter(version__language=source)
        if to := asked.get("to"):
            rows = rows.filter(language=to)
        if theme := asked.get("theme"):
            rows = rows.filter(version__practice__themes__code=theme)
        return rows


class LanguageForm(forms.Form):
    """One language out of those that are possible."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, languages: "list[tuple[str, str]]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["language"].choices = languages


class MyLanguagesForm(forms.Form):
    """The languages that a person reads and writes well enough to translate or review."""

    languages = forms.MultipleChoiceField(
        label=_("Languages that I read and write well"),
        help_text=_(
            "What is wanted in them stands first in the list, and reviews that wait for you on “My work”."
        ),
        choices=settings.CONTENT_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class NoteForm(forms.Form):
    """What the reviewer asks the translator to look at."""

    note = forms.CharField(
        label=_("What should the translator look at?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def choices(codes: "list[str]") -> "list[tuple[str, str]]":
    """Language codes with their own names, in the order of the settings."""
    return [(code, name) for code, name in settings.CONTENT_LANGUAGES if code in codes]
