"""Tables that people take away. No cell can run as a formula in the program that opens them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LONGEST = 32_000  # characters that a cell of XLSX may hold
SAMPLE = 200  # lines looked at for the width of a column
Cell = str | int | float | bool | date | datetime | time | None


def escape(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet program would take it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text


def csv_cell(value: Cell) -> object:
    """The value as it is written: texts made harmless, nothing for None."""
    if isinstance(value, str):
        return escape(value.replace("\x00", ""))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return "" if value is None else value


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as CSV in UTF-8 with its mark, which spreadsheet programs need to show other scripts."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([escape(text) for text in header])
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx_value(value: Cell) -> Cell:
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST]
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)  # XLSX knows no time zones
    return value


def _widths(header: Sequence[str], sample: Sequence[Sequence[Cell]]) -> list[int]:
    lines = [header, *sample]
    return [
        min(60, max(10, *(len(str(line[index] or "")) + 2 for line in lines if index < len(line))))
        for index in range(len(header))
    ]


def add_sheet(
    book: Workbook,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str = "",
    right_to_left: bool = False,
) -> None:
    """Adds a sheet with a frozen heading to a workbook opened write-only; rows may be read as they come.
    Texts are always texts, never formulas."""
    sheet = book.create_sheet("".join(c for c in title if c not in "[]:*?/\\'")[:31] or None)
    coming = iter(rows)
    sample = list(islice(coming, SAMPLE))
    for index, width in enumerate(_widths(header, sample), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = right_to_left

    def cell(value: Cell, bold: bool = False) -> Any:
        known: Any = _xlsx_value(value)  # openpyxl writes times and dates too; its stubs don't say so
        made: Any = WriteOnlyCell(sheet, value=known)
        if isinstance(value, str):
            made.data_type = "s"  # also for a text that begins with '='
        if bold:
            made.font, made.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        return made

    sheet.append([cell(text, bold=True) for text in header])
    for row in chain(sample, coming):
        sheet.append([cell(value) for value in row])


def write_xlsx(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "", right_to_left: bool = False
) -> bytes:
    """The table as an XLSX file with one sheet."""
    book = Workbook(write_only=True)
    add_sheet(book, header, rows, title=title, right_to_left=right_to_left)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
