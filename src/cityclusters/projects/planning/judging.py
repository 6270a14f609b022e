"""A version of the plan as the gate reads it, and its verdict; also with what somebody just types."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from cityclusters.projects import gate
from cityclusters.projects.models import Action, Aim, Objective, Plan, Project
from cityclusters.projects.planning.words import Parts, Said, spoken

SIDES = ("female", "male", "other", "not_stated")


@dataclass(frozen=True)
class Answer:
    """What the gate says of a version: what blocks it, what it warns of."""

    errors: list[Said]
    warnings: list[Said]

    @property
    def passes(self) -> bool:
        """Warnings don't block."""
        return not self.errors


def parts_of(plan: Plan, *, by_period: bool = True) -> Parts:
    """What stands in a version; four queries, and one for the targets of periods, which the gate alone does
    not need."""
    aims = plan.aims.select_related("indicator__reporter", "objective")
    aims = aims.prefetch_related("targets") if by_period else aims
    return Parts(
        findings=list(plan.project.findings.all()),
        objectives=list(plan.objectives.select_related("finding")),
        actions=list(Action.objects.filter(objective__plan=plan).order_by("objective__order", "order", "pk")),
        aims=list(aims),
    )


def answer(plan: Plan, parts: Parts, typed: Callable[[gate.Plan], gate.Plan] | None = None) -> Answer:
    """The gate's answer, with what is `typed` in the place of what is saved."""
    read = as_gate(plan, parts)
    verdict = gate.judge(typed(read) if typed else read)
    errors = [remark for remark in verdict.errors if _is_asked(remark, plan.project)]
    return Answer(spoken(plan, parts, errors), spoken(plan, parts, verdict.warnings))


def _is_asked(remark: gate.Remark, project: Project) -> bool:
    """A local plan answers drivers of violence, not the four questions of a cluster's diagnosis."""
    return project.kind != Project.Kind.LOCAL_PLAN or remark.code not in ("G1", "G2")


def as_gate(plan: Plan, parts: Parts) -> gate.Plan:
    """The version in the gate's own terms."""
    objectives = {row.pk: row.public_id for row in parts.objectives}
    return gate.Plan(
        findings=[gate.Finding(row.public_id, row.domain, row.source, row.by_sex) for row in parts.findings],
        objectives=[as_objective(row) for row in parts.objectives],
        actions=[as_action(row, objectives.get(row.objective_id)) for row in parts.actions],
        indicators=[as_indicator(aim) for aim in parts.aims],
        single_sex=gate.SingleSex(plan.single_sex, plan.single_sex_reason) if plan.single_sex else None,
        men_reason=plan.men_reason,
    )


def as_objective(row: Objective) -> gate.Objective:
    """An objective in the gate's terms."""
    return gate.Objective(row.public_id, row.gender, row.finding.public_id if row.finding else None)


def as_action(row: Action, objective: str | None) -> gate.Action:
    """An action in the gate's terms."""
    return gate.Action(
        id=row.public_id,
        objective=objective,
        budget=number(row.cost),
        owner=row.owner,
        due=row.due,
        engages_men=row.engages_men,
    )


def as_indicator(aim: Aim) -> gate.Indicator:
    """What is aimed at with an indicator, in the gate's terms."""
    return gate.Indicator(
        id=aim.indicator.public_id,
        unit=aim.indicator.unit,
        target=number(aim.target),
        target_by_sex=by_sex(aim, "target"),
        baseline_by_sex=by_sex(aim, "baseline"),
        baseline_due=aim.baseline_due,
        reason=aim.reason,
    )


def by_sex(aim: Aim, what: str) -> gate.BySex | None:
    """The numbers of a target or a baseline that are there; None without any."""
    given = {side: number(getattr(aim, f"{what}_{side}", None)) for side in SIDES}
    return {side: value for side, value in given.items() if value is not None} or None


def number(value: Decimal | None) -> gate.Number | None:
    """A whole number as one, anything else as near as a float comes."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
