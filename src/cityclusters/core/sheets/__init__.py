"""Spreadsheets that people send us, and spreadsheets that they take away.

Takes an uploaded XLSX or CSV file and gives its table as cleaned text; takes a table and gives a file whose
cells no program runs as a formula. Everything dangerous or unreadable is refused with a code (`Refused`)."""

from cityclusters.core.sheets.model import Refused, Row, Sheet, refusal_text
from cityclusters.core.sheets.read import read_sheet
from cityclusters.core.sheets.write import write_csv, write_xlsx

__all__ = [
    "Refused",
    "Row",
    "Sheet",
    "read_sheet",
    "refusal_text",
    "write_csv",
    "write_xlsx",
]
