"""The gender marker of a project: proposed, taken back, confirmed (rule CO6)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import marker, phases
from cityclusters.projects.marking import rules
from cityclusters.projects.models import Mark, Project


@transaction.atomic
def propose(
    project: Project, by: Person, answers: Mapping[str, Mapping[str, str]], stage: str, language: str
) -> Mark:
    """A proposal from the answers to all criteria; one that waits is replaced.

    Raises NotPossible for somebody who does not write in the project, for a criterion that was not answered,
    and for a 'yes' without evidence."""
    said = {code: one["answer"] == "yes" for code, one in answers.items() if one["answer"] in ("yes", "no")}
    try:
        value = marker.propose(said).value
    except marker.NotAMarker as fault:
        raise NotPossible(_("Answer every criterion: half a screening is none.")) from fault
    if any(said[code] and not answers[code]["evidence"].strip() for code in marker.CRITERIA):
        raise NotPossible(_("Say for each “yes” where it can be seen."))
    kept = {code: dict(answers[code]) for code in marker.CRITERIA}
    return _put(project, by, answers=kept, proposed=value, stage=stage, language=language)


@transaction.atomic
def take_over(project: Project, by: Person, un_score: str, language: str) -> Mark:
    """A proposal from the scale of the United Nations (trap T13). Raises NotPossible for no step of it."""
    try:
        value = marker.from_un(un_score).value
    except marker.NotAMarker as fault:
        raise NotPossible(_("The scale of the United Nations has the steps 0, 1, 2 and 3.")) from fault
    return _put(project, by, un_score=un_score, proposed=value, language=language)


def _put(project: Project, by: Person, **fields: Any) -> Mark:
    row = phases.locked(project)
    if not rules.may_propose(by, row):
        raise NotPossible(_("You don't write in this project, or it has ended."))
    row.marks.filter(confirmed_at=None).delete()
    made = Mark.objects.create(project=row, proposed_by=by, **fields)
    record(by, "projects_marker.proposed", made, organisation=row.lead, value=made.proposed)
    return made


@transaction.atomic
def confirm(project: Project, by: Person, value: int, evidence: str, reason: str) -> Mark:
    """A person confirms the proposal, or another value with her reason; the marker that was in force stays
    as history. Twice changes nothing.

    Raises NotPossible for somebody who may not, without a proposal, for a value that is none, without
    evidence, and for another value than proposed without a reason."""
    row = phases.locked(project)
    if not rules.may_confirm(by, row):
        raise NotPossible(_("The marker is confirmed by those who lead the project, or by the programme."))
    found = row.marks.select_for_update().filter(confirmed_at=None).first()
    if found is None:
        raise NotPossible(_("There is no proposal that waits to be confirmed."))
    if value not in marker.VALUES:
        raise NotPossible(_("The marker is 0, 1 or 2."))
    if not evidence.strip():
        raise NotPossible(_("Say which document or page shows it."))
    if value != found.proposed and not reason.strip():
        raise NotPossible(_("Say why it is another value than the criteria give."))
    now = timezone.now()
    row.marks.in_force().update(superseded_at=now)
    found.value, found.evidence, found.reason = value, evidence.strip(), reason.strip()
    found.confirmed_by, found.confirmed_at = by, now
    found.save(update_fields=["value", "evidence", "reason", "confirmed_by", "confirmed_at"])
    record(by, "projects_marker.confirmed", found, organisation=row.lead, value=value)
    return found


@transaction.atomic
def withdraw(project: Project, by: Person) -> None:
    """Takes the waiting proposal back. Raises NotPossible where there is none, or she may not."""
    row = phases.locked(project)
    found = row.marks.filter(confirmed_at=None).first()
    if found is None or not rules.may_propose(by, row):
        raise NotPossible(_("There is no proposal that waits to be confirmed."))
    record(by, "projects_marker.withdrawn", row, organisation=row.lead, value=found.proposed)
    found.delete()


def in_force(project: Project) -> Mark | None:
    """The confirmed marker; None for a project that nobody screened, which is not 0."""
    return project.marks.in_force().select_related("confirmed_by").first()


def value_of(project: Project) -> int | None:
    """0, 1 or 2; None for not screened."""
    found = in_force(project)
    return found.value if found else None
