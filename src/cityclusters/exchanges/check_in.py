"""Checking in with the code shown in the room: what the code and the person allow at this moment."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cityclusters.exchanges.models import Attendance, CheckInCode, Registration
from cityclusters.exchanges.models.attendance import plain_code
from cityclusters.people.models import Person
from cityclusters.people.models.attempt import Attempt

WRONG_CODES = ("check-in", 10, timedelta(minutes=10))  # of one person: codes are short


@dataclass(frozen=True, slots=True)
class Door:
    """What stands behind a code for a person. `problem` is a code of `problem_text`, '' when she may come
    in; `here` is her open check-in."""

    code: CheckInCode | None
    seat: Registration | None = None
    here: Attendance | None = None
    problem: str = ""


def look(text: str, person: Person) -> Door:
    """Looks a code up for a person; a wrong one counts as a try. Changes nothing else."""
    plain = plain_code(text)
    found = CheckInCode.objects.select_related("session__exchange").filter(code=plain or "-").first()
    if found is None:
        kind, most, within = WRONG_CODES
        allowed = Attempt.allow(kind, Attempt.digest("person", str(person.pk)), most, within)
        return Door(None, problem="unknown" if allowed else "too_often")
    seat = found.session.exchange.registrations.filter(person=person).first()
    if seat is None or seat.state in {Registration.State.CANCELLED, Registration.State.DECLINED}:
        return Door(found, seat, problem="not_registered")
    if seat.state == Registration.State.INVITED:
        return Door(found, seat, problem="invited")
    if seat.state == Registration.State.WAITLISTED:
        return Door(found, seat, problem="waiting")
    here = seat.attendances.filter(session=found.session, source="check_in", left=None).first()
    return Door(found, seat, here, "" if found.is_open() else _when(found))


def _when(code: CheckInCode) -> str:
    return "too_early" if timezone.now() < code.opens else "over"


def problem_text(problem: str) -> str:
    """Why she can't check in, and what to do."""
    texts = {
        "unknown": _("This code is not valid. Look at the screen in the room and type it again."),
        "too_often": _("Too many wrong codes. Wait ten minutes, or ask an officer to check you in."),
        "not_registered": _(
            "You are not registered for this exchange, so you can't check in. Register first, or ask an "
            "officer in the room."
        ),
        "invited": _("You are invited, but have not answered yet. Accept the invitation, then check in."),
        "waiting": _("You are on the waiting list. Ask an officer in the room whether there is a seat."),
        "too_early": _("Check-in is not open yet."),
        "over": _("This session is over, so its code no longer works."),
    }
    return texts.get(problem, "")
