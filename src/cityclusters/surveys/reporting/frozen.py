"""A report as JSON, and back."""

from dataclasses import asdict
from typing import Any

from cityclusters.surveys.reporting.parts import Cell, Report, Row, Section, Table


def as_json(report: Report) -> dict[str, Any]:
    """Plain values only."""
    return asdict(report)


def from_json(data: dict[str, Any]) -> Report:
    """The report that `as_json` wrote."""
    return Report(
        **{
            **data,
            "sections": [_section(part) for part in data["sections"]],
            "figures": _pairs(data["figures"]),
        }
    )


def _pairs(values: list[list[str]]) -> list[tuple[str, str]]:
    return [(first, second) for first, second in values]


def _section(data: dict[str, Any]) -> Section:
    tables = [_table(table) for table in data["tables"]]
    return Section(**{**data, "tables": tables, "facts": _pairs(data["facts"])})


def _table(data: dict[str, Any]) -> Table:
    rows = [Row(row["label"], tuple(Cell(**cell) for cell in row["cells"])) for row in data["rows"]]
    return Table(**{**data, "rows": rows})
