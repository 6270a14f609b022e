"""Small parts that several forms share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField

FIRST_YEAR = 1950  # nobody in office today began earlier


def one_line(text: str) -> str:
    """The text without line breaks and characters that cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


class LineField(forms.CharField):
    """A line of text: surrounding blanks and invisible characters are dropped."""

    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto", "autocomplete": autocomplete}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The text on one line."""
        return one_line(super().to_python(value) or "")


class SinceField(DayField):
    """The first day of a post."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(earliest=FIRST_YEAR, **kwargs)


class ReasonForm(forms.Form):
    """A reason that the person concerned will read."""

    reason = LineField(
        label=_("Reason"), help_text=_("The person concerned reads it."), max_length=300, required=True
    )
