"""Writing the diagnosis: each act in one transaction with its line in the journal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects.diagnosis import rules
from cityclusters.projects.diagnosis.grids import CHAIN
from cityclusters.projects.models import ChainStep, Finding, GridRow, Hearing, Objective, Project
from cityclusters.surveys.models import Question

Thing = GridRow | Hearing | Finding | ChainStep
NOUNS: dict[type[Any], str] = {
    GridRow: "projects_grid",
    Hearing: "projects_hearing",
    Finding: "projects_finding",
    ChainStep: "projects_chain",
}
MOST_ROWS = 300  # of one grid: more is no overview


def _allowed(by: Person, project: Project) -> None:
    if not rules.may_fill(by, project):
        raise NotPossible(_("You don't write in this project, or it has ended."))


@transaction.atomic
def put(thing: Thing, by: Person, values: Mapping[str, Any], rows: Iterable[GridRow] = ()) -> None:
    """Writes a row, a hearing, a finding or a step: a new one comes last in its list. `rows` are those that
    a finding rests on.

    Raises NotPossible for somebody who does not write in the project."""
    _allowed(by, thing.project)
    is_new = thing.pk is None
    for name, value in values.items():
        setattr(thing, name, value)
    if is_new:
        thing.made_by = by
        if isinstance(thing, GridRow | ChainStep):
            thing.order = _next(thing)
    if isinstance(thing, GridRow | Finding):
        thing.changed_at = timezone.now()
    thing.save()
    if isinstance(thing, Finding):
        thing.rows.set(row for row in rows if row.project_id == thing.project_id)
    act = "added" if is_new else "changed"
    record(by, f"{NOUNS[type(thing)]}.{act}", thing, organisation=thing.project.lead)


def _next(thing: GridRow | ChainStep) -> int:
    """The place after the last one; nobody else finds it before this transaction ends."""
    Project.objects.select_for_update().get(pk=thing.project_id)
    if isinstance(thing, ChainStep):
        rows: Any = ChainStep.objects.filter(project_id=thing.project_id)
    else:
        rows = GridRow.objects.filter(project_id=thing.project_id, grid=thing.grid)
        if rows.count() >= MOST_ROWS:
            raise NotPossible(_("This grid is full. Put rows together."))
    return int(rows.aggregate(last=Max("order"))["last"] or 0) + 1


@transaction.atomic
def remove(thing: Thing, by: Person) -> None:
    """Takes it out of the diagnosis; versions that were sent keep it.

    Raises NotPossible for somebody who does not write, and for a finding on which an objective rests."""
    _allowed(by, thing.project)
    label, project = str(thing), thing.project
    if isinstance(thing, Finding) and Objective.objects.filter(finding=thing).exists():
        raise NotPossible(_("An objective of the plan rests on this finding. Change the plan first."))
    thing.delete()
    record(by, f"{NOUNS[type(thing)]}.removed", project, organisation=project.lead, what=label[:200])


@transaction.atomic
def move(step: ChainStep, by: Person, up: bool) -> None:
    """Changes places with the step before it, or after it; nothing at the end of the chain."""
    _allowed(by, step.project)
    Project.objects.select_for_update().get(pk=step.project_id)
    steps = list(step.project.chain_steps.all())
    at = [one.pk for one in steps].index(step.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(steps):
        return
    steps[at], steps[to] = steps[to], steps[at]
    for order, one in enumerate(steps, start=1):
        one.order = order
    ChainStep.objects.bulk_update(steps, ["order"])
    record(by, "projects_chain.moved", step, organisation=step.project.lead)


@transaction.atomic
def add_many(
    project: Project, by: Person, kind: str, rows: Sequence[Mapping[str, Any]], *, replace: bool = False
) -> int:
    """The rows of an uploaded table, after those that are there or instead of them; how many. All or none.

    Raises NotPossible for somebody who does not write, and where the grid would be too long."""
    _allowed(by, project)
    Project.objects.select_for_update().get(pk=project.pk)
    model: Any = ChainStep if kind == CHAIN else GridRow
    known = model.objects.filter(project=project)
    if kind != CHAIN:
        known = known.filter(grid=kind)
    if replace:
        known.delete()
    start = int(known.aggregate(last=Max("order"))["last"] or 0) + 1
    if known.count() + len(rows) > MOST_ROWS:
        raise NotPossible(_("A grid holds at most %(most)s rows.") % {"most": MOST_ROWS})
    own = {} if kind == CHAIN else {"grid": kind}
    made = [
        model(project=project, made_by=by, order=order, **own, **row)
        for order, row in enumerate(rows, start=start)
    ]
    model.objects.bulk_create(made)
    record(by, "projects_diagnosis.uploaded", project, organisation=project.lead, kind=kind, rows=len(made))
    return len(made)


@transaction.atomic
def add_from_survey(
    project: Project, by: Person, question: Question, grid: str, rows: Sequence[Mapping[str, Any]]
) -> int:
    """Rows made from the protected results of a survey's question; those made from it before are replaced.

    Raises NotPossible for somebody who does not write, and where the results show nothing."""
    _allowed(by, project)
    if not rows:
        raise NotPossible(_("The results show nothing by sex that could become a row."))
    Project.objects.select_for_update().get(pk=project.pk)
    grid_rows = GridRow.objects.filter(project=project, grid=grid)
    grid_rows.filter(question=question).delete()
    start = int(grid_rows.aggregate(last=Max("order"))["last"] or 0) + 1
    GridRow.objects.bulk_create(
        GridRow(project=project, grid=grid, made_by=by, question=question, order=order, **row)
        for order, row in enumerate(rows, start=start)
    )
    survey = question.survey.public_id
    record(by, "projects_diagnosis.from_survey", project, organisation=project.lead, grid=grid, survey=survey)
    return len(rows)
