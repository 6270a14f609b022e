"""The dry run as the worker does it: reads the file, checks each line, keeps what it found.

May be cut short anywhere and run again: it begins by taking away what an earlier run left. Nothing but the
list's own rows is written."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from cityclusters.core.sheets import Refused, Row, Sheet, read_sheet
from cityclusters.exchanges.delegate_check import Checked, Line, ListCheck
from cityclusters.exchanges.delegate_columns import is_heading, recognise, values_of
from cityclusters.exchanges.models import DelegateList, DelegateRow

AT_ONCE = 200  # rows written in one transaction: under 50 ms, so that others who write never wait long
SAMPLE = 6


def read(delegates: DelegateList) -> None:
    """Reads and checks the list; leaves it CHECKED, REFUSED, or waiting for its COLUMNS."""
    _clear(delegates)
    try:
        with delegates.file.open("rb") as file:
            sheet = read_sheet(file, delegates.file_name, known=is_heading, encoding=delegates.encoding)
    except Refused as error:
        delegates.problem = {"code": error.code, "params": error.params}
        _end(delegates, DelegateList.State.REFUSED)
        return
    _keep_shape(delegates, sheet)
    if not _enough(set(delegates.columns.values())):
        _end(delegates, DelegateList.State.COLUMNS)
        return
    lines = lines_of(sheet.rows, {int(index): field for index, field in delegates.columns.items()})
    _check(delegates, lines)
    _end(delegates, DelegateList.State.CHECKED)


def _enough(fields: set[str]) -> bool:
    """A list can be checked when it names people, and their organisations or cities."""
    return bool(fields & {"name", "name_part"}) and bool(fields & {"organisation", "place"})


def _clear(delegates: DelegateList) -> None:
    while keys := list(delegates.rows.values_list("pk", flat=True)[:AT_ONCE]):
        delegates.rows.filter(pk__in=keys).delete()
    delegates.rows_done, delegates.problem, delegates.notices = 0, {}, []


def _keep_shape(delegates: DelegateList, sheet: Sheet) -> None:
    """Keeps how the file was understood, to show it and to let somebody correct it."""
    delegates.header = sheet.header
    delegates.sample = [row.cells for row in sheet.rows[:SAMPLE]]
    delegates.encoding, delegates.encodings = sheet.encoding, list(sheet.encodings)
    delegates.notices = [list(notice) for notice in sheet.notices]
    if not delegates.by_hand:
        delegates.columns = {str(index): field for index, field in recognise(sheet.header).items()}
    delegates.rows_total, delegates.touched_at = len(sheet.rows), timezone.now()
    delegates.save()


def lines_of(rows: Sequence[Row], columns: dict[int, str]) -> list[Line]:
    """The lines of the file by field; lines in which no known column holds anything are left out."""
    lines = []
    for row in rows:
        values = values_of(row.cells, columns)
        flags = {
            ("name" if columns[index] == "name_part" else columns[index]): flag
            for index, flag in row.flags.items()
            if index in columns
        }
        if flags or any(values.values()):
            lines.append(Line(row.line, values, flags))
    return lines


def _check(delegates: DelegateList, lines: Sequence[Line]) -> None:
    check = ListCheck(delegates, lines)
    delegates.rows_total = len(lines)
    for some in _pieces(lines):
        rows = [row_of(delegates, line, check.check(line)) for line in some]
        with transaction.atomic():
            DelegateRow.objects.bulk_create(rows)
            delegates.rows_done += len(rows)
            delegates.touched_at = timezone.now()
            delegates.save(update_fields=["rows_done", "rows_total", "touched_at"])


def _pieces(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    return (lines[start : start + AT_ONCE] for start in range(0, len(lines), AT_ONCE))


def row_of(delegates: DelegateList, line: Line, found: Checked) -> DelegateRow:
    """The row that keeps what the check found."""
    return DelegateRow(
        delegates=delegates,
        line=line.number,
        values=dict(line.values),
        flags=dict(line.flags),
        **kept(found),
    )


def kept(found: Checked) -> dict[str, object]:
    """The fields of a row that a check decides."""
    return {
        "problems": list(found.problems),
        "plan": found.plan,
        "why": found.why,
        "new_organisation": found.new_organisation[:300],
        "place": found.place,
        "organisation": found.organisation,
        "person": found.person,
        "registration": found.registration,
    }


def _end(delegates: DelegateList, state: str) -> None:
    delegates.state, delegates.touched_at = state, timezone.now()
    delegates.save()
