"""Downloads of tables: CSV that streams, XLSX with several sheets. No cell can run as a formula."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar
from urllib.parse import quote

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language_bidi
from openpyxl import Workbook

from cityclusters.core.sheets.write import XLSX_TYPE, Cell, add_sheet, csv_cell, escape

MARK = "\ufeff"  # without it, spreadsheet programs take UTF-8 for something else
IN_MEMORY = 2_000_000  # bytes of a workbook; what is longer goes to a temporary file
Answer = TypeVar("Answer", bound=HttpResponseBase)


class Table(NamedTuple):
    """One sheet of a workbook: its title (31 characters are kept), the heads of its columns, its rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


class _Line:
    """A file that gives back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield MARK + writer.writerow([escape(text) for text in header])
    for row in rows:
        yield writer.writerow([csv_cell(value) for value in row])


def _named(response: Answer, name: str) -> Answer:
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """The table as `name`.csv, sent line by line while `rows` are read (pass an iterator for a long one)."""
    response = StreamingHttpResponse(_lines(header, rows), content_type="text/csv; charset=utf-8")
    return _named(response, f"{name}.csv")


def xlsx_response(name: str, sheets: Sequence[Table]) -> FileResponse:
    """The sheets as `name`.xlsx, from right to left where the reader's language is."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        add_sheet(book, sheet.header, sheet.rows, title=sheet.title, right_to_left=get_language_bidi())
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the answer closes it
    book.save(file)
    file.seek(0)
    return _named(FileResponse(file, content_type=XLSX_TYPE), f"{name}.xlsx")
