"""Days, clock times and lists of suggestions as people type them."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T].*)?")
DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
CLOCK = re.compile(r"(?:.*[ T])?(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?(?:\.\d+)?(?: ?([AaPp])\.?[Mm]\.?)?")
EARLIEST, LATEST = 2000, 2100
LEAP_DAY = (2, 29)


class DayField(forms.DateField):
    """A day, typed as 2026-11-06 or 6.11.2026, in the digits of any script; what the browser's own field
    sends too. Refuses days that do not exist, with the reason."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "invalid": _("Write the day as year-month-day, for example 2026-11-06."),
        "no_day": _("There is no such day: %(day)s."),
        "no_leap": _("%(year)s is not a leap year, so it has no 29 February."),
        "year": _("The year must be between 2000 and 2100."),
    }

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError with the reason where it is none."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        text = str(value).strip()
        if found := YEAR_FIRST.fullmatch(text):
            year, month, day = (int(part) for part in found.groups())
        elif found := DAY_FIRST.fullmatch(text):
            day, month, year = (int(part) for part in found.groups())
        else:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return self._checked(year, month, day, text)

    def _checked(self, year: int, month: int, day: int, text: str) -> date:
        if not EARLIEST <= year <= LATEST:
            raise forms.ValidationError(self.error_messages["year"], "year")
        try:
            return date(year, month, day)
        except ValueError:
            if (month, day) == LEAP_DAY:
                words = self.error_messages["no_leap"] % {"year": year}
                raise forms.ValidationError(words, "no_leap") from None
            raise forms.ValidationError(self.error_messages["no_day"] % {"day": text}, "no_day") from None


class ClockField(forms.TimeField):
    """A time on a clock of 24 hours, typed as 9:30 or 09.30; a spreadsheet's '9:30 am' is read too."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": _("Write the time as hours:minutes, for example 09:30 or 14:00.")}

    def to_python(self, value: Any) -> time | None:
        """The time. Raises ValidationError where it is none."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = CLOCK.fullmatch(str(value).strip())
        if not found:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 99
        try:
            return time(hour, minute)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from None


class Suggesting(forms.TextInput):
    """A text field with suggestions (`<datalist>`), which one need not follow."""

    template_name = "exchanges/widgets/suggesting.html"

    def __init__(self, suggestions: Iterable[str] = (), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = list(suggestions)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["attrs"]["list"] = list_id
        context["widget"].update(list_id=list_id, suggestions=self.suggestions)
        return context


def typed_before(form: forms.Form, draft: QueryDict | None) -> dict[str, Any]:
    """A draft as initial values of the form: each field reads what its own widget had sent."""
    if draft is None:
        return {}
    return {
        name: field.widget.value_from_datadict(draft, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not field.widget.value_omitted_from_data(draft, {}, form.add_prefix(name))
    }
