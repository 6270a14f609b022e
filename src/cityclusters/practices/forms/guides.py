"""Guides: what a curator writes, and what a reader filters by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.text_fields import TextsField
from cityclusters.core.texts import pick
from cityclusters.practices.forms.fields import LANGUAGES, ThemesField, themes
from cityclusters.practices.models import Guide


class GuideForm(forms.Form):
    """A manual or link."""

    title = TextsField(label=_("Title"), most=200)
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    about = TextsField(label=_("What it is about"), most=1000, long=True, required=False)
    themes = ThemesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["themes"]
        field.queryset = themes()

    @classmethod
    def values_of(cls, guide: Guide) -> dict[str, Any]:
        """What stands in the record."""
        values = {name: getattr(guide, name) for name in cls.base_fields if name != "themes"}
        return {**values, "themes": [theme.pk for theme in guide.themes.all()]}

    def clean_url(self) -> str:
        """Only addresses that a browser opens."""
        url: str = self.cleaned_data["url"]
        if not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("Write an address that begins with https:// or http://."))
        return url


class GuideFilter(forms.Form):
    """What a reader looks for."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("All languages")), *LANGUAGES]
    )
    dead = forms.BooleanField(label=_("Only what no longer opens"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["theme"]
        field.choices = [("", _("All themes")), *((row.pk, pick(row.names).text) for row in themes())]
