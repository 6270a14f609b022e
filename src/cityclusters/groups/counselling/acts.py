"""Opening a case, writing down a session, changing and erasing: by the counsellor of the case alone.

The journal gets a line of each act about the group, without case, day or words, and shows these lines to
nobody (`quiet.journal_lines`)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.groups.counselling import sealing
from cityclusters.groups.counselling.words import NOT_YOURS, TOPICS
from cityclusters.groups.models import CounsellingCase, CounsellingDoor, CounsellingSession, Group
from cityclusters.groups.rules import is_counsellor
from cityclusters.journal.acts import record
from cityclusters.people.models import Person


def place_of(row: CounsellingCase | CounsellingSession, column: str) -> str:
    """The name of a sealed text's place."""
    return f"{row._meta.model_name}:{row.public_id}:{column}"


def _locked(case: CounsellingCase, by: Person) -> CounsellingCase:
    rows = CounsellingCase.objects.select_for_update(of=("self",)).select_related("group")
    row = rows.filter(pk=case.pk, counsellor=by).first()
    if row is None or not is_counsellor(by, row.group):
        raise NotPossible(NOT_YOURS)
    return row


@transaction.atomic
def open_case(group: Group, by: Person, label: str) -> CounsellingCase:
    """A case under a label that its counsellor alone reads. Raises NotPossible for others than counsellors
    of the group, sealing.Closed without a key."""
    if not is_counsellor(by, group):
        raise NotPossible(NOT_YOURS)
    row = CounsellingCase(group=group, counsellor=by, opened_on=group.today(), last_on=group.today())
    row.sealed_label = sealing.seal(by.public_id, place_of(row, "label"), label)
    row.save()
    record(by, "groups_counselling.opened", group)
    return row


@transaction.atomic
def rename(case: CounsellingCase, by: Person, label: str) -> None:
    """Another label. Raises NotPossible for others than its counsellor."""
    row = _locked(case, by)
    row.sealed_label = sealing.seal(by.public_id, place_of(row, "label"), label)
    row.save(update_fields=["sealed_label"])
    record(by, "groups_counselling.changed", row.group)


def _fill(
    row: CounsellingSession,
    by: Person,
    held_on: date,
    minutes: int,
    kind: str,
    note: str,
    topics: Sequence[str],
) -> None:
    if held_on > row.case.group.today():
        raise NotPossible(_("This day has not come yet."))
    row.held_on, row.minutes, row.kind = held_on, minutes, kind
    known = " ".join(topic for topic in topics if topic in TOPICS)
    row.sealed_note = sealing.seal(by.public_id, place_of(row, "note"), note) if note else ""
    row.sealed_topics = sealing.seal(by.public_id, place_of(row, "topics"), known) if known else ""
    row.save()


def _follow(case: CounsellingCase) -> None:
    """The case is kept from its last session on."""
    last = case.sessions.aggregate(last=Max("held_on"))["last"]
    case.last_on = max(last, case.opened_on) if last else case.opened_on
    case.save(update_fields=["last_on"])


@transaction.atomic
def write_session(
    case: CounsellingCase,
    by: Person,
    *,
    held_on: date,
    minutes: int,
    kind: str,
    note: str = "",
    topics: Sequence[str] = (),
) -> CounsellingSession:
    """Writes a session down. Raises NotPossible for others than the counsellor of the case, for a day to
    come and for a case that is closed, sealing.Closed without a key."""
    row = _locked(case, by)
    if row.closed_on is not None:
        raise NotPossible(_("This case is closed. Open it again first."))
    session = CounsellingSession(case=row)
    _fill(session, by, held_on, minutes, kind, note, topics)
    _follow(row)
    record(by, "groups_counselling.written", row.group)
    return session


@transaction.atomic
def change_session(
    session: CounsellingSession,
    by: Person,
    *,
    held_on: date,
    minutes: int,
    kind: str,
    note: str = "",
    topics: Sequence[str] = (),
) -> None:
    """Corrects what was written down. Raises NotPossible and sealing.Closed like writing it."""
    row = _locked(session.case, by)
    _fill(session, by, held_on, minutes, kind, note, topics)
    _follow(row)
    record(by, "groups_counselling.changed", row.group)


@transaction.atomic
def remove_session(session: CounsellingSession, by: Person) -> None:
    """Takes a session away for good. Raises NotPossible for others."""
    row = _locked(session.case, by)
    CounsellingSession.objects.filter(pk=session.pk).delete()
    _follow(row)
    record(by, "groups_counselling.removed", row.group)


@transaction.atomic
def close(case: CounsellingCase, by: Person) -> None:
    """Nothing more is written; twice is once. Raises NotPossible for others."""
    row = _locked(case, by)
    if row.closed_on is None:
        row.closed_on = row.group.today()
        row.save(update_fields=["closed_on"])
        record(by, "groups_counselling.closed", row.group)


@transaction.atomic
def reopen(case: CounsellingCase, by: Person) -> None:
    """It goes on; twice is once. Raises NotPossible for others."""
    row = _locked(case, by)
    if row.closed_on is not None:
        row.closed_on = None
        row.save(update_fields=["closed_on"])
        record(by, "groups_counselling.reopened", row.group)


@transaction.atomic
def erase(case: CounsellingCase, by: Person) -> None:
    """Erases a case with all that was written, because the participant wants it. Raises NotPossible for
    others."""
    row = _locked(case, by)
    group = row.group
    row.delete()
    record(by, "groups_counselling.erased", group)


@transaction.atomic
def say_how(
    group: Group, by: Person, *, phone: str, hours: str, words: str, language: str
) -> CounsellingDoor:
    """How one reaches the counsellors: everybody may read it. Raises NotPossible for others than them."""
    if not is_counsellor(by, group):
        raise NotPossible(NOT_YOURS)
    fields = {"phone": phone, "hours": hours, "words": words, "language": language}
    row, _new = CounsellingDoor.objects.update_or_create(group=group, defaults=fields)
    record(by, "groups_counselling.door_changed", group)
    return row
