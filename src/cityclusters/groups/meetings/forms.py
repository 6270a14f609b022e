"""What is typed about a meeting, an election, a need and money."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.core.ids import ALPHABET, secret_code
from cityclusters.groups.models import Group, GroupNeed, Leader, Meeting, Member, Saving
from cityclusters.groups.models.meeting import MOST_GUESTS
from cityclusters.groups.registry.forms import EARLIEST
from cityclusters.practices.forms.fields import LongText, clean_text
from cityclusters.support.offers.forms import own_language

CLIENT_ID = re.compile(rf"[{ALPHABET}]{{{len(secret_code())}}}")
LONGEST_NEED = 300
MOST_NEEDS = 20


class Who(forms.ModelMultipleChoiceField[Member]):
    """Members by name. Somebody who left since may still have come, so all of the group's are taken."""

    def label_from_instance(self, obj: Member) -> str:
        """Her name."""
        return obj.name


class One(forms.ModelChoiceField[Member]):
    """One member by name."""

    def label_from_instance(self, obj: Member) -> str:
        """Her name."""
        return obj.name


class Once(forms.Form):
    """A form that gives one record, however often it is sent."""

    once = forms.CharField(max_length=27, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = secret_code()

    def clean_once(self) -> str:
        """A key of ours, made anew where another was sent."""
        sent: str = self.cleaned_data["once"]
        return sent if CLIENT_ID.fullmatch(sent) else secret_code()


def past_day(day: date | None, today: date) -> date | None:
    """The day. Raises ValidationError for one that is still to come."""
    if day is not None and day > today:
        raise forms.ValidationError(_("This day is still to come."))
    return day


class MeetingForm(Once):
    """A meeting: the same fields on paper, in the plain form and in the notebook."""

    on = DayField(label=_("Day"), earliest=EARLIEST)
    where = forms.CharField(label=_("Place"), max_length=200, required=False)
    topics = LongText(label=_("What did you speak about?"), max_length=3000, rows=4, required=False)
    decisions = LongText(label=_("What did you decide?"), max_length=3000, rows=4, required=False)
    present = Who(
        Member.objects.none(),
        label=_("Who came?"),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    guests = forms.IntegerField(
        label=_("How many others came?"), min_value=0, max_value=MOST_GUESTS, required=False, initial=0
    )
    needs = LongText(
        label=_("What does the group need?"),
        max_length=MOST_NEEDS * (LONGEST_NEED + 1),
        rows=3,
        required=False,
        help_text=_("Each need on a line of its own. No names, and nothing that was told in confidence."),
    )
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)

    def __init__(self, *args: Any, group: Group, person: Any, meeting: Meeting | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.group, fields = group, self.fields
        field: Any = fields["present"]
        field.queryset = group.members.order_by("name", "pk")
        today = group.today()
        came = {row.pk for row in meeting.present.all()} if meeting else set()
        shown = [row for row in field.queryset if row.belongs(today) or row.pk in came]
        field.choices = [(row.public_id, row.name) for row in shown]
        if not shown:
            del fields["present"]
        fields["on"].initial = today
        fields["language"].initial = group.language or own_language(person)
        fields["where"].widget.attrs["dir"] = "auto"

    def clean_on(self) -> date | None:
        """Not in the future at the group's place."""
        return past_day(self.cleaned_data["on"], self.group.today())

    def clean_guests(self) -> int:
        """None are nobody."""
        return self.cleaned_data["guests"] or 0

    def clean_needs(self) -> list[str]:
        """The lines that say something."""
        lines = [line.strip(" \t-•*") for line in self.cleaned_data["needs"].split("\n")]
        found = [line for line in lines if line]
        if any(len(line) > LONGEST_NEED for line in found):
            raise forms.ValidationError(_("Write each need in at most 300 characters."))
        if len(found) > MOST_NEEDS:
            raise forms.ValidationError(_("At most 20 needs at a time."))
        return found

    def clean(self) -> dict[str, Any]:
        """Says something of the meeting: who came, what was spoken about or decided."""
        data = self.cleaned_data
        said = ("topics", "decisions", "present", "guests", "needs")
        if not self.errors and not any(data.get(name) for name in said):
            raise forms.ValidationError(_("Say who came, or what you spoke about or decided."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """What the acts of a meeting take."""
        data = dict(self.cleaned_data)
        said, came = data.pop("needs"), list(data.pop("present", ()))
        return {**data, "needs_said": said, "present": came}

    @classmethod
    def values_of(cls, meeting: Meeting) -> dict[str, Any]:
        """What stands in the record."""
        names = ("on", "where", "topics", "decisions", "guests", "language")
        known = {name: getattr(meeting, name) for name in names}
        return {**known, "present": [row.public_id for row in meeting.present.all()]}


class LeaderForm(forms.Form):
    """Who was elected to which office."""

    member = One(Member.objects.none(), label=_("Who"), to_field_name="public_id")
    office = forms.ChoiceField(label=_("Office"), choices=Leader.Office.choices)
    elected_on = DayField(label=_("Elected on"), earliest=EARLIEST)

    def __init__(self, *args: Any, group: Group, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.group = group
        fields["member"].queryset = Member.objects.on(group.today()).filter(group=group)
        fields["elected_on"].initial = group.today()

    def clean_elected_on(self) -> date | None:
        """Not in the future."""
        return past_day(self.cleaned_data["elected_on"], self.group.today())


class NeedForm(Once):
    """A need of the group."""

    text = forms.CharField(
        label=_("What does the group need?"),
        max_length=LONGEST_NEED,
        help_text=_("No names, and nothing that was told in confidence."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=GroupNeed.Kind.choices,
        required=False,
        help_text=_("Practical needs ease daily life; strategic ones change who has a say."),
    )
    language = forms.ChoiceField(label=_("You write in"), choices=settings.CONTENT_LANGUAGES)

    def __init__(self, *args: Any, group: Group, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = group.language or own_language(person)

    def clean_text(self) -> str:
        """Without signs that nothing can show."""
        return clean_text(self.cleaned_data["text"]).strip()


class SavingForm(Once):
    """Money that a member brings or gets."""

    member = One(Member.objects.none(), label=_("Who"), to_field_name="public_id")
    kind = forms.ChoiceField(label=_("What"), choices=Saving.Kind.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(label=_("Amount"), max_digits=12, decimal_places=2, min_value=Decimal("0.01"))
    on = DayField(label=_("Day"), earliest=EARLIEST)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.group = group
        fields["member"].queryset = group.members.order_by("name", "pk")
        fields["on"].initial = group.today()
        if group.currency:
            fields["amount"].help_text = group.currency

    def clean_on(self) -> date | None:
        """Not in the future."""
        return past_day(self.cleaned_data["on"], self.group.today())
