"""What is written beside a local plan. No field takes a name of a person, a file or a comment (rule LP1)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.numbers import is_currency
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.people.fields import OrganisationField
from cityclusters.people.models import Person
from cityclusters.projects.localplans import acts
from cityclusters.projects.models import (
    Consultation,
    Driver,
    FinanceSource,
    InstitutionRole,
    LocalPlan,
    PlanReview,
    Project,
    ReportCount,
)
from cityclusters.projects.models.local_plan import FEWEST_REPORTS

MANY_ONLY = _("Write of many, never of one: no name, no age, no full date, no address.")
EARLIEST = 1900
Long = forms.Textarea(attrs={"rows": 4})


class LinkField(forms.URLField):
    """An address on the web; without a scheme it is meant to be encrypted."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


def _not_ahead(day: date | None) -> date | None:
    if day is not None and day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet."))
    return day


class RowForm(forms.ModelForm[Any]):
    """A row beside the plan, for whoever writes in the project."""

    def __init__(self, *args: Any, project: Project, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project, self.person = project, person


class BasisForm(RowForm):
    """What the plan rests on."""

    class Meta:
        model = LocalPlan
        fields = (
            "legal_base", "legal_source", "legal_on", "legal_link",
            "cost_statement", "cost_source", "cost_on",
            "act_title", "act_on", "act_source", "act_link",
            "claim", "claim_source", "claim_on",
        )  # fmt: skip
        field_classes = {
            **dict.fromkeys(("legal_on", "cost_on", "act_on", "claim_on"), DayField),
            **dict.fromkeys(("legal_link", "act_link"), LinkField),
        }
        widgets = {"legal_base": Long, "cost_statement": Long}
        labels = {
            "legal_source": _("Legal base: law, ordinance or decision"),
            "legal_on": _("Legal base: day"),
            "legal_link": _("Legal base: where it can be read"),
            "cost_source": _("What violence costs: source"),
            "cost_on": _("What violence costs: as of"),
            "act_on": _("Act of adoption: day"),
            "act_source": _("Act of adoption: where it is published"),
            "act_link": _("Act of adoption: where it can be read"),
            "claim_source": _("What others have published: where"),
            "claim_on": _("What others have published: day"),
        }
        help_texts = {
            "legal_base": _("What obliges or allows the place to have this plan."),
            "cost_statement": _("An argument for a budget. Published figures only."),
            "claim": _("Quoted on the page with its source; never part of a total."),
        }

    def clean(self) -> dict[str, Any]:
        """Statements have a source; an act that has been has its day and place of publication."""
        data: dict[str, Any] = self.cleaned_data
        for name, needed in (
            ("legal_base", ("legal_source",)),
            ("cost_statement", ("cost_source",)),
            ("act_title", ("act_on", "act_source")),
            ("claim", ("claim_source", "claim_on")),
        ):
            for other in needed:
                if data.get(name) and not data.get(other) and other not in self.errors:
                    self.add_error(other, _("This is needed with what you wrote above."))
        if data.get("act_on") and not data.get("act_title"):
            self.add_error("act_title", _("Name the act as well."))
        return data

    def clean_act_on(self) -> date | None:
        """An act that is still to come has adopted nothing."""
        return _not_ahead(self.cleaned_data["act_on"])


class DriverForm(RowForm):
    """What drives violence, and how that is known."""

    class Meta:
        model = Driver
        fields = ("level", "statement", "evidence", "source", "source_on", "link")
        field_classes = {"source_on": DayField, "link": LinkField}
        widgets = {"statement": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "statement": MANY_ONLY,
            "source": _("What anybody can look up, or a workshop by its topic and month."),
        }


class InstitutionForm(RowForm):
    """Who has a part in the plan, from when on."""

    organisation = OrganisationField(label=_("Institution"), required=False)

    class Meta:
        model = InstitutionRole
        fields = ("organisation", "name", "part", "does", "starts", "ends", "source")
        field_classes = {"starts": DayField, "ends": DayField}
        widgets = {"does": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.person = self.person

    def clean(self) -> dict[str, Any]:
        """It is named, once; it leaves after it joined."""
        data: dict[str, Any] = self.cleaned_data
        if "organisation" not in self.errors and bool(data.get("organisation")) == bool(data.get("name")):
            self.add_error("name", _("Choose it from the directory, or write its name here."))
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", _("It ends before it begins."))
        return data


class ConsultationForm(RowForm):
    """A meeting about the plan: numbers, and what many said."""

    class Meta:
        model = Consultation
        fields = ("on", "about", "form", "female", "male", "other", "not_stated", "said", "changed")
        field_classes = {"on": DayField}
        widgets = {"said": Long, "changed": Long}
        help_texts = {"said": MANY_ONLY, "changed": _("Those who came see what came of it.")}

    def clean(self) -> dict[str, Any]:
        """Somebody came."""
        data: dict[str, Any] = self.cleaned_data
        sexes = ("female", "male", "other", "not_stated")
        if not self.errors and not any(data[sex] for sex in sexes):
            self.add_error("female", _("Say how many people came."))
        return data

    def clean_on(self) -> date | None:
        """A day that has been."""
        return _not_ahead(self.cleaned_data["on"])


class CountForm(RowForm):
    """How many reports were published for a year (rule LP6)."""

    class Meta:
        model = ReportCount
        fields = ("year", "what", "count", "source")
        help_texts = {"what": _("For example: reports of violence against women to the police.")}

    def clean_year(self) -> int:
        """A whole year that is over."""
        year: int = self.cleaned_data["year"]
        if not EARLIEST <= year < timezone.localdate().year:
            raise forms.ValidationError(_("Only years that are over are counted here."))
        return year

    def clean_count(self) -> int:
        """Few reports could tell of somebody."""
        count: int = self.cleaned_data["count"]
        if count < FEWEST_REPORTS:
            said = _("Fewer than %(least)s could tell of somebody. Count a larger area, or leave it out.")
            raise forms.ValidationError(said % {"least": FEWEST_REPORTS})
        return count

    def clean(self) -> dict[str, Any]:
        """Once for a year."""
        data: dict[str, Any] = self.cleaned_data
        if "year" not in data:
            return data
        same = self.project.report_counts.filter(year=data["year"], what=data.get("what", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("year", _("This year is counted already."))
        return data


class ReviewForm(RowForm):
    """Looking back at the plan."""

    class Meta:
        model = PlanReview
        fields = ("on", "found", "changes", "next_on")
        field_classes = {"on": DayField, "next_on": DayField}
        widgets = {"found": Long, "changes": Long}
        help_texts = {"found": MANY_ONLY}

    def clean_on(self) -> date | None:
        """A day that has been."""
        return _not_ahead(self.cleaned_data["on"])


def currency_of(typed: str) -> str:
    """The three letters. Raises ValidationError for anything else."""
    code = typed.strip().upper()
    if not (code.isascii() and is_currency(code)):
        raise forms.ValidationError(_("Write the currency with its three letters, for example USD."))
    return code


class MoneyForm(RowForm):
    """A source of money that somebody thought of; what becomes of it is a step of its own."""

    action = forms.ChoiceField(label=_("For the action"), required=False)

    class Meta:
        model = FinanceSource
        fields = ("name", "kind", "action", "asked", "currency", "since")
        field_classes = {"since": DayField}
        labels = {"asked": _("Amount that is or will be asked for"), "since": _("Identified on")}

    def __init__(self, *args: Any, actions: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["action"]
        field.choices = [("", _("For the plan as a whole")), *actions]

    def clean_currency(self) -> str:
        """Three letters."""
        return currency_of(self.cleaned_data["currency"])

    def clean_since(self) -> date | None:
        """A day that has been."""
        return _not_ahead(self.cleaned_data["since"])


class StepForm(forms.Form):
    """How far a source of money is now."""

    state = forms.ChoiceField(label=_("How far it is"))
    amount = forms.DecimalField(
        label=_("Amount"), max_digits=14, decimal_places=2, min_value=0, required=False
    )
    on = DayField(label=_("Since"))
    paper = forms.CharField(
        label=_("What shows it"),
        max_length=300,
        required=False,
        help_text=_("A letter, a decision, a budget line. Needed where money is confirmed or spent."),
    )

    def __init__(self, *args: Any, source: FinanceSource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["state"]
        state = FinanceSource.State
        field.choices = [(code, state(code).label) for code in acts.NEXT[source.state]]


class ReasonForm(forms.Form):
    """Why the plan goes on in spite of a warning."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ReadForm(forms.Form):
    """Somebody has read what visitors will read."""

    was_read = forms.BooleanField(
        label=_("I have read all texts. They tell of nobody in particular, and of no shelter.")
    )


class SureForm(forms.Form):
    """Nothing to fill in: the button is the answer."""
