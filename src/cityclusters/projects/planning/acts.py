"""Beginning a version, writing in it, putting it in force; what became of an action (rules CO2, CO5).

Only a draft is written in, and only until the commission has endorsed it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import rules
from cityclusters.projects.commission.endorsing import endorsed
from cityclusters.projects.models import (
    Action,
    ActionStep,
    Aim,
    Indicator,
    Objective,
    Plan,
    Project,
    Target,
)
from cityclusters.projects.planning import judging
from cityclusters.projects.standing import restand

WHAT = "plan"
OF_INDICATOR = (
    "name", "unit", "unit_words", "type", "direction", "rhythm", "source", "reporter", "reports_from",
)  # fmt: skip
FRAME = ("single_sex", "single_sex_reason", "men_reason")
FIXED = ("name", "unit", "unit_words", "type", "direction", "rhythm")
"""What an indicator is: it stays once a version with it has been in force."""


@transaction.atomic
def begin(project: Project, by: Person, language: str) -> Plan:
    """A new draft, a copy of the latest version; asked twice, the same one. Raises NotPossible for those who
    may not write in the project."""
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if not rules.may_write(by, project):
        raise NotPossible(_("Only those who write in the project can change its plan."))
    latest = project.plans.first()
    if latest is not None and latest.state == Plan.State.DRAFT:
        if endorsed(project, WHAT, latest.number) is None:
            return latest
        raise NotPossible(_("The commission has endorsed the draft. Put it in force first."))
    made = project.plans.create(
        number=latest.number + 1 if latest else 1,
        language=latest.language if latest else language,
        made_by=by,
        **({name: getattr(latest, name) for name in FRAME} if latest else {}),
    )
    if latest is not None:
        _copy(latest, made)
    record(by, "projects_plan.begun", made, organisation=project.lead, number=made.number)
    return made


def _copy(old: Plan, new: Plan) -> None:
    """Objectives and actions with their keys, aims with their targets on the way."""
    of_old: dict[int, Objective] = {}
    for row in old.objectives.all():
        pk = row.pk
        of_old[pk] = _renewed(row, plan=new)
    for action in Action.objects.filter(objective__plan=old):
        _renewed(action, objective=of_old[action.objective_id])
    for aim in old.aims.prefetch_related("targets"):
        targets = list(aim.targets.all())
        aim.pk = None
        aim.plan, aim.objective = new, of_old.get(aim.objective_id or 0)
        aim.save(force_insert=True)
        Target.objects.bulk_create(
            Target(aim=aim, **{name: getattr(row, name) for name in ("period", *TARGETS)}) for row in targets
        )


TARGETS = ("female", "male", "other", "total")


def _renewed(row: Any, **fields: Any) -> Any:
    """The row once more, with an id of its own and the key it had."""
    row.pk, row.public_id = None, public_id()
    row._state.adding = True
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def _open(plan: Plan, by: Person) -> Plan:
    """The draft as it is now, nobody else changing it. Raises NotPossible."""
    row = Plan.objects.select_for_update(of=("self",)).select_related("project__lead").get(pk=plan.pk)
    if not rules.may_write(by, row.project):
        raise NotPossible(_("Only those who write in the project can change its plan."))
    if row.state != Plan.State.DRAFT:
        raise NotPossible(_("This version can't be changed any more. Begin a new one."))
    if endorsed(row.project, WHAT, row.number) is not None:
        raise NotPossible(
            _("The commission has endorsed this version. Put it in force, then begin a new one.")
        )
    return row


@transaction.atomic
def frame(plan: Plan, by: Person, fields: dict[str, Any]) -> None:
    """Says for whom the plan is, and what changes in it. Raises NotPossible where it is no open draft."""
    row = _open(plan, by)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    _changed(by, row, "frame")
    plan.refresh_from_db()


def _changed(by: Person, plan: Plan, what: str) -> None:
    record(by, "projects_plan.changed", plan, organisation=plan.project.lead, what=what)


@transaction.atomic
def write_objective(plan: Plan, by: Person, row: Objective | None, fields: dict[str, Any]) -> Objective:
    """Adds an objective, or changes one. Raises NotPossible where it is no open draft."""
    draft = _open(plan, by)
    row = row or Objective(plan=draft, order=draft.objectives.count())
    _set(row, fields)
    _changed(by, draft, "objective")
    return row


@transaction.atomic
def write_action(plan: Plan, by: Person, row: Action | None, fields: dict[str, Any]) -> Action:
    """Adds an action to an objective, or changes one. Raises NotPossible where it is no open draft."""
    draft = _open(plan, by)
    row = row or Action(order=Action.objects.filter(objective__plan=draft).count())
    _set(row, fields)
    _changed(by, draft, "action")
    return row


@transaction.atomic
def write_indicator(plan: Plan, by: Person, row: Aim | None, fields: dict[str, Any]) -> Aim:
    """Adds an indicator with what is aimed at, or changes it; what it counts stays once a version with it has
    been in force. Raises NotPossible where it is no open draft."""
    draft = _open(plan, by)
    own = {name: fields[name] for name in OF_INDICATOR if name in fields}
    aimed = {name: value for name, value in fields.items() if name not in own}
    if row is None:
        indicator = Indicator(project=draft.project, language=draft.language)
        row = Aim(plan=draft, order=draft.aims.count())
    else:
        indicator = row.indicator
        if is_fixed(indicator):
            own = {name: value for name, value in own.items() if name not in FIXED}
    _set(indicator, own)
    row.indicator = indicator
    _set(row, aimed)
    restand([indicator])
    _changed(by, draft, "indicator")
    return row


def is_fixed(indicator: Indicator) -> bool:
    """Whether a version with it has been in force."""
    return indicator.aims.exclude(plan__state=Plan.State.DRAFT).exists()


def _set(row: Any, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


@transaction.atomic
def write_targets(plan: Plan, by: Person, aim: Aim, targets: dict[str, dict[str, Any]]) -> None:
    """What is to be reached on the way: period to numbers by side; a period without numbers has none. Raises
    NotPossible where it is no open draft."""
    draft = _open(plan, by)
    aim.targets.filter(period__in=targets).delete()
    Target.objects.bulk_create(
        Target(aim=aim, period=period, **numbers)
        for period, numbers in targets.items()
        if any(value is not None for value in numbers.values())
    )
    _changed(by, draft, "targets")


@transaction.atomic
def remove(plan: Plan, by: Person, row: Objective | Action | Aim) -> None:
    """Takes an objective with its actions, an action or an indicator out of the draft; versions in force keep
    theirs, and numbers that came in stay. Raises NotPossible where it is no open draft."""
    draft = _open(plan, by)
    indicator = row.indicator if isinstance(row, Aim) else None
    what = type(row).__name__.lower()
    row.delete()
    if indicator is not None and not indicator.aims.exists() and not indicator.values.exists():
        indicator.delete()
    _changed(by, draft, f"{what} removed")


def needs_endorsement(project: Project) -> bool:
    """A cluster and a local plan have a commission; a partnership may have one."""
    if project.kind != Project.Kind.PARTNERSHIP:
        return True
    return hasattr(project, "commission")


@transaction.atomic
def put_in_force(plan: Plan, by: Person, on: date | None = None) -> Plan:
    """The draft holds from the day on; the version before it is replaced. Raises NotPossible for those who
    don't lead, while the gate is closed, and without the commission's endorsement (rules CO2, CO5)."""
    project = Project.objects.select_for_update(of=("self",)).select_related("lead").get(pk=plan.project_id)
    row = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    row.project = project
    if not rules.may_lead(by, project):
        raise NotPossible(_("Only those who lead the project put a plan in force."))
    if row.state != Plan.State.DRAFT:
        return row
    found = judging.answer(row, judging.parts_of(row))
    if not found.passes:
        raise NotPossible(_("The plan is not complete yet: %(what)s") % {"what": found.errors[0].words})
    if needs_endorsement(project) and endorsed(project, WHAT, row.number) is None:
        raise NotPossible(_("The commission has not endorsed this version yet."))
    day = on or timezone.localdate()
    project.plans.filter(state=Plan.State.IN_FORCE).update(state=Plan.State.SUPERSEDED, in_force_until=day)
    row.state, row.in_force_from, row.put_in_force_by = Plan.State.IN_FORCE, day, by
    row.save()
    restand(list(project.indicators.all()))
    record(by, "projects_plan.in_force", row, organisation=project.lead, number=row.number)
    plan.refresh_from_db()
    return row


@transaction.atomic
def note_step(project: Project, by: Person, action: Action, fields: dict[str, Any]) -> ActionStep:
    """Says what became of an action, with what shows it. Raises NotPossible for those who don't report in the
    project, and for an action of a version that is not in force."""
    if not rules.may_report(by, project):
        raise NotPossible(_("Only those who report in the project can do this."))
    if action.objective.plan.state != Plan.State.IN_FORCE:
        raise NotPossible(_("This version of the plan is not in force."))
    if fields["state"] == ActionStep.State.DONE and not (fields.get("evidence") or fields.get("link")):
        raise NotPossible(_("Say what shows that it is done."))
    made = project.action_steps.create(action=action.key, by=by, **fields)
    record(by, "projects_action.noted", action, organisation=project.lead, state=made.state)
    return made
