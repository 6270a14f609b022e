"""The forms of a commission."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import ClockField, DayField
from cityclusters.people.fields import AccountField, OrganisationField
from cityclusters.people.models import Person
from cityclusters.projects.models import CommissionDecision, CommissionMeeting, Seat

VOTES = "votes_for", "votes_against", "abstained"


def area(rows: int = 3) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows})


class CommissionForm(forms.Form):
    """Its name and its rule for a quorum."""

    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    quorum_percent = forms.IntegerField(
        label=_("A quorum needs more than so many percent of the votes"),
        min_value=0,
        max_value=99,
        initial=50,
    )
    least = forms.IntegerField(label=_("… and at least so many votes"), min_value=2, max_value=99, initial=2)
    least_women = forms.IntegerField(
        label=_("… of them women, at least"), min_value=0, max_value=99, initial=0
    )


class SeatForm(forms.Form):
    """Whose seat, with or without a vote."""

    kind = forms.ChoiceField(label=_("Who sits here"), choices=Seat.Kind.choices)
    organisation = OrganisationField(label=_("Organisation"), required=False)
    person = AccountField(
        label=_("E-mail address of the account"),
        required=False,
        help_text=_("Where the person has an account here."),
    )
    post = forms.CharField(
        label=_("Post, or what the person does"),
        required=False,
        max_length=150,
        help_text=_("For example: chair of the drying cooperative. No name is needed."),
    )
    sex = forms.ChoiceField(
        label=_("Sex, as the person stated it"),
        required=False,
        choices=[(value, words) for value, words in Person.Sex.choices if value]
        + [("", Person.Sex.NOT_STATED.label)],
        initial="",
        help_text=_("Only what was stated. Whoever has an account states it there."),
    )
    votes = forms.BooleanField(label=_("The seat has a vote"), required=False, initial=True)
    women_organisation = forms.BooleanField(label=_("Speaks for a women's organisation"), required=False)
    starts = DayField(label=_("From"))

    def __init__(self, *args: Any, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.person = reader

    def clean(self) -> dict[str, Any]:
        """A seat is somebody's."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not (data["organisation"] or data["person"] or data["post"].strip()):
            raise forms.ValidationError(
                _("Say whose seat it is: an organisation, a person with an account, or a post.")
            )
        return data


class MeetingForm(forms.Form):
    """When, where, about what, and what lets people come."""

    on = DayField(label=_("Day"))
    at = ClockField(label=_("Time"), required=False)
    where = forms.CharField(label=_("Where"), required=False, max_length=200)
    agenda = forms.CharField(label=_("Agenda"), required=False, max_length=3000, widget=area())
    support = forms.MultipleChoiceField(
        label=_("Support offered, so that women can come"),
        required=False,
        choices=CommissionMeeting.Support.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class HoldForm(forms.Form):
    """Who came, and the minutes."""

    came = forms.MultipleChoiceField(label=_("Who came"), required=False, widget=forms.CheckboxSelectMultiple)
    minutes = forms.CharField(
        label=_("Minutes"), required=False, max_length=10000, widget=area(8),
        help_text=_("What was talked about. No names of people outside the commission."),
    )  # fmt: skip

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.public_id: seat for seat in seats}
        field: Any = self.fields["came"]
        field.choices = [(key, whose(seat)) for key, seat in self.seats.items()]

    def clean_came(self) -> list[Seat]:
        """The seats."""
        return [self.seats[key] for key in self.cleaned_data["came"]]


def whose(seat: Seat) -> str:
    """Whose seat it is, in words: post, person and organisation as far as they are named."""
    return " · ".join(str(part) for part in (seat.post, seat.person, seat.organisation) if part)


class DecisionForm(forms.Form):
    """What was raised or decided, and by whom."""

    text = forms.CharField(label=_("What was raised or decided"), max_length=1000, widget=area(2))
    outcome = forms.ChoiceField(label=_("What became of it"), choices=CommissionDecision.Outcome.choices)
    proposer = forms.ChoiceField(label=_("Raised by"), required=False)
    votes_for = forms.IntegerField(label=_("Votes for"), required=False, min_value=0, max_value=999)
    votes_against = forms.IntegerField(label=_("Votes against"), required=False, min_value=0, max_value=999)
    abstained = forms.IntegerField(label=_("Abstained"), required=False, min_value=0, max_value=999)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.public_id: seat for seat in seats}
        field: Any = self.fields["proposer"]
        field.choices = [("", _("Nobody in particular"))] + [
            (key, whose(seat)) for key, seat in self.seats.items()
        ]

    def clean_proposer(self) -> Seat | None:
        """The seat; None for nobody in particular."""
        return self.seats.get(self.cleaned_data["proposer"])


class EndorseForm(forms.Form):
    """What is endorsed, and what the commission changed."""

    version = forms.ChoiceField(label=_("What is endorsed"))
    changes = forms.CharField(
        label=_("What the commission changed"), max_length=3000, widget=area(),
        help_text=_("If it changed nothing, say so."),
    )  # fmt: skip

    def __init__(self, *args: Any, versions: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["version"]
        field.choices = [(f"{what}:{found.number}", found.words) for what, found in versions]

    def clean(self) -> dict[str, Any]:
        """The code and number of the version beside the changes."""
        data: dict[str, Any] = super().clean() or {}
        what, _colon, number = data.pop("version", "").partition(":")
        return {**data, "what": what, "number": int(number or 0)}


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class LastDayForm(forms.Form):
    """The last day of a seat."""

    last_day = DayField(label=_("Last day"), initial=timezone.localdate)
