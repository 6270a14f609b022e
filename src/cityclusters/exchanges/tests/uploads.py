"""Spreadsheets for the tests, and the worker's part done at once."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from cityclusters.exchanges import delegate_lists, log_acts
from cityclusters.exchanges.delegate_read import read
from cityclusters.exchanges.delegate_write import ListWriter
from cityclusters.exchanges.models import ConnectionLog, DelegateList, Exchange
from cityclusters.people.models import Organisation, Person


def xlsx(*lines: Any, name: str = "list.xlsx") -> SimpleUploadedFile:
    """An XLSX upload with these lines."""
    book = Workbook()
    assert book.active is not None
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def csv(text: str, name: str = "list.csv", encoding: str = "utf-8") -> SimpleUploadedFile:
    """A CSV upload with this text."""
    return SimpleUploadedFile(name, text.encode(encoding))


def run(delegates: DelegateList) -> DelegateList:
    """What the worker does with a list now: its dry run, or writing it."""
    delegates.refresh_from_db()
    if delegates.state == DelegateList.State.READING:
        read(delegates)
    elif delegates.state == DelegateList.State.WRITING:
        ListWriter(delegates).run()
    delegates.refresh_from_db()
    return delegates


def checked(exchange: Exchange, by: Person, upload: SimpleUploadedFile, **choices: Any) -> DelegateList:
    """An uploaded list after its dry run."""
    fields = {"language": "uz", "country": None, "kind": Organisation.Kind.LOCAL, **choices}
    return run(delegate_lists.receive(exchange, by, upload, **fields))


def written(delegates: DelegateList, by: Person, *, invite: bool = False) -> DelegateList:
    """The list after its confirmation."""
    delegate_lists.confirm(delegates, by, invite=invite)
    return run(delegates)


def codes(delegates: DelegateList, line: int) -> list[str]:
    """The problems of a line."""
    return [problem["code"] for problem in delegates.rows.get(line=line).problems]


def plans(delegates: DelegateList) -> list[str]:
    """What happens to each line."""
    return list(delegates.rows.values_list("plan", flat=True))


def applied(exchange: Exchange, by: Person, upload: SimpleUploadedFile, zone: str = "UTC") -> ConnectionLog:
    """An uploaded connection log after it was read."""
    log, new = log_acts.receive(exchange, by, upload, zone)
    if new:
        log_acts.read(log)
    log.refresh_from_db()
    return log
