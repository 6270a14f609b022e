"""Telling a result in words, changing it, taking it back."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects import rules
from cityclusters.projects.models import Outcome, Project


def _must_write(by: Person, project: Project) -> None:
    if not rules.may_write(by, project):
        raise NotPossible(_("Only those who write in the project can do this."))


@transaction.atomic
def tell(project: Project, by: Person, row: Outcome | None, **fields: Any) -> Outcome:
    """Adds a result in words, or changes one. Raises NotPossible for those who don't write in the project."""
    _must_write(by, project)
    made = row or Outcome(project=project, by=by)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    act = "projects_result.changed" if row else "projects_result.told"
    record(by, act, made, organisation=project.lead)
    return made


@transaction.atomic
def take_back(row: Outcome, by: Person) -> None:
    """Takes a result away; the journal keeps what it said. Raises NotPossible."""
    _must_write(by, row.project)
    record(by, "projects_result.taken_back", row, organisation=row.project.lead)
    row.delete()
