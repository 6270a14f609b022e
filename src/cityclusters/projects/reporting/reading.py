"""What reports are made from, read for many projects at once: nine queries, however many there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from cityclusters.projects.models import (
    Action,
    ActionStep,
    Aim,
    Indicator,
    Outcome,
    Plan,
    Project,
    Value,
)


@dataclass
class Material:
    """All of one project that a report needs; the plan is the version in force."""

    project: Project
    plan: Plan | None = None
    indicators: list[Indicator] = field(default_factory=list)
    aims: dict[int, Aim] = field(default_factory=dict)
    """By indicator, of the version in force."""
    values: dict[int, list[Value]] = field(default_factory=lambda: defaultdict(list))
    """By indicator, the approved and locked ones, the oldest first."""
    actions: list[Action] = field(default_factory=list)
    steps: dict[str, ActionStep] = field(default_factory=dict)
    """By the key of the action, the latest."""
    outcomes: list[Outcome] = field(default_factory=list)


def material(projects: Sequence[Project]) -> list[Material]:
    """What the reports of these projects need."""
    found = {project.pk: Material(project) for project in projects}
    for plan in Plan.objects.filter(project__in=found, state=Plan.State.IN_FORCE):
        plan.project = found[plan.project_id].project
        found[plan.project_id].plan = plan
    for indicator in Indicator.objects.filter(project__in=found).order_by("project", "pk"):
        indicator.project = found[indicator.project_id].project
        found[indicator.project_id].indicators.append(indicator)
    _numbers(found)
    for action in _actions(found):
        found[action.objective.plan.project_id].actions.append(action)
    for step in ActionStep.objects.filter(project__in=found).order_by("on", "pk"):
        found[step.project_id].steps[step.action] = step
    for outcome in Outcome.objects.filter(project__in=found).select_related("place__country"):
        found[outcome.project_id].outcomes.append(outcome)
    return list(found.values())


def _numbers(found: dict[int, Material]) -> None:
    settled = Value.objects.filter(indicator__project__in=found, state__in=Value.SETTLED)
    for value in settled.select_related("indicator").order_by("ends", "pk"):
        found[value.indicator.project_id].values[value.indicator_id].append(value)
    for aim in Aim.objects.filter(plan__project__in=found, plan__state=Plan.State.IN_FORCE).select_related(
        "plan"
    ):
        found[aim.plan.project_id].aims[aim.indicator_id] = aim


def _actions(found: dict[int, Material]) -> Sequence[Action]:
    rows = Action.objects.filter(
        objective__plan__project__in=found, objective__plan__state=Plan.State.IN_FORCE
    )
    return list(rows.select_related("objective__plan").order_by("objective__order", "order", "pk"))
