"""Reporting, deciding, appealing, moving a day, asking people directly."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person
from cityclusters.questions.models.choices import Complaint, Measure
from cityclusters.questions.who_knows import Suggestion


class ReportForm(forms.Form):
    """What is wrong with a post."""

    reason = forms.ChoiceField(label=_("What is wrong?"), choices=Complaint, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReasonForm(forms.Form):
    """Why something is done; the author reads it, and for a post that others could read, everybody."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class MeasureForm(ReasonForm):
    """What is done with a post, and why."""

    HELD = ((Measure.DECLINED, _("Do not publish it")),)
    SHOWN = (
        (Measure.HIDDEN, _("Hide it for now; it can be shown again")),
        (Measure.REMOVED, _("Remove it")),
        ("keep", _("It stays: close the reports")),
    )
    TAKEN = (("show", _("Show it again")),)

    measure = forms.ChoiceField(label=_("What is done"), widget=forms.RadioSelect)
    field_order = ("measure", "reason")

    def __init__(self, *args: Any, state: str, reported: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {"held": self.HELD, "visible": self.SHOWN}
        offered = [pair for pair in choices.get(state, self.TAKEN) if reported or pair[0] != "keep"]
        if state == "hidden":
            offered = [*self.TAKEN, self.SHOWN[1]]
        field: Any = self.fields["measure"]
        field.choices = offered
        self.initial.setdefault("measure", offered[0][0])


class AppealForm(forms.Form):
    """Why a post should be shown."""

    words = forms.CharField(
        label=_("Why it should be shown"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )


class AppealDecisionForm(ReasonForm):
    """What comes of an appeal."""

    outcome = forms.ChoiceField(
        label=_("What comes of the appeal"),
        choices=[("lifted", _("Show the post again")), ("kept", _("The decision stays"))],
        widget=forms.RadioSelect,
    )
    field_order = ("outcome", "reason")


class DueForm(ReasonForm):
    """Another day for the reply."""

    day = DayField(label=_("The reply is due on"))
    field_order = ("day", "reason")

    def clean_day(self) -> Any:
        """Today or later."""
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."))
        return day


class PeopleForm(forms.Form):
    """Whom to ask directly: those proposed, and the focal point of another organisation."""

    people = forms.MultipleChoiceField(
        label=_("They may know"), required=False, widget=forms.CheckboxSelectMultiple
    )
    organisation = OrganisationField(
        label=_("Another city or organisation"),
        required=False,
        help_text=_("Its focal point gets the letter."),
    )
    why = forms.CharField(
        label=_("Why them"), max_length=300, required=False, help_text=_("They read it in the letter.")
    )

    def __init__(
        self, *args: Any, person: Person, proposed: list[tuple[Suggestion, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = {row.person.public_id: row for row, _label in proposed if row.person}
        people: Any = self.fields["people"]
        people.choices = [(row.person.public_id, words) for row, words in proposed if row.person]
        organisation: Any = self.fields["organisation"]
        organisation.person = person
        if not proposed:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        """Refuses an empty choice."""
        typed = super().clean() or {}
        if not self.errors and not typed.get("people") and not typed.get("organisation"):
            raise forms.ValidationError(_("Choose at least one person or organisation."))
        return typed

    @property
    def chosen(self) -> list[Suggestion]:
        """Those chosen among the proposed, with the steward's words where she wrote some."""
        why = self.cleaned_data.get("why", "")
        rows = [self.proposed[public_id] for public_id in self.cleaned_data.get("people", [])]
        return [row._replace(why=why or row.why) for row in rows]
