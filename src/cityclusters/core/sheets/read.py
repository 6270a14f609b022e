"""`read_sheet`: any upload to one table, its heading found, or a refusal that says what to do."""

from collections.abc import Callable
from typing import IO

from cityclusters.core.sheets.model import MAX_ROWS, Refused, Row, Sheet
from cityclusters.core.sheets.text import decode, rows_of
from cityclusters.core.sheets.xlsx import read_workbook
from cityclusters.core.sheets.zip_check import LOCAL_MARK, OLE_MARK

HEADING_WITHIN = 12  # lines: above a list often stand its title, its date and a remark
Known = Callable[[str], bool]
Notice = tuple[str, dict[str, str | int]]


def read_sheet(file: IO[bytes], name: str, *, known: Known | None = None, encoding: str = "") -> Sheet:
    """The table in an XLSX or CSV file.

    `name` is the file's name (its ending is only a hint: the content decides). `known` says whether a text
    is a heading the caller understands; the line with most of them is taken as the heading, else the first
    line (then `recognised` is False). `encoding` is a person's choice for a text file. Raises Refused."""
    file.seek(0)
    start = file.read(8)
    if not start:
        raise Refused("empty")
    if start.startswith(OLE_MARK):
        raise Refused("old_excel")
    if start.startswith(LOCAL_MARK):
        return _from_workbook(file, known)
    if name.lower().endswith((".xlsx", ".xlsm")) or start.startswith(b"%PDF"):
        raise Refused("damaged" if name.lower().endswith("x") else "kind")
    file.seek(0)
    text, used, possible = decode(file.read(), encoding)
    if "\x00" in text:
        raise Refused("nul")
    return _sheet(rows_of(text), known, [], used, possible)


def _from_workbook(file: IO[bytes], known: Known | None) -> Sheet:
    book = read_workbook(file)
    if not book.tables:
        raise Refused("empty")
    best = max(book.tables, key=lambda table: _heading(table.rows, known)[1])
    notices: list[Notice] = []
    others = [table.title for table in book.tables if table is not best]
    if others:
        notices.append(("other_sheets", {"used": best.title, "others": ", ".join(others)}))
    if book.hidden:
        notices.append(("hidden_sheets", {}))
    if best.merged:
        notices.append(("merged", {"count": best.merged}))
    return _sheet(best.rows, known, notices, "", ())


def _heading(rows: list[Row], known: Known | None) -> tuple[int, int]:
    """The index of the heading line, and how many of its texts are known."""
    if known is None:
        return 0, 1
    best, most = 0, 0
    for index, row in enumerate(rows[:HEADING_WITHIN]):
        count = sum(1 for cell in row.cells if cell and known(cell))
        if count > most:
            best, most = index, count
    return best, most


def _sheet(
    rows: list[Row], known: Known | None, notices: list[Notice], encoding: str, possible: tuple[str, ...]
) -> Sheet:
    """Cuts the table at its heading and makes every line as wide as the heading or the widest line."""
    if not rows:
        raise Refused("empty")
    index, count = _heading(rows, known)
    body = rows[index + 1 :]
    if not body:
        raise Refused("no_rows")
    if len(body) > MAX_ROWS:
        raise Refused("too_many_rows", limit=MAX_ROWS)
    if index:
        notices.append(("above", {"count": index}))
    if any(flag == "hidden" for row in rows for flag in row.flags.values()):
        notices.append(("marks", {}))
    width = max(len(row.cells) for row in rows)
    for row in (rows[index], *body):
        row.cells.extend([""] * (width - len(row.cells)))
    header = rows[index]
    return Sheet(
        header=header.cells,
        rows=body,
        line=header.line,
        recognised=count > 0,
        encoding=encoding,
        encodings=possible,
        notices=tuple(notices),
    )
