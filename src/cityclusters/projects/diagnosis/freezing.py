"""The diagnosis as plain data, live and frozen alike, so that one template shows both; and its versions."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import phases
from cityclusters.projects.commission.endorsing import Version, endorsed
from cityclusters.projects.diagnosis import rules
from cityclusters.projects.diagnosis.grids import GRIDS
from cityclusters.projects.models import (
    ChainStep,
    DiagnosisVersion,
    Finding,
    GridRow,
    Hearing,
    Project,
)

WHAT = "diagnosis"
SEXES = ("female", "male", "other", "not_stated")
ROW = (
    "public_id", "grid", "language", "name", "kind", "heard", "share", "control", "ages", "paid",
    "women_hours", "men_hours", "season", *SEXES, "women_rank", "men_rank", "note", "source", "illustrative",
)  # fmt: skip
HEARING = ("public_id", "on", "how", *SEXES, "apart", "language", "note")
FINDING = (
    "public_id", "domain", "language", "statement", "women", "men", "need", "source", "source_on",
    "illustrative",
)  # fmt: skip
STEP = ("public_id", "kind", "language", "name", "who", *SEXES, "home_based", "source", "source_on")
Content = dict[str, Any]


def _plain(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields as JSON holds them: days and hours as text."""
    found = {name: getattr(thing, name) for name in names}
    return {
        name: value if value is None or isinstance(value, str | int | bool) else str(value)
        for name, value in found.items()
    }


def row_of(row: GridRow) -> dict[str, Any]:
    """One row of a grid."""
    return _plain(row, ROW) | {"from_survey": row.question_id is not None}


def finding_of(finding: Finding) -> dict[str, Any]:
    """One finding, with the rows it rests on."""
    return _plain(finding, FINDING) | {
        "by_sex": finding.by_sex,
        "rows": [
            {"grid": row.grid, "name": row.name, "language": row.language} for row in finding.rows.all()
        ],
    }


def step_of(step: ChainStep) -> dict[str, Any]:
    """One step of the value chain."""
    return _plain(step, STEP)


def content_of(project: Project) -> Content:
    """Everything that the diagnosis holds now; five queries."""
    grids: dict[str, list[dict[str, Any]]] = {code: [] for code in GRIDS}
    for row in project.grid_rows.all():
        grids[row.grid].append(row_of(row))
    return {
        "grids": grids,
        "hearings": [_plain(one, HEARING) for one in Hearing.objects.filter(project=project)],
        "findings": [finding_of(one) for one in project.findings.prefetch_related("rows")],
        "steps": [step_of(one) for one in project.chain_steps.all()],
    }


def is_empty(content: Content) -> bool:
    """Whether nothing of it was filled in."""
    return not (any(content["grids"].values()) or content["findings"] or content["steps"])


def latest(project: Project) -> DiagnosisVersion | None:
    """The version that was sent last."""
    return project.diagnosis_versions.first()


@transaction.atomic
def send(project: Project, by: Person, changes: str, language: str) -> DiagnosisVersion:
    """Freezes the diagnosis as it is now for the commission; a later version says what changed.

    Raises NotPossible for somebody who does not lead, for an empty one, for one that is the same as the last
    version (which twice the same button gives), and for a later one without its changes (rule CO5)."""
    row = phases.locked(project)
    if not rules.may_send(by, row):
        raise NotPossible(_("Only those who lead the project send its diagnosis to be endorsed."))
    content, before = content_of(row), latest(row)
    if is_empty(content):
        raise NotPossible(_("There is nothing in the diagnosis yet."))
    if before is not None and before.content == content:
        raise NotPossible(_("Nothing has changed since the last version was sent."))
    if before is not None and not changes.strip():
        raise NotPossible(_("Say what changed since the last version."))
    last = row.diagnosis_versions.aggregate(last=Max("number"))["last"] or 0
    made = DiagnosisVersion.objects.create(
        project=row, number=last + 1, content=content, changes=changes.strip(), language=language, by=by
    )
    record(by, "projects_diagnosis.sent", made, organisation=row.lead, version=made.number)
    return made


def endorsable(project: Project, number: int | None) -> Version | None:
    """The version for the commission (settings.ENDORSABLE): the last one sent where no number is given."""
    versions = project.diagnosis_versions.all()
    found = versions.first() if number is None else versions.filter(number=number).first()
    if found is None:
        return None
    words = _now("Diagnosis, version %(number)s") % {"number": found.number}
    return Version(found.number, words, found.get_absolute_url())


def in_force(project: Project) -> DiagnosisVersion | None:
    """The latest version that the commission endorsed: what everybody who sees the project may read."""
    numbers = project.endorsements.filter(what=WHAT, withdrawn_at=None).values("version")
    return project.diagnosis_versions.filter(number__in=numbers).first()


def is_endorsed(version: DiagnosisVersion) -> bool:
    """Whether the commission has endorsed this very version."""
    return endorsed(version.project, WHAT, version.number) is not None
