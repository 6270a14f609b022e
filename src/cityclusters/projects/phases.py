"""The phases of a project by its kind (data/phases.json), and what closes them (rule CO1).

A phase closes when nothing is missing: the rooms say what is (settings.PHASE_CHECKS). Work goes in loops: a
closed phase may be opened again with a reason, and those after it open with it."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.texts import pick
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import rules
from cityclusters.projects.models import PhaseClosing, Project

FILE = Path(__file__).parent / "data" / "phases.json"
CLOSED = "closed"
State = Project.State


class Phase(NamedTuple):
    """A phase: its code, its names by language, and the phases of the checklist that are answered in it."""

    code: str
    names: dict[str, str]
    checklist: tuple[str, ...]

    def __str__(self) -> str:
        return pick(self.names).text


class Missing(NamedTuple):
    """What keeps a phase open: a code, a sentence for people, and the address where it is mended."""

    code: str
    words: str
    url: str


class Step(NamedTuple):
    """A phase as a picture shows it: done, where it stands, or still to come."""

    phase: Phase
    is_done: bool
    is_now: bool
    closing: PhaseClosing | None


@cache
def _all() -> dict[str, tuple[Phase, ...]]:
    rows = json.loads(FILE.read_text("utf-8"))
    return {
        kind: tuple(Phase(row["code"], row["names"], tuple(row["checklist"])) for row in phases)
        for kind, phases in rows.items()
    }


def of_kind(kind: str) -> tuple[Phase, ...]:
    """The phases of a kind of project, in their order; the last one is 'closed'."""
    return _all()[kind]


def first(kind: str) -> str:
    """The code of the phase in which a project of the kind begins."""
    return of_kind(kind)[0].code


def find(project: Project, code: str) -> Phase | None:
    """The phase of the project with this code."""
    return next((phase for phase in of_kind(project.kind) if phase.code == code), None)


def now(project: Project) -> Phase:
    """Where the project stands."""
    return find(project, project.phase) or of_kind(project.kind)[0]


def after(project: Project, code: str) -> Phase | None:
    """The phase that follows; None after the last one."""
    phases = of_kind(project.kind)
    codes = [phase.code for phase in phases]
    place = codes.index(code) + 1
    return phases[place] if place < len(phases) else None


def all_names() -> dict[str, str]:
    """Every phase of every kind: code to name in the reader's language, in their order."""
    return {phase.code: str(phase) for phases in _all().values() for phase in phases}


def steps(project: Project) -> list[Step]:
    """The picture of its phases; one query."""
    closings = {row.phase: row for row in project.closings.filter(reopened_at=None)}
    return [
        Step(phase, phase.code in closings, phase.code == project.phase, closings.get(phase.code))
        for phase in of_kind(project.kind)
    ]


def missing(project: Project, phase: str) -> list[Missing]:
    """What keeps the phase open, as all rooms say it; none for the last one."""
    if phase == CLOSED:
        return []
    checks = [
        cast("Callable[[Project, str], list[Missing]]", import_string(path)) for path in settings.PHASE_CHECKS
    ]
    return [lack for check in checks for lack in check(project, phase)]


def locked(project: Project) -> Project:
    """The project as it is now, nobody else changing it."""
    return Project.objects.select_for_update(of=("self",)).select_related("lead").get(pk=project.pk)


@transaction.atomic
def close_phase(project: Project, phase: str, by: Person, note: str = "") -> PhaseClosing:
    """Closes the phase in which the project stands and goes to the next one; twice is once.

    Raises NotPossible for people who don't lead it, for another phase than the present one, for a project
    that does not go on, and while anything is missing (rule CO1)."""
    row = locked(project)
    if not rules.may_lead(by, row):
        raise NotPossible(_("Only those who lead the project close a phase."))
    known = row.closings.filter(phase=phase, reopened_at=None).first()
    if known is not None:
        return known
    following = after(row, phase) if find(row, phase) else None
    if row.state != State.ACTIVE or phase != row.phase or following is None:
        raise NotPossible(_("The project does not stand in this phase now."))
    if lacks := missing(row, phase):
        said = "; ".join(lack.words for lack in lacks)
        raise NotPossible(_("Still missing: %(what)s.") % {"what": said.rstrip(".")})
    made = row.closings.create(phase=phase, closed_by=by, note=note)
    row.phase = following.code
    if following.code == CLOSED:
        row.state, row.state_since = State.CLOSED, timezone.now()
    row.save(update_fields=["phase", "state", "state_since"])
    record(by, "projects_phase.closed", row, organisation=row.lead, phase=phase)
    project.refresh_from_db(fields=["phase", "state", "state_since"])
    return made


@transaction.atomic
def reopen_phase(project: Project, phase: str, by: Person, reason: str) -> None:
    """Opens a closed phase again, and those after it; the project stands in it then.

    Raises NotPossible for people who don't lead it, without a reason, and for a phase that is open."""
    row = locked(project)
    if not rules.may_lead(by, row):
        raise NotPossible(_("Only those who lead the project open a phase again."))
    if not reason.strip():
        raise NotPossible(_("Say why it is opened again."))
    codes = [one.code for one in of_kind(row.kind)]
    closed = set(row.closings.filter(reopened_at=None).values_list("phase", flat=True))
    if phase not in closed or row.state in (State.CANCELLED, State.SUSPENDED):
        raise NotPossible(_("This phase is not closed."))
    again = [code for code in codes[codes.index(phase) :] if code in closed]
    row.closings.filter(phase__in=again, reopened_at=None).update(
        reopened_by=by, reopened_at=timezone.now(), reopen_reason=reason.strip()[:500]
    )
    row.phase, row.state, row.state_since = phase, State.ACTIVE, timezone.now()
    row.save(update_fields=["phase", "state", "state_since"])
    record(by, "projects_phase.reopened", row, organisation=row.lead, phase=phase)
    project.refresh_from_db(fields=["phase", "state", "state_since"])
