"""What an officer does with a connection log: uploads it, matches lines by hand, sets them aside.

`read` runs in the worker; it may be killed anywhere and run again: it begins by taking away what an earlier
run left. The same file is one log, however often it is uploaded."""

import hashlib
import zoneinfo
from collections.abc import Iterator, Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.core.files import check_size
from cityclusters.core.sheets import Refused, read_sheet
from cityclusters.core.sheets.clean import clean
from cityclusters.exchanges.log_matching import Participants
from cityclusters.exchanges.log_reading import Connection, NoColumns, is_heading, read_log
from cityclusters.exchanges.models import Attendance, ConnectionLog, Exchange, LogRow, Registration, Session
from cityclusters.journal.acts import record
from cityclusters.people.models import Person

AT_ONCE = 150  # lines written in one transaction: under 50 ms, so that others who write never wait long


@transaction.atomic
def receive(exchange: Exchange, by: Person, upload: UploadedFile, zone: str) -> tuple[ConnectionLog, bool]:
    """Takes an uploaded log; gives it and whether it is new (or has to be read anew). The caller wakes the
    worker for a new one. Raises NotPossible for an empty or too large file."""
    check_size(upload)
    digest = _digest(upload)
    exchange.lock()  # a first upload has no row of its own yet that a second click could wait for
    known = exchange.logs.filter(digest=digest).first()
    if known is not None and known.state in {ConnectionLog.State.APPLIED, ConnectionLog.State.READING}:
        return known, False
    log = known or ConnectionLog(exchange=exchange, digest=digest)
    log.file_name, log.zone, log.by, log.at = clean(upload.name or "")[0][-200:], zone, by, timezone.now()
    log.state, log.problem, log.notices, log.rows_done = ConnectionLog.State.READING, {}, [], 0
    log.file.save(log.public_id, upload, save=False)
    log.save()
    record(by, "log.uploaded", exchange, organisation=exchange.organiser, log=log.public_id)
    return log, True


def _digest(upload: UploadedFile) -> str:
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def read(log: ConnectionLog) -> None:
    """Reads the file, keeps every line, and gives minutes for those whose people are known."""
    _clear(log)
    zone = zoneinfo.ZoneInfo(log.zone)
    sessions = list(log.exchange.sessions.all())
    days = {moment.astimezone(zone).date() for row in sessions for moment in (row.start, row.end)}
    try:
        with log.file.open("rb") as file:
            found = read_log(read_sheet(file, log.file_name, known=is_heading), zone, days)
    except Refused as error:
        _end(log, ConnectionLog.State.REFUSED, {"code": error.code, "params": error.params})
        return
    except NoColumns:
        _end(log, ConnectionLog.State.REFUSED, {"code": "no_columns", "params": {}})
        return
    log.notices = [list(notice) for notice in found.notices]
    log.rows_total = len(found.connections)
    people = Participants(log.exchange)
    for some in _pieces(found.connections):
        _keep(log, some, people, sessions)
    _end(log, ConnectionLog.State.APPLIED, {})


def _clear(log: ConnectionLog) -> None:
    while keys := list(log.rows.values_list("pk", flat=True)[:AT_ONCE]):
        LogRow.objects.filter(pk__in=keys).delete()  # and the minutes they gave
    log.rows_done = 0


def _pieces(rows: Sequence[Connection]) -> Iterator[Sequence[Connection]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


@transaction.atomic
def _keep(
    log: ConnectionLog, some: Sequence[Connection], people: Participants, sessions: Sequence[Session]
) -> None:
    rows = []
    for line in some:
        seat, match = people.find(line.name, line.email)
        rows.append(
            LogRow(
                log=log,
                line=line.line,
                name=line.name,
                email=line.email,
                joined=line.joined,
                left=line.left,
                problem=line.problem,
                written=line.written,
                registration=seat,
                match=match,
            )
        )
    kept = LogRow.objects.bulk_create(rows)
    Attendance.objects.bulk_create([minute for row in kept for minute in _minutes(row, sessions, log.by)])
    log.rows_done += len(rows)
    log.save(update_fields=["rows_done", "rows_total", "notices"])


def _minutes(row: LogRow, sessions: Sequence[Session], by: Person | None) -> Iterator[Attendance]:
    """The line's part in each session that it touches; without an end it lasts to the end of the first."""
    if row.registration is None or row.problem or row.joined is None:
        return
    for session in sessions:
        if session.end <= row.joined or (row.left is not None and row.left <= session.start):
            continue
        yield Attendance(
            session=session,
            registration=row.registration,
            joined=row.joined,
            left=row.left,
            source=Attendance.Source.LOG,
            log_row=row,
            by=by,
        )
        if row.left is None:
            return


def _end(log: ConnectionLog, state: str, problem: dict[str, object]) -> None:
    log.state, log.problem = state, problem
    log.save()
    log.forget_file()


def same_person(row: LogRow) -> list[LogRow]:
    """All open lines of the log with the same name and address: one decision answers for all of them."""
    rows = LogRow.objects.filter(log=row.log_id, name=row.name, email=row.email)
    return list(rows.exclude(match__in=[LogRow.Match.EMAIL, LogRow.Match.NAME]).order_by("line"))


@transaction.atomic
def match(row: LogRow, registration: Registration, by: Person) -> int:
    """Says whose line it is, for all lines of that name; gives how many. Raises NotPossible in a log that
    is withdrawn."""
    _check_applied(row.log)
    sessions = list(row.log.exchange.sessions.all())
    rows = same_person(row)
    Attendance.objects.filter(log_row__in=rows).delete()
    for one in rows:
        one.registration, one.match, one.reason = registration, LogRow.Match.HAND, ""
    LogRow.objects.bulk_update(rows, ["registration", "match", "reason"])
    Attendance.objects.bulk_create([minute for one in rows for minute in _minutes(one, sessions, by)])
    record(by, "log.matched", registration, log=row.log.public_id, lines=[one.line for one in rows])
    return len(rows)


@transaction.atomic
def set_aside(row: LogRow, by: Person, reason: str) -> int:
    """Says that the lines of that name belong to no participant, and why; gives how many."""
    _check_applied(row.log)
    if not reason.strip():
        raise NotPossible(_("Say why the line belongs to no participant."))
    return _settle(row, LogRow.Match.ASIDE, by, "log.set_aside", reason.strip()[:200])


@transaction.atomic
def reopen(row: LogRow, by: Person) -> int:
    """Takes a match by hand or a setting aside back; gives how many lines are open again."""
    _check_applied(row.log)
    return _settle(row, LogRow.Match.OPEN, by, "log.reopened", "")


def _settle(row: LogRow, state: str, by: Person, act: str, reason: str) -> int:
    rows = same_person(row)
    Attendance.objects.filter(log_row__in=rows).delete()
    for one in rows:
        one.registration, one.match, one.reason = None, state, reason
    LogRow.objects.bulk_update(rows, ["registration", "match", "reason"])
    record(by, act, row.log.exchange, log=row.log.public_id, lines=[one.line for one in rows], reason=reason)
    return len(rows)


def _check_applied(log: ConnectionLog) -> None:
    if log.state != ConnectionLog.State.APPLIED:
        raise NotPossible(_("This log is withdrawn or still being read."))
