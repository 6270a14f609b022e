"""What a spreadsheet is to us: a heading line and lines of text; and why a file is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

# Limits of what one upload may hold. A list of all the delegates of a very large conference fits.
MAX_ROWS = 10_000
MAX_COLUMNS = 200
MAX_CELL = 1_000


class Refused(ValueError):
    """A file that is not read. `code` names the reason, `params` fill its message (`refusal_text`)."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `cells` has as many texts as the heading; `flags` maps a column's index to what is odd
    about its cell: 'formula', 'error', 'long', 'hidden' (invisible direction marks were taken out)."""

    line: int
    cells: list[str]
    flags: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `line` is the line of the heading; `recognised` says whether any of its headings is known.

    `encoding` is empty for XLSX; for text it is the one that was used, and `encodings` lists all in which
    the file could be read (best first) when it was a guess. `notices` are (code, params) pairs to show."""

    header: list[str]
    rows: list[Row]
    line: int = 1
    recognised: bool = True
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    notices: tuple[tuple[str, dict[str, str | int]], ...] = ()


def refusal_text(code: str, params: Mapping[str, object]) -> str:
    """The refusal or notice in the reader's language, with what she can do."""
    texts = {
        "empty": _("The file is empty."),
        "kind": _("This is not a spreadsheet we can read. Save it as XLSX or CSV and upload that file."),
        "old_excel": _(
            "This is an old Excel file (.xls), or it is protected by a password. "
            "Save it as XLSX without a password and upload that file."
        ),
        "open_document": _("This is an OpenDocument file. Save it as XLSX or CSV and upload that file."),
        "macros": _("The file holds macros. Save it as XLSX (without macros) and upload that file."),
        "unsafe": _(
            "The file is built in a way that could harm the server, so it was not opened. "
            "Copy the table into a new file and upload that."
        ),
        "too_large": _("The file holds more data than a list of people needs. Split it and try again."),
        "damaged": _(
            "The file is damaged. Open it in your spreadsheet program, save it again and try again."
        ),
        "too_many_rows": _("The list has more than %(limit)s lines. Split it into several files."),
        "too_many_columns": _(
            "The list has more than %(limit)s columns. Remove the columns that are not needed."
        ),
        "no_rows": _("The list has no lines below its headings."),
        "nul": _("This is not a text file: it holds characters that no text has. Save it as XLSX or CSV."),
        "encoding": _("The letters in this file can't be read as %(encoding)s. Choose another encoding."),
        "unknown_encoding": _("The letters in this file can't be read. Save it as XLSX, or as CSV in UTF-8."),
        "quotes": _("A quotation mark in the file is never closed. Save the file as XLSX and try again."),
        "other_sheets": _("Only the sheet “%(used)s” was read. Not read: %(others)s."),
        "hidden_sheets": _("Hidden sheets were not read."),
        "above": _("Lines above the headings were left out: %(count)s."),
        "merged": _("Cells that were joined into one now each hold its text: %(count)s."),
        "marks": _("Invisible marks that turn the direction of text were taken out of some cells."),
        "double_heading": _("Two columns have the heading “%(heading)s”. Only the first one is used."),
    }
    text = texts.get(code)
    return text % params if text is not None else _("The file could not be read.")
