"""Risks to women that the work could bring, and what is done against them (item GM29)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import phases, rules
from cityclusters.projects.models import Project, Risk


def _writing(project: Project, by: Person) -> Project:
    row = phases.locked(project)
    if not rules.may_write(by, row):
        raise NotPossible(_("Only those who write in the project change its risks."))
    return row


@transaction.atomic
def add(project: Project, by: Person, **fields: Any) -> Risk:
    """A risk with its likelihood, measure and owner."""
    row = _writing(project, by)
    made = row.risks.create(made_by=by, **fields)
    record(by, "projects_risk.added", row, organisation=row.lead, risk=made.public_id)
    return made


@transaction.atomic
def change(risk: Risk, by: Person, /, **fields: Any) -> None:
    """Other words, another likelihood, measure or owner."""
    row = _writing(risk.project, by)
    for name, value in fields.items():
        setattr(risk, name, value)
    risk.save()
    record(by, "projects_risk.changed", row, organisation=row.lead, risk=risk.public_id)


@transaction.atomic
def remove(risk: Risk, by: Person) -> None:
    """Takes it off the list; twice is once."""
    row = _writing(risk.project, by)
    if risk.removed_at is not None:
        return
    risk.removed_at = timezone.now()
    risk.save(update_fields=["removed_at"])
    record(by, "projects_risk.removed", row, organisation=row.lead, risk=risk.public_id)


@transaction.atomic
def put_back(risk: Risk, by: Person) -> None:
    """Undoes the removal."""
    row = _writing(risk.project, by)
    risk.removed_at = None
    risk.save(update_fields=["removed_at"])
    record(by, "projects_risk.added", row, organisation=row.lead, risk=risk.public_id)
