"""What is typed into a plan; each form can also say what the gate would answer to it, saved or not."""

import dataclasses
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from babel.numbers import is_currency
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.day_fields import DayField
from cityclusters.people.models import Person
from cityclusters.projects import gate
from cityclusters.projects.models import (
    Action,
    ActionStep,
    Aim,
    Driver,
    Finding,
    Indicator,
    Objective,
    Plan,
    Project,
    TeamMember,
)
from cityclusters.projects.models.plan import Side
from cityclusters.projects.planning import acts, judging
from cityclusters.projects.planning.words import NEW

MOST = 10**12
SEXES = ("female", "male", "other")


class Typed(forms.Form):
    """A form of the plan. `typed` puts what was typed well into the plan that the gate reads."""

    def typed(self, read: gate.Plan) -> gate.Plan:
        """The plan with what is typed; what can't be read counts as empty."""
        self.is_valid()
        return self.put(read, self.cleaned_data)

    def put(self, read: gate.Plan, data: dict[str, Any]) -> gate.Plan:
        """The plan with these values."""
        return read


class FrameForm(Typed):
    """For whom the plan is, why no action engages men, and what changes in this version."""

    single_sex = forms.ChoiceField(
        label=_("Is the plan for one sex alone?"),
        required=False,
        choices=[("", _("No, for women and men")), *Side.choices],
        help_text=_("For example the plan of a cooperative of women."),
    )
    single_sex_reason = forms.CharField(label=_("Reason"), required=False, max_length=500)
    men_reason = forms.CharField(
        label=_("Why no action engages men"),
        required=False,
        max_length=500,
        help_text=_("Only if no action does."),
    )
    change = forms.CharField(
        label=_("What changes in this version, and why"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    @classmethod
    def values_of(cls, plan: Plan) -> dict[str, Any]:
        """What stands."""
        return {name: getattr(plan, name) for name in cls.base_fields}

    def put(self, read: gate.Plan, data: dict[str, Any]) -> gate.Plan:
        """The frame as typed."""
        sex = data.get("single_sex", "")
        return dataclasses.replace(
            read,
            single_sex=gate.SingleSex(sex, data.get("single_sex_reason", "")) if sex else None,
            men_reason=data.get("men_reason", ""),
        )


class Ours(forms.ModelChoiceField[Any]):
    """One of the things of the project, by its public id, shown in its own words."""

    def __init__(self, rows: Any, label: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(rows, label=label, to_field_name="public_id", **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Not too long for a telephone."""
        return str(obj)[:120]


class ObjectiveForm(Typed):
    """What is to change, and which finding or driver it answers."""

    text = forms.CharField(
        label=_("Objective"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    gender = forms.BooleanField(label=_("It is about equality of women and men"), required=False)

    def __init__(self, *args: Any, plan: Plan, row: Objective | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = row.public_id if row else NEW
        project = plan.project
        self.fields["finding"] = Ours(Finding.objects.filter(project=project), _("It answers this finding"))
        if project.kind == Project.Kind.LOCAL_PLAN:
            self.fields["driver"] = Ours(Driver.objects.filter(project=project), _("It answers this driver"))

    @classmethod
    def values_of(cls, row: Objective) -> dict[str, Any]:
        """What stands."""
        finding, driver = row.finding, row.driver
        return {
            "text": row.text,
            "gender": row.gender,
            "finding": finding.public_id if finding else None,
            "driver": driver.public_id if driver else None,
        }

    def put(self, read: gate.Plan, data: dict[str, Any]) -> gate.Plan:
        """The objective as typed."""
        finding = data.get("finding")
        row = gate.Objective(self.key, bool(data.get("gender")), finding.public_id if finding else None)
        return dataclasses.replace(read, objectives=_with(read.objectives, row))


class ActionForm(Typed):
    """Who does what until when, what it costs, whom it reaches."""

    title = forms.CharField(label=_("Action"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=Action.Kind.choices, required=False, initial=Action.Kind.OTHER
    )
    owner = forms.CharField(
        label=_("Who answers for it"),
        max_length=200,
        required=False,
        help_text=_("An organisation or a post, no names of persons."),
    )
    cost = forms.DecimalField(label=_("Cost"), required=False, min_value=0, max_digits=14, decimal_places=2)
    currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, help_text=_("Three letters: USD, EUR, PEN …")
    )
    due = DayField(label=_("Done by"), required=False)
    tag = forms.ChoiceField(
        label=_("Its money"), choices=Action.Tag.choices, required=False, initial=Action.Tag.NONE
    )
    women_percent = forms.IntegerField(
        label=_("So much of the money reaches women, in percent"), required=False, min_value=0, max_value=100
    )
    engages_men = forms.BooleanField(label=_("It engages men and boys"), required=False)

    def __init__(self, *args: Any, plan: Plan, row: Action | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = row.public_id if row else NEW
        self.fields["objective"] = Ours(
            Objective.objects.filter(plan=plan), _("For this objective"), required=True, empty_label=None
        )
        if plan.project.kind != Project.Kind.LOCAL_PLAN:
            del self.fields["kind"]
        self.order_fields(["objective"])

    @classmethod
    def values_of(cls, row: Action) -> dict[str, Any]:
        """What stands."""
        return {name: getattr(row, name) for name in cls.base_fields} | {"objective": row.objective.public_id}

    def clean_currency(self) -> str:
        """A currency that there is."""
        code: str = self.cleaned_data["currency"].strip().upper()
        if code and not is_currency(code):
            raise forms.ValidationError(_("There is no such currency. Write its three letters."))
        return code

    def clean_kind(self) -> str:
        """'Other' where nothing was said."""
        return self.cleaned_data["kind"] or Action.Kind.OTHER

    def clean_tag(self) -> str:
        """'None' where nothing was said."""
        return self.cleaned_data["tag"] or Action.Tag.NONE

    def clean(self) -> dict[str, Any]:
        """Money is in a currency."""
        data = super().clean() or {}
        if data.get("cost") is not None and not data.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("Say in which currency."))
        return data

    def put(self, read: gate.Plan, data: dict[str, Any]) -> gate.Plan:
        """The action as typed."""
        objective = data.get("objective")
        row = gate.Action(
            id=self.key,
            objective=objective.public_id if objective else None,
            budget=judging.number(data.get("cost")),
            owner=data.get("owner", ""),
            due=data.get("due"),
            engages_men=bool(data.get("engages_men")),
        )
        return dataclasses.replace(read, actions=_with(read.actions, row))


def _number(label: Any, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=16,
        decimal_places=2,
        max_value=MOST,
        min_value=-MOST,
        **kwargs,
    )


class Reporter(forms.ModelChoiceField[Person]):
    """Somebody of the team."""

    def label_from_instance(self, obj: Person) -> str:
        """Her name."""
        return str(obj)


class IndicatorForm(Typed):
    """What is counted, where it stands today and where it is to get, by sex."""

    name = forms.CharField(
        label=_("Indicator"), max_length=300, help_text=_("For example: people trained in drying fruit")
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=Indicator.Unit.choices)
    unit_words = forms.CharField(label=_("Unit in words"), max_length=60, required=False)
    type = forms.ChoiceField(label=_("How its numbers are meant"), choices=Indicator.Type.choices)
    direction = forms.ChoiceField(
        label=_("Direction"), choices=Indicator.Direction.choices, initial=Indicator.Direction.UP
    )
    rhythm = forms.ChoiceField(
        label=_("How often"), choices=Indicator.Rhythm.choices, initial=Indicator.Rhythm.QUARTER
    )
    target = _number(_("Target for all"))
    target_female = _number(_("Target: women"))
    target_male = _number(_("Target: men"))
    target_other = _number(_("Target: another answer"))
    reason = forms.CharField(label=_("If one of them is zero: why"), required=False, max_length=500)
    baseline = _number(_("Today, all"))
    baseline_female = _number(_("Today: women"))
    baseline_male = _number(_("Today: men"))
    baseline_other = _number(_("Today: another answer"))
    baseline_not_stated = _number(_("Today: not stated"))
    baseline_source = forms.CharField(label=_("Source of these numbers"), max_length=300, required=False)
    baseline_due = DayField(label=_("If they are not known yet: known by"), required=False)
    source = forms.CharField(label=_("Where its numbers will come from"), max_length=300, required=False)
    reports_from = DayField(label=_("First day that is counted"), required=False, initial=timezone.localdate)

    def __init__(
        self, *args: Any, plan: Plan, row: Aim | None = None, fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.key = row.indicator.public_id if row else NEW
        self.fields["objective"] = Ours(Objective.objects.filter(plan=plan), _("For this objective"))
        working = TeamMember.objects.on().filter(project=plan.project).values("person")
        self.fields["reporter"] = Reporter(
            Person.objects.filter(pk__in=working).order_by("folded_name", "pk"),
            label=_("Who fills in its numbers"),
            required=False,
            to_field_name="public_id",
        )
        self.order_fields(["name", "objective"])
        for name in acts.FIXED if fixed else ():
            self.fields[name].disabled = True

    @classmethod
    def values_of(cls, row: Aim) -> dict[str, Any]:
        """What stands."""
        given = {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}
        own = {name: getattr(row.indicator, name) for name in acts.OF_INDICATOR if name != "reporter"}
        reporter, objective = row.indicator.reporter, row.objective
        return {
            **given,
            **own,
            "objective": objective.public_id if objective else None,
            "reporter": reporter.public_id if reporter else None,
        }

    def clean(self) -> dict[str, Any]:
        """People are whole and not below zero."""
        data = super().clean() or {}
        if data.get("unit") == Indicator.Unit.PEOPLE:
            for name, value in list(data.items()):
                counts = name.startswith(("target", "baseline")) and isinstance(value, Decimal)
                if counts and (value < 0 or value != value.to_integral_value()):
                    self.add_error(name, _("People are counted in whole numbers from 0 on."))
        return data

    def put(self, read: gate.Plan, data: dict[str, Any]) -> gate.Plan:
        """The indicator as typed."""

        def by_sex(what: str, sides: Iterable[str]) -> gate.BySex | None:
            given = {side: judging.number(data.get(f"{what}_{side}")) for side in sides}
            return {side: value for side, value in given.items() if value is not None} or None

        row = gate.Indicator(
            id=self.key,
            unit=data.get("unit") or "",
            target=judging.number(data.get("target")),
            target_by_sex=by_sex("target", SEXES),
            baseline_by_sex=by_sex("baseline", gate.SIDES),
            baseline_due=data.get("baseline_due"),
            reason=data.get("reason", ""),
        )
        return dataclasses.replace(read, indicators=_with(read.indicators, row))


def _with(rows: Iterable[Any], row: Any) -> list[Any]:
    """The rows with this one in the place of the one with its id, else at their end."""
    listed = list(rows)
    if any(one.id == row.id for one in listed):
        return [row if one.id == row.id else one for one in listed]
    return [*listed, row]


class ForceForm(forms.Form):
    """From when a version holds."""

    on = DayField(label=_("In force from"), initial=timezone.localdate)


class StepForm(forms.Form):
    """What became of an action."""

    state = forms.ChoiceField(
        label=_("How it stands"), choices=ActionStep.State.choices, widget=forms.RadioSelect
    )
    on = DayField(label=_("Since"), initial=timezone.localdate)
    evidence = forms.CharField(
        label=_("What shows it"), required=False, max_length=500, help_text=_("No names of persons.")
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")

    def clean_on(self) -> Any:
        """A day that has been."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class TargetsForm(forms.Form):
    """What is to be reached in each period on the way: fields `<period>__<side>`."""

    def __init__(self, *args: Any, periods: Iterable[str], by_sex: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = list(periods)
        self.sides = {"female": _("Women"), "male": _("Men"), "other": _("Another answer"), "total": _("All")}
        if not by_sex:
            self.sides = {"total": _("Number")}
        for period in self.periods:
            for side, words in self.sides.items():
                self.fields[f"{period}__{side}"] = _number(words)

    @property
    def lines(self) -> list[tuple[str, list[Any]]]:
        """Each period with its fields."""
        return [(period, [self[f"{period}__{side}"] for side in self.sides]) for period in self.periods]

    @property
    def targets(self) -> dict[str, dict[str, Any]]:
        """Period to numbers by side."""
        return {
            period: {side: self.cleaned_data.get(f"{period}__{side}") for side in self.sides}
            for period in self.periods
        }
