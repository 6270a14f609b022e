"""What a report is made of. Words are in the reader's language already; numbers are final and protected."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, the number behind it for spreadsheets (None where hidden or no number), and the
    percentage that a bar shows (None for no bar)."""

    text: str
    number: int | float | None = None
    share: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its head."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Table:
    """A table with everything that must stand beside it: its base, and notes."""

    caption: str
    columns: Sequence[str]
    rows: list[Row]
    base: str = ""
    notes: list[str] = field(default_factory=list)
    is_chart: bool = False
    head: str = ""

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, Cell]]]]:
        """For templates: the head of each row, and its cells each with its column's head."""
        return [(row.label, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


@dataclass(slots=True)
class Section:
    """A part of the report: paragraphs, facts (words and values), tables, and lists."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    empty: str = ""


@dataclass(slots=True)
class Report:
    """The whole report. `figures` are the large numbers at its top: (number, what it counts)."""

    title: str
    subtitle: str
    figures: list[tuple[str, str]]
    sections: list[Section]
    warnings: list[str]
    made_on: str
    notice: str = ""
