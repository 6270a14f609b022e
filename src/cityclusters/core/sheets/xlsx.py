"""Reads the cells of a workbook that `zip_check` let through."""

import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from cityclusters.core.sheets.clean import as_text, clean
from cityclusters.core.sheets.model import MAX_COLUMNS, MAX_ROWS, Refused, Row
from cityclusters.core.sheets.zip_check import check_workbook

# What the library raises on a workbook that is well-packed but wrong inside.
DAMAGE = (
    AttributeError,
    BadZipFile,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    LookupError,
    OSError,
    OverflowError,
    SyntaxError,  # XML parse errors are of this kind
    TypeError,
    ValueError,
    zlib.error,
)
BLANK_LIMIT = 50_000  # empty lines before the table ends, so that a line numbered 10⁹ can't keep us busy
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")
MAX_MERGES = 5_000
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Table:
    """One visible sheet: its lines as text; `merged` counts the joined cells that were filled."""

    title: str
    rows: list[Row] = field(default_factory=list)
    merged: int = 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """All visible sheets that hold something, and whether hidden ones were passed over."""

    tables: list[Table]
    hidden: bool


def read_workbook(file: IO[bytes]) -> Workbook:
    """The workbook's visible tables. Raises Refused for what is unsafe, damaged or too large."""
    check_workbook(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of styles that it will not keep
            return _read(file)
    except Refused:
        raise
    except DAMAGE as error:
        raise Refused("damaged") from error


def _read(file: IO[bytes]) -> Workbook:
    parts = _parts(file)
    file.seek(0)
    book = load_workbook(file, read_only=True, keep_links=False)
    tables, hidden = [], False
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                hidden = True
                continue
            sheet.reset_dimensions()  # the declared size may be wrong
            table = Table(sheet.title, list(_rows(sheet.iter_rows())))
            if table.rows:
                _fill_merged(file, parts.get(sheet.title, ""), table)
                tables.append(table)
    finally:
        book.close()
    return Workbook(tables, hidden)


def _rows(lines: Iterator[tuple[object, ...]]) -> Iterator[Row]:
    """The lines that hold something; raises Refused when they are too many or too wide."""
    blank = kept = 0
    for line, cells in enumerate(lines, start=1):
        row = _row(line, cells)
        if row is None:
            blank += 1
            if blank > BLANK_LIMIT:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            continue
        kept += 1
        if kept > MAX_ROWS + 1:
            raise Refused("too_many_rows", limit=MAX_ROWS)
        yield row


def _row(line: int, cells: tuple[object, ...]) -> Row | None:
    """One line as text; None when nothing is in it. A formula is never computed nor believed."""
    texts: list[str] = []
    flags: dict[int, str] = {}
    width = 0
    for index, cell in enumerate(cells):
        value = getattr(cell, "value", None)
        if value is None:
            texts.append("")
            continue
        kind = getattr(cell, "data_type", "s")
        if kind == "f":
            text, flag = "", "formula"
        elif kind == "e":
            text, flag = "", "error"
        else:
            text, flag = clean(as_text(value))
        if text or flag:
            width = index + 1
        if flag:
            flags[index] = flag
        texts.append(text)
        if width > MAX_COLUMNS:
            raise Refused("too_many_columns", limit=MAX_COLUMNS)
    return Row(line, texts[:width], flags) if width else None


def _parts(file: IO[bytes]) -> dict[str, str]:
    """Where each sheet's XML stands in the archive, by the sheet's title."""
    file.seek(0)
    with ZipFile(file) as archive:
        targets = {
            item.get("Id", ""): item.get("Target", "")
            for item in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        found = {}
        for item in fromstring(archive.read("xl/workbook.xml")).iter():
            if item.tag.endswith("}sheet"):
                target = targets.get(item.get(RELATION, ""), "")
                found[item.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found


def _fill_merged(file: IO[bytes], part: str, table: Table) -> None:
    """Writes the text of cells that were joined downwards into each of their lines: in a list, one city's
    name often stands once beside all its delegates."""
    by_line = {row.line: row for row in table.rows}
    with ZipFile(file) as archive:
        if part not in archive.namelist():
            return
        found = islice(MERGED.finditer(archive.read(part)), MAX_MERGES)
        ranges = [range_boundaries(match.group(1).decode()) for match in found]
    for left, top, _right, bottom in ranges:
        first = by_line.get(top or 0)
        if first is None or not left or not top or not bottom or bottom == top or len(first.cells) < left:
            continue
        text = first.cells[left - 1]
        for line in range(top + 1, min(bottom, top + MAX_ROWS) + 1):
            row = by_line.get(line)
            if row is None:
                continue
            row.cells.extend([""] * (left - len(row.cells)))
            if row.cells[left - 1] != text:
                row.cells[left - 1] = text
                table.merged += 1
            if (left - 1) in first.flags:
                row.flags[left - 1] = first.flags[left - 1]
