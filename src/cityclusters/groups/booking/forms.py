"""What people type about facilities, bookings, maintenance and briefings; times as clocks there show them."""

from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import get_day_names
from django import forms
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import ClockField, DayField
from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import secret_code
from cityclusters.core.templatetags.core import babel_locale
from cityclusters.core.text_fields import TextsField
from cityclusters.groups.booking import people, rules
from cityclusters.groups.booking.times import moment, zone_of
from cityclusters.groups.models import Facility, Group
from cityclusters.groups.models.booking import MOST_PLACES, WEEKDAYS
from cityclusters.people.models import Person


class OnceForm(forms.Form):
    """A form that makes something new: its key makes sending it twice give one."""

    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["once"]
        field.initial = secret_code()

    def clean_once(self) -> str:
        """A key of ours, made anew where another was sent."""
        sent: str = self.cleaned_data["once"]
        return sent if len(sent) == len(secret_code()) else secret_code()


def weekday_names() -> list[str]:
    """Monday to Sunday in the reader's language."""
    names = get_day_names("wide", context="stand-alone", locale=babel_locale())
    return [names[number] for number in range(WEEKDAYS)]


class FacilityForm(OnceForm):
    """A facility with its hours and its rules."""

    names = TextsField(label=_("Name"), most=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Facility.Kind.choices)
    notes = TextsField(label=_("What to know before booking"), most=1500, long=True, required=False)
    places = forms.IntegerField(
        label=_("How many people can use it at once?"), min_value=1, max_value=MOST_PLACES, initial=1
    )
    open_to = forms.ChoiceField(
        label=_("Who may book"), choices=Facility.OpenTo.choices, widget=forms.RadioSelect, initial="members"
    )
    needs_approval = forms.BooleanField(
        label=_("One of us answers each booking"), required=False, initial=True
    )
    needs_briefing = forms.BooleanField(label=_("It needs a safety briefing first"), required=False)
    briefing_days = forms.IntegerField(
        label=_("A briefing is valid for so many days"), min_value=1, max_value=3650, initial=365
    )
    longest_hours = forms.IntegerField(
        label=_("Longest booking, in hours"), min_value=1, max_value=24, initial=4
    )
    lends_days = forms.IntegerField(
        label=_("It may be taken along for so many days"), min_value=0, max_value=60, initial=0,
        help_text=_("0: it stays in the house overnight."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(WEEKDAYS):
            self.fields[f"from_{number}"] = ClockField(label=_("Opens"), required=False)
            self.fields[f"until_{number}"] = ClockField(label=_("Closes"), required=False)

    @property
    def weekdays(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """For the page: the day's name and its two fields."""
        return [
            (name, self[f"from_{number}"], self[f"until_{number}"])
            for number, name in enumerate(weekday_names())
        ]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields that stand one below the other."""
        return [self[name] for name in self.base_fields if name != "once"]

    @classmethod
    def values_of(cls, row: Facility) -> dict[str, Any]:
        """What stands in the record."""
        values = {name: getattr(row, name) for name in cls.base_fields if name != "once"}
        for number, (opens, closes) in row.hours.items():
            values[f"from_{number}"], values[f"until_{number}"] = opens, closes
        return values

    def clean(self) -> dict[str, Any]:
        """The hours as they are stored; a day has both times or none, and one day at least is open."""
        data = self.cleaned_data
        hours = {}
        for number in range(WEEKDAYS):
            opens, closes = data.pop(f"from_{number}", None), data.pop(f"until_{number}", None)
            if (opens is None) != (closes is None) and not self.errors:
                self.add_error(f"from_{number}", _("Write both times, or none where it is closed."))
            elif opens is not None and closes is not None and closes <= opens:
                self.add_error(f"until_{number}", _("The end must be after the start."))
            elif opens is not None and closes is not None:
                hours[str(number)] = [f"{opens:%H:%M}", f"{closes:%H:%M}"]
        if not hours and not self.errors:
            self.add_error(None, _("Say on which days it is open."))
        data["hours"] = hours
        return data


class TimesForm(forms.Form):
    """A day and clock times at the place of the group, which become moments."""

    day = DayField(label=_("Day"))
    start = ClockField(label=_("From"))
    last_day = DayField(label=_("Back on"), required=False)
    end = ClockField(label=_("Until"))

    def __init__(self, *args: Any, group: Group, over_night: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        if not over_night:
            del self.fields["last_day"]

    def clean(self) -> dict[str, Any]:
        """`start` and `end` as moments; refused where clocks are changed in that hour."""
        data = self.cleaned_data
        if data.get("day") and data.get("start"):
            data["start"] = self._moment("start", data["day"])
        if data.get("day") and data.get("end"):
            data["end"] = self._moment("end", data.get("last_day") or data["day"])
        start, end = data.get("start"), data.get("end")
        if isinstance(start, datetime) and isinstance(end, datetime) and end <= start:
            self.add_error("end", _("The end must be after the start."))
        return data

    def _moment(self, name: str, day: date) -> datetime | None:
        try:
            return moment(day, self.cleaned_data[name], zone_of(self.group))
        except NotPossible as refusal:
            self.add_error(name, str(refusal))
            return None


class BookingForm(TimesForm, OnceForm):
    """A booking, by herself or by those who look after the bookings."""

    note = forms.CharField(
        label=_("What for"), required=False, max_length=300,
        help_text=_("Only those who look after the bookings read it."),
    )  # fmt: skip
    mail_ok = forms.BooleanField(
        label=_("It is safe to write to me by e-mail about this"), required=False,
        help_text=_("The letters speak of an appointment and name nothing else. Without this we send none."),
    )  # fmt: skip
    field_order = ("for_whom", "day", "start", "last_day", "end", "note", "mail_ok")

    def __init__(self, *args: Any, facility: Facility, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, group=facility.group, over_night=facility.lends_days > 0, **kwargs)
        self.person = person
        self.known: dict[str, tuple[Person, str]] = {}
        if not facility.group.has("counselling"):
            del self.fields["mail_ok"]
        if rules.may_keep(person, facility.group):
            self.known = people.known(facility.group)
            others = [(key, name) for key, (_person, name) in self.known.items()]
            self.fields["for_whom"] = forms.ChoiceField(
                label=_("For whom"), choices=[("", _("For myself")), *others], required=False
            )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """The person instead of her key."""
        data = super().clean()
        chosen = self.known.get(data.pop("for_whom", ""))
        data["person"] = chosen[0] if chosen else self.person
        for name in ("day", "last_day"):
            data.pop(name, None)
        return data


class ClosureForm(TimesForm):
    """Time in which nobody can use it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Those whose booking is cancelled read it.")
    )
    cancels = forms.BooleanField(label=_("Cancel the bookings that are in this time"), required=False)

    def clean(self) -> dict[str, Any]:
        """Moments instead of days."""
        data = super().clean()
        return {name: value for name, value in data.items() if name not in ("day", "last_day")}


class BriefingForm(forms.Form):
    """Who was briefed, and when."""

    whom = forms.ChoiceField(label=_("Who was briefed"))
    on = DayField(label=_("Given on"))
    valid_until = DayField(label=_("Valid until"), required=False)

    def __init__(self, *args: Any, facility: Facility, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = people.known(facility.group)
        fields: Any = self.fields
        fields["whom"].choices = [(key, name) for key, (_person, name) in self.known.items()]
        fields["on"].initial = facility.group.today()
        last = facility.group.today() + timedelta(days=facility.briefing_days)
        fields["valid_until"].help_text = _("Empty: until %(day)s if it was given today.") % {
            "day": last.isoformat()
        }

    def clean_whom(self) -> Person:
        """The person."""
        return self.known[self.cleaned_data["whom"]][0]


class ReasonForm(forms.Form):
    """Why somebody else's booking is cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("She reads it."))
