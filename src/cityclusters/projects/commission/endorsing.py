"""What the commission endorses: one version of a diagnosis, vision, plan or report, at a meeting with quorum,
with counts by sex and what it changed; a new version has to be endorsed again (rule CO5)."""

from collections.abc import Callable
from typing import NamedTuple, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.exchanges.balance import of
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects.commission.meetings import locked
from cityclusters.projects.commission.seats import keeping
from cityclusters.projects.models import CommissionMeeting, Endorsement, Project


class Version(NamedTuple):
    """A version that can be endorsed: its number, what it is in words, and its page."""

    number: int
    words: str
    url: str


Finder = Callable[[Project, int | None], Version | None]


def endorsed(project: Project, what: str, version: int) -> Endorsement | None:
    """The commission's endorsement of this very version; another version has none (rule CO5)."""
    rows = project.endorsements.filter(what=what, version=version, withdrawn_at=None)
    return rows.select_related("meeting").first()


def version(project: Project, what: str, number: int | None) -> Version | None:
    """One version (None: the latest that is ready), as the room that makes it says (settings.ENDORSABLE)."""
    path = settings.ENDORSABLE.get(what)
    return cast("Finder", import_string(path))(project, number) if path else None


def latest(project: Project, what: str) -> Version | None:
    """The latest version of a diagnosis, vision … that is ready to be endorsed."""
    return version(project, what, None)


def open_versions(project: Project) -> list[tuple[str, Version]]:
    """Code and latest version of everything that is ready and not endorsed yet."""
    rows = project.endorsements.filter(withdrawn_at=None).values_list("what", "version")
    done = set(rows)
    ready = [(what, latest(project, what)) for what in settings.ENDORSABLE]
    return [(what, found) for what, found in ready if found and (what, found.number) not in done]


@transaction.atomic
def endorse(meeting: CommissionMeeting, by: Person, what: str, number: int, changes: str) -> Endorsement:
    """The commission endorses a version, with what it changed ('nothing' is an answer); twice is once.

    Raises NotPossible for a meeting without quorum (rule CO5), without words about changes, and for a version
    that is not there or is not the latest any more."""
    row = locked(meeting)
    project = keeping(row.commission.project, by)
    if row.state != CommissionMeeting.State.HELD or not row.has_quorum:
        raise NotPossible(_("Only a meeting that was held with a quorum endorses."))
    if not changes.strip():
        raise NotPossible(_("Say what the commission changed, or that it changed nothing."))
    known = endorsed(project, what, number)
    if known is not None:
        return known
    ready = latest(project, what)
    if ready is None or ready.number != number:
        raise NotPossible(_("This version is not the latest one any more. Read the new one first."))
    counts = of(row.attendances.filter(votes=True).values_list("sex", flat=True))
    made = project.endorsements.create(
        what=what, version=number, meeting=row, held_on=row.on, seats_voting=row.seats_voting,
        quorum_needed=row.quorum_needed, female=counts.female, male=counts.male, other=counts.other,
        not_stated=counts.not_stated + counts.undisclosed, changes=changes.strip(), by=by,
    )  # fmt: skip
    said = {"what": what, "version": number, "meeting": row.public_id}
    record(by, "projects_endorsement.given", project, organisation=project.lead, **said)
    return made


@transaction.atomic
def withdraw(endorsement: Endorsement, by: Person, reason: str) -> None:
    """Takes back an endorsement that was written down by mistake; twice is once. Raises NotPossible without a
    reason."""
    project = keeping(endorsement.project, by)
    if endorsement.withdrawn_at is not None:
        return
    if not reason.strip():
        raise NotPossible(_("Say why."))
    endorsement.withdrawn_at, endorsement.withdrawn_by = timezone.now(), by
    endorsement.withdrawn_reason = reason.strip()
    endorsement.save()
    said = {"what": endorsement.what, "version": endorsement.version, "reason": reason.strip()}
    record(by, "projects_endorsement.withdrawn", project, organisation=project.lead, **said)
