"""A project with a plan in force, a draft of the next one, numbers and a result, for the access table and the
counts of queries."""

from datetime import date
from typing import Any

from django.utils import timezone

from cityclusters.people.models import Organisation, Person
from cityclusters.projects.models import Action, Indicator, Outcome, Project, Value
from cityclusters.projects.planning import acts
from cityclusters.projects.standing import restand
from cityclusters.projects.tests import making, making_plans


def things(city: Organisation, focal: Person) -> dict[str, Any]:
    """`planned` is led by the focal point's city; version 1 is in force, version 2 a draft."""
    project = making.project(city, kind=Project.Kind.PARTNERSHIP)
    plan = making_plans.in_force(project, focal, date(2026, 1, 1))
    draft = acts.begin(project, focal, "en")
    indicator = Indicator.objects.get(project=project)
    return {
        "planned": project,
        "plan_done": Action.objects.get(objective__plan=plan),
        "plan_objective": draft.objectives.get(),
        "plan_action": Action.objects.get(objective__plan=draft),
        "plan_indicator": indicator,
        "plan_number": _number(indicator, "2026-Q1", Value.State.DRAFT),
        "plan_approved": _number(indicator, "2026-Q2", Value.State.APPROVED),
        "plan_result": _result(project),
    }


def _number(indicator: Indicator, code: str, state: str) -> Value:
    quarter = int(code[-1])
    start = date(2026, 3 * quarter - 2, 1)
    made = Value.objects.create(
        indicator=indicator, period=code, starts=start, ends=date(2026, 3 * quarter, 30), state=state,
        approved_at=None if state == Value.State.DRAFT else timezone.now(), female=20 * quarter,
        male=9 * quarter, other=0, not_stated=0, total=29 * quarter,
    )  # fmt: skip
    restand([indicator])
    return made


def _result(project: Project) -> Outcome:
    return Outcome.objects.create(
        project=project, kind="facility", statement="The drying centre works", language="en", source="A visit"
    )


def more(project: Project, by: Person, number: int) -> None:
    """One more of everything in it: an objective, an action, an indicator with a number, a result."""
    draft = project.plans.get(state="draft")
    goal = making_plans.objective(draft, by, None)
    making_plans.action(draft, by, goal)
    aim = making_plans.indicator(draft, by, goal, name=f"Indicator {number}")
    _number(aim.indicator, "2026-Q1", Value.State.APPROVED)
    _result(project)
