"""Meetings: planned, held with who came and whether there was a quorum, and what was raised and decided."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.projects.commission import counting
from cityclusters.projects.commission.seats import keeping
from cityclusters.projects.models import (
    Commission,
    CommissionAttendance,
    CommissionDecision,
    CommissionMeeting,
    Seat,
)

State = CommissionMeeting.State
FEMALE = Person.Sex.FEMALE


@transaction.atomic
def plan(commission: Commission, by: Person, **fields: Any) -> CommissionMeeting:
    """A meeting on a day, with where, agenda and the support that lets people come (item GM10)."""
    row = keeping(commission.project, by)
    made = commission.meetings.create(language=row.language, **fields)
    record(by, "projects_meeting.planned", row, organisation=row.lead, meeting=made.public_id)
    return made


def locked(meeting: CommissionMeeting) -> CommissionMeeting:
    """The meeting as it is now, nobody else changing it."""
    rows = CommissionMeeting.objects.select_for_update(of=("self",))
    return rows.select_related("commission__project__lead").get(pk=meeting.pk)


@transaction.atomic
def change(meeting: CommissionMeeting, by: Person, /, **fields: Any) -> None:
    """Another day, place or agenda. Raises NotPossible for a day other than that on which it was held."""
    row = locked(meeting)
    project = keeping(row.commission.project, by)
    if row.state != State.PLANNED:
        raise NotPossible(_("This meeting is not planned any more."))
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record(by, "projects_meeting.changed", project, organisation=project.lead, meeting=row.public_id)


@transaction.atomic
def cancel(meeting: CommissionMeeting, by: Person) -> None:
    """It does not take place; twice is once. Raises NotPossible for a meeting that was held."""
    row = locked(meeting)
    project = keeping(row.commission.project, by)
    if row.state == State.HELD:
        raise NotPossible(_("This meeting was held."))
    if row.state == State.CANCELLED:
        return
    row.state = State.CANCELLED
    row.save(update_fields=["state"])
    record(by, "projects_meeting.cancelled", project, organisation=project.lead, meeting=row.public_id)


def seats_on(meeting: CommissionMeeting) -> list[Seat]:
    """The seats on its day."""
    rows = Seat.objects.filter(commission=meeting.commission_id).on(meeting.on)
    return list(rows.select_related("organisation", "person"))


@transaction.atomic
def hold(
    meeting: CommissionMeeting, by: Person, came: Collection[Seat], minutes: str = ""
) -> CommissionMeeting:
    """Writes down who came: votes and sex of each seat are kept as they stand now, and whether there was a
    quorum. Written down again it is corrected, while nothing has been endorsed at it.

    Raises NotPossible before its day, for a meeting that was called off, and after an endorsement."""
    row = locked(meeting)
    project = keeping(row.commission.project, by)
    if row.state == State.CANCELLED or row.on > timezone.localdate():
        raise NotPossible(_("This meeting has not taken place."))
    if row.endorsements.filter(withdrawn_at=None).exists():
        raise NotPossible(_("Something was endorsed at this meeting: who came stands."))
    seats = seats_on(row)
    there = [seat for seat in seats if seat in came]
    row.attendances.all().delete()
    CommissionAttendance.objects.bulk_create(
        CommissionAttendance(meeting=row, seat=seat, sex=seat.sex, votes=seat.votes) for seat in there
    )
    row.seats_voting = sum(seat.votes for seat in seats)
    row.votes_present = sum(seat.votes for seat in there)
    row.women_present = sum(seat.votes and seat.sex == FEMALE for seat in there)
    row.quorum_needed = counting.quorum(row.commission, row.seats_voting)
    enough = row.votes_present >= row.quorum_needed
    row.has_quorum = enough and row.women_present >= row.commission.least_women
    row.state, row.minutes = State.HELD, minutes or row.minutes
    row.held_by, row.held_at = by, timezone.now()
    row.save()
    record(
        by, "projects_meeting.held", project, organisation=project.lead, meeting=row.public_id,
        votes=row.votes_present, quorum=row.has_quorum,
    )  # fmt: skip
    meeting.refresh_from_db()
    return row


@transaction.atomic
def decide(meeting: CommissionMeeting, by: Person, /, **fields: Any) -> CommissionDecision:
    """Something raised at the meeting, by whom, and what became of it (item GM11).

    Raises NotPossible for a meeting that was not held, for 'adopted' without a quorum, and for more votes
    than were there."""
    row = locked(meeting)
    project = keeping(row.commission.project, by)
    if row.state != State.HELD:
        raise NotPossible(_("Write down first who came to the meeting."))
    outcome = CommissionDecision.Outcome
    if fields["outcome"] == outcome.ADOPTED and not row.has_quorum:
        raise NotPossible(_("Without a quorum nothing is adopted."))
    votes = sum(fields.get(name) or 0 for name in ("votes_for", "votes_against", "abstained"))
    if votes > row.votes_present:
        raise NotPossible(_("These are more votes than were there."))
    proposer = fields.get("proposer")
    made = row.decisions.create(proposer_sex=proposer.sex if proposer else "", **fields)
    record(by, "projects_decision.made", project, organisation=project.lead, meeting=row.public_id)
    return made


@transaction.atomic
def undo_decision(decision: CommissionDecision, by: Person) -> None:
    """Takes back a decision that was written down by mistake."""
    project = keeping(decision.meeting.commission.project, by)
    meeting = decision.meeting.public_id
    words = {"meeting": meeting, "text": decision.text}
    record(by, "projects_decision.removed", project, organisation=project.lead, **words)
    decision.delete()
