"""Days and clock times as people type them."""

import re
from datetime import date, time
from typing import Any

from django import forms
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
        "year": _("The year must be between %(earliest)s and %(latest)s."),
    }

    def __init__(self, *, earliest: int = EARLIEST, latest: int = LATEST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

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
        if not self.earliest <= year <= self.latest:
            limits = {"earliest": self.earliest, "latest": self.latest}
            raise forms.ValidationError(self.error_messages["year"] % limits, "year")
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
