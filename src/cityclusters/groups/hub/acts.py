"""A file at a hub: opened by an enquiry or by a manager, moved from state to state, followed up (HU6)."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.hub.outcomes import months_later
from cityclusters.groups.hub.rules import has_hub, may_read_files
from cityclusters.groups.models import Group, NeedsProfile, OutcomeCheck, Participant, Step
from cityclusters.groups.models.hub import LeftReason
from cityclusters.journal.acts import record
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person

State = Participant.State
MOVES: dict[str, tuple[str, ...]] = {
    State.ENQUIRY: (State.INTAKE, State.LEFT, State.REFERRED),
    State.INTAKE: (State.ELIGIBLE, State.LEFT, State.REFERRED),
    State.ELIGIBLE: (State.ACTIVE, State.WAITING, State.LEFT, State.REFERRED),
    State.WAITING: (State.ACTIVE, State.LEFT, State.REFERRED),
    State.ACTIVE: (State.COMPLETED, State.LEFT, State.REFERRED),
    State.COMPLETED: (State.ALUMNA, State.ACTIVE),
    State.ALUMNA: (State.ACTIVE,),
    State.LEFT: (State.INTAKE,),
    State.REFERRED: (State.INTAKE,),
}
NOT_YOURS = _("Only the managers of the group read its files.")


def must_read(by: Person, group: Group) -> None:
    """Raises NotPossible for others than those who read the files of the group."""
    if not may_read_files(by, group):
        raise NotPossible(NOT_YOURS)


def line(by: Person | None, act: str, row: Participant, **details: Any) -> None:
    """The journal's line: without the name of the one whom the file is about, and without why she left."""
    hers = by is not None and by.pk == row.person_id
    record(None if hers else by, f"groups_hub.{act}", row, organisation=row.group.organisation, **details)


def _begin(group: Group, by: Person | None, once: str, state: str, fields: dict[str, Any]) -> Participant:
    row, is_new = Participant.objects.get_or_create(
        once=once, defaults={"group": group, "state": state, **fields}
    )
    if row.group_id != group.pk:
        raise NotPossible(_("Send the form again."))
    if is_new:
        row.group = group
        row.steps.create(state=state, by=by)
        line(by, "enquired" if state == State.ENQUIRY else "opened", row)
    return row


@transaction.atomic
def enquire(group: Group, person: Person | None, *, once: str, **fields: Any) -> Participant:
    """Somebody asks, with or without an account; the same form sent twice gives one, and a second enquiry of
    the same account adds its words to her file. Nobody is written to because of it. Raises NotPossible for a
    group that takes nobody."""
    if not has_hub(group) or not group.is_active:
        raise NotPossible(_("This group takes no enquiries."))
    Group.objects.select_for_update().get(pk=group.pk)  # one file for each account
    known = Participant.objects.filter(group=group, person=person).first() if person else None
    if known is not None and known.once != once:
        for name in ("contact", "mail_ok", "call_ok", "safe_times", "language"):
            setattr(known, name, fields.get(name) or getattr(known, name))
        known.wish = "\n\n".join(text for text in (known.wish, fields.get("wish", "")) if text)[:1500]
        known.mail_ok, known.call_ok = bool(fields.get("mail_ok")), bool(fields.get("call_ok"))
        known.save()
        if known.state in (State.LEFT, State.REFERRED):
            _step(known, None, State.ENQUIRY)
        line(person, "enquired", known)
        return known
    return _begin(group, None, once, State.ENQUIRY, {"person": person, **fields})


@transaction.atomic
def open_file(group: Group, by: Person, *, once: str, **fields: Any) -> Participant:
    """A file that a manager opens for somebody who has come. Raises NotPossible for others."""
    must_read(by, group)
    return _begin(group, by, once, State.INTAKE, fields)


def locked(row: Participant, by: Person) -> Participant:
    """The file under a lock, for a manager of its group. Raises NotPossible for others and for an emptied
    one."""
    found = Participant.objects.select_for_update(of=("self",)).select_related("group__place", "person")
    now = found.get(pk=row.pk)
    must_read(by, now.group)
    if now.forgotten_at is not None:
        raise NotPossible(_("This file was emptied when its time was over."))
    return now


@transaction.atomic
def change(row: Participant, by: Person, **fields: Any) -> None:
    """How she is called and reached, and what she looks for."""
    now = locked(row, by)
    for name, value in fields.items():
        setattr(now, name, value)
    now.save()
    line(by, "changed", now)


@transaction.atomic
def change_contact(row: Participant, person: Person, **fields: Any) -> None:
    """She herself says how she may be reached; taking it back is as easy as giving it (rule SA3)."""
    now = Participant.objects.select_for_update(of=("self",)).select_related("group").get(pk=row.pk)
    if now.person_id != person.pk:
        raise NotPossible(NOT_YOURS)
    for name in ("contact", "mail_ok", "call_ok", "safe_times"):
        setattr(now, name, fields[name])
    now.save()
    line(person, "contact_changed", now)


def _step(now: Participant, by: Person | None, to: str) -> None:
    now.state = to
    now.save()
    Step.objects.create(participant=now, state=to, by=by)


@transaction.atomic
def move(row: Participant, by: Person, to: str, reason: str = "") -> None:
    """Moves the file on. With the first service its day is kept, with the end of the way the days of the
    outcome checks. Raises NotPossible for a move that there is not, and for leaving without a reason."""
    now = locked(row, by)
    if to not in MOVES.get(now.state, ()):
        raise NotPossible(_("This cannot be done now: the file is in the state “%(state)s”.")
                          % {"state": now.get_state_display()})  # fmt: skip
    today = now.group.today()
    if to == State.LEFT and reason not in LeftReason.values:
        raise NotPossible(_("Choose why she left; “not stated” is an answer too."))
    now.reason = reason if to == State.LEFT else ""
    now.left_on = today if to in (State.LEFT, State.REFERRED) else None
    if to == State.ACTIVE and now.first_service_on is None:
        now.first_service_on = today
    if to == State.COMPLETED:
        now.completed_on = now.completed_on or today
        _plan_checks(now)
    _step(now, by, to)
    line(by, "moved", now, state=to)
    row.refresh_from_db()


def _plan_checks(now: Participant) -> None:
    day: date = now.completed_on or now.group.today()
    for months in OutcomeCheck.MONTHS:
        OutcomeCheck.objects.get_or_create(
            participant=now, months=months, defaults={"due_on": months_later(day, months)}
        )


@transaction.atomic
def write_profile(row: Participant, by: Person, **fields: Any) -> NeedsProfile:
    """What she needs and where she starts from."""
    now = locked(row, by)
    made, _new = NeedsProfile.objects.update_or_create(participant=now, defaults={**fields, "by": by})
    line(by, "profiled", now)
    return made


@transaction.atomic
def connect(code: str, person: Person) -> Participant:
    """She connects the file with her account, by the code that the hub gave her. Raises NotPossible for a
    code that opens nothing, and where she has a file already."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related("group__place")
    now = rows.filter(link_code=code, forgotten_at=None).first()
    if now is None or now.person_id not in (None, person.pk):
        raise NotPossible(_("This link opens nothing. Ask the group for a new one."))
    if now.person_id == person.pk:
        return now
    if Participant.objects.filter(group=now.group, person=person).exists():
        raise NotPossible(_("Your account has a file here already. Ask the managers of the group."))
    now.person = person
    now.save(update_fields=["person", "changed_at"])
    line(person, "connected", now)
    return now


@transaction.atomic
def answer_check(check: OutcomeCheck, by: Person, **fields: Any) -> None:
    """Writes an outcome check down: a manager after asking, or she herself. Raises NotPossible for others,
    and before its day."""
    now = OutcomeCheck.objects.select_for_update(of=("self",)).select_related("participant__group__place")
    row = now.get(pk=check.pk)
    group = row.participant.group
    if row.participant.person_id != by.pk:
        must_read(by, group)
    if group.today() < row.due_on:
        raise NotPossible(_("It is not yet time for this question."))
    for name, value in fields.items():
        setattr(row, name, value)
    row.by, row.written_at = by, timezone.now()
    row.answered_on = group.today() if row.state == OutcomeCheck.State.ANSWERED else None
    row.save()
    line(by, "outcome", row.participant, months=row.months)


@transaction.atomic
def log_reading(row: Participant, by: Person) -> None:
    """One line a day for each reader of a file (rule SA7)."""
    if by.pk == row.person_id:
        return
    since = timezone.now() - timedelta(hours=24)
    if not Entry.objects.about(row).filter(act="groups_hub.read", actor=by, at__gt=since).exists():
        line(by, "read", row)
