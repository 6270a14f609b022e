"""Suspending and cancelling a project with a reason, and taking both back. It is closed by its last phase."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects.models import Project
from cityclusters.projects.registry.acts import leading

State = Project.State
ACTS = {
    State.SUSPENDED: "projects_project.suspended",
    State.CANCELLED: "projects_project.cancelled",
    State.ACTIVE: "projects_project.resumed",
}
BEFORE = {
    State.SUSPENDED: (State.ACTIVE,),
    State.CANCELLED: (State.ACTIVE, State.SUSPENDED),
    State.ACTIVE: (State.SUSPENDED, State.CANCELLED),
}


@transaction.atomic
def _move(project: Project, by: Person, to: Project.State, reason: str) -> None:
    row = leading(project, by)
    if row.state == to:
        return
    if row.state not in BEFORE[to]:
        raise NotPossible(_("The project is not in a state in which this can be done."))
    row.state, row.state_reason, row.state_since = to, reason.strip()[:500], timezone.now()
    row.save(update_fields=["state", "state_reason", "state_since"])
    record(by, ACTS[to], row, organisation=row.lead, reason=row.state_reason)
    project.refresh_from_db(fields=["state", "state_reason", "state_since"])


def stop(project: Project, by: Person, state: str, reason: str) -> None:
    """Suspends or cancels it; twice is once. Raises NotPossible for people who don't lead it, without a
    reason, and for a project that is closed."""
    if state not in (State.SUSPENDED, State.CANCELLED):
        raise NotPossible(_("Choose whether the project is suspended or cancelled."))
    if not reason.strip():
        raise NotPossible(_("Say why."))
    _move(project, by, State(state), reason)


def resume(project: Project, by: Person) -> None:
    """Takes the stop back: the project goes on in the phase in which it stood."""
    _move(project, by, State.ACTIVE, "")
