"""What the page of a version shows: objectives, their actions and indicators, money, the gate's answer."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from cityclusters.core.http import Request
from cityclusters.projects import rules
from cityclusters.projects.commission.endorsing import endorsed
from cityclusters.projects.models import Action, ActionStep, Aim, Objective, Plan, Project
from cityclusters.projects.planning import acts, judging, money
from cityclusters.projects.planning.words import Parts


class Line(NamedTuple):
    """An objective with what belongs to it; None for the indicators of no objective."""

    objective: Objective | None
    actions: list[tuple[Action, ActionStep | None]]
    aims: list[Aim]


def context(request: Request, project: Project, plans: Sequence[Plan], plan: Plan | None) -> dict[str, Any]:
    """All that the template needs; without a version only what can be begun."""
    may_write = rules.may_write(request.user, project)
    given: dict[str, Any] = {"topic": _("Plan"), "plans": plans, "plan": plan, "may_write": may_write}
    if plan is None:
        return given
    parts = judging.parts_of(plan)
    is_draft = plan.state == Plan.State.DRAFT
    has_draft = any(row.state == Plan.State.DRAFT for row in plans)
    approval = endorsed(project, acts.WHAT, plan.number)
    return given | {
        "lines": lines(project, plan, parts),
        "answer": judging.answer(plan, parts) if may_write else None,
        "money": money.of_actions(parts.actions),
        "endorsement": approval,
        "may_edit": may_write and is_draft and approval is None,
        "may_begin": may_write and not has_draft,
        "may_force": is_draft and rules.may_lead(request.user, project),
        "may_note": plan.state == Plan.State.IN_FORCE and rules.may_report(request.user, project),
        "men_count": sum(action.engages_men for action in parts.actions),
    }


def lines(project: Project, plan: Plan, parts: Parts) -> list[Line]:
    """The version in its order; what became of actions by one query."""
    latest: dict[str, ActionStep] = {}
    if plan.state != Plan.State.DRAFT:
        for step in project.action_steps.order_by("on", "pk"):
            latest[step.action] = step
    actions: dict[int, list[tuple[Action, ActionStep | None]]] = defaultdict(list)
    for action in parts.actions:
        actions[action.objective_id].append((action, latest.get(action.key)))
    aims: dict[int | None, list[Aim]] = defaultdict(list)
    for aim in parts.aims:
        aims[aim.objective_id].append(aim)
    found = [Line(row, actions[row.pk], aims[row.pk]) for row in parts.objectives]
    return [*found, Line(None, [], aims[None])] if aims[None] else found
