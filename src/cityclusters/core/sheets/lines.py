"""Reading an uploaded table line by line: the cells by name, and every cell that can't be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cityclusters.core.sheets.model import Row, Sheet
from cityclusters.core.sheets.said import yes_or_no


@dataclass(frozen=True)
class Problem:
    """A cell that can't be used: the line in the file, the column's heading, and why."""

    line: int
    column: str
    text: str


def flag_words() -> dict[str, str]:
    """What to say of cells whose content was not believed, by their flag (`Row.flags`)."""
    return {
        "formula": _("This cell holds a formula."),
        "error": _("This cell holds an error."),
        "long": _("This text is too long."),
    }


class LineReader:
    """One table and the line that is read now. `columns` are the places of our columns by name, `problems`
    what is wrong, `words` the headings of columns that the table may lack."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Mapping[str, int],
        problems: list[Problem],
        words: Mapping[str, Any] | None = None,
    ) -> None:
        self.sheet, self.columns, self.problems, self.words = sheet, columns, problems, words or {}
        self.row = Row(sheet.line, [])

    def cell(self, name: str) -> str:
        """What stands in this column, without spaces around it; '' where the table has none."""
        at = self.columns.get(name)
        return self.row.cells[at].strip() if at is not None and at < len(self.row.cells) else ""

    def wrong(self, name: str, text: str) -> None:
        """Notes a cell of this line that can't be used."""
        at = self.columns.get(name)
        heading = self.sheet.header[at] if at is not None else str(self.words.get(name, name))
        self.problems.append(Problem(self.row.line, heading, text))

    def flags(self) -> None:
        """Notes the cells of our columns whose content was not believed: formulas, errors, too long."""
        words, names = flag_words(), {at: name for name, at in self.columns.items()}
        for at, flag in self.row.flags.items():
            if flag in words and at in names:
                self.wrong(names[at], words[flag])

    def yes(self, name: str) -> bool:
        """A cell that says yes or nothing."""
        said = yes_or_no(self.cell(name))
        if said is None:
            self.wrong(name, _("Write “yes” or leave the cell empty."))
        return bool(said)
