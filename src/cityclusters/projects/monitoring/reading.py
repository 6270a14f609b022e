"""What the pages of numbers show: each number against the version of the plan in force at its time (CO8)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from cityclusters.projects.models import Aim, Indicator, Plan, Project, Target, Value
from cityclusters.projects.monitoring import due
from cityclusters.projects.planning.versions import in_force_at
from cityclusters.projects.progress import (
    Count,
    Light,
    Number,
    Progress,
    progress,
    stated_percent,
    women_percent,
)
from cityclusters.projects.standing import SIDES, count_of


class Against(NamedTuple):
    """A number beside its target, for one side."""

    side: str
    actual: Number | None
    target: Number | None
    progress: Progress


class Line(NamedTuple):
    """How an indicator stands."""

    indicator: Indicator
    sides: list[Against]
    women: int | None
    stated: int | None
    light: Light


class Row(NamedTuple):
    """A number of one period, against the version of that time."""

    value: Value
    plan: Plan | None
    sides: list[Against]
    women: int | None


def board(project: Project, today: date | None = None) -> list[Line]:
    """Every indicator as it stands; two queries."""
    today = today or timezone.localdate()
    indicators = list(project.indicators.select_related("reporter"))
    aims = {
        aim.indicator_id: aim
        for aim in Aim.objects.filter(plan__project=project, plan__state=Plan.State.IN_FORCE)
    }
    lines = []
    for indicator in indicators:
        indicator.project = project
        count = Count(*(getattr(indicator, side) for side in SIDES))
        sides = against(indicator, count, aims.get(indicator.pk))
        light = due.light_of(indicator, today)
        lines.append(Line(indicator, sides, women_percent(count), stated_percent(count), light))
    return lines


def against(
    indicator: Indicator, count: Count, aim: Aim | None, target: Target | None = None
) -> list[Against]:
    """The number beside the target: women, men and all of people, else the number alone. A target of the
    period goes before the one of the plan."""
    sides = ("female", "male", "other", "not_stated", "total") if indicator.by_sex else ("total",)
    return [_side(indicator, side, getattr(count, side), aim, target) for side in sides]


def _side(
    indicator: Indicator, side: str, actual: Number | None, aim: Aim | None, target: Target | None
) -> Against:
    aimed = getattr(target, side, None) if target else None
    name = "target" if side == "total" else f"target_{side}"
    if aimed is None and aim is not None and target is None:
        aimed = getattr(aim, name, None)
    start = getattr(aim, name.replace("target", "baseline"), None) if aim else None
    found = progress(actual, aimed, start, kind=indicator.type, direction=indicator.direction)
    return Against(side, actual, aimed, found)


def series(project: Project, indicator: Indicator) -> list[Row]:
    """Its numbers, the latest first; four queries."""
    plans = list(project.plans.exclude(state=Plan.State.DRAFT))
    aims = Aim.objects.filter(indicator=indicator, plan__in=plans).prefetch_related("targets")
    by_plan = {aim.plan_id: aim for aim in aims}
    values = indicator.values.select_related("by", "approved_by", "locked_by").prefetch_related("changes__by")
    return [_row(indicator, value, plans, by_plan) for value in reversed(values.order_by("ends"))]


def _row(indicator: Indicator, value: Value, plans: Sequence[Plan], aims: Mapping[int, Aim]) -> Row:
    plan = in_force_at(plans, value.ends)
    aim = aims.get(plan.pk) if plan else None
    target = _target(aim.targets.all() if aim else [], value.period)
    if (
        target is None
        and indicator.type == Indicator.Type.PERIODIC
        and indicator.unit != Indicator.Unit.PERCENT
    ):
        aim = None  # the plan's target is of all periods together
    count = count_of(value)
    value.indicator = indicator
    return Row(value, plan, against(indicator, count, aim, target), women_percent(count))


def _target(targets: Iterable[Target], period: str) -> Target | None:
    return next((target for target in targets if target.period == period), None)
