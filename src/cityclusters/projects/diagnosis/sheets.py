"""The whole diagnosis as a workbook: what a page shows, with the same cells hidden."""

from typing import Any

from django.utils.translation import gettext as _

from cityclusters.core.exports import Table
from cityclusters.projects.diagnosis.grids import CHAIN, CHAIN_COLUMNS, GRIDS, how_words
from cityclusters.projects.diagnosis.small import SEXES
from cityclusters.projects.diagnosis.table import cell_of, table_of
from cityclusters.projects.models import Finding
from cityclusters.projects.models.diagnosis import NeedKind


def tables_of(content: dict[str, Any]) -> list[Table]:
    """A sheet for each grid, the people heard, the findings, the chain."""
    return [
        *(table_of(code, content["grids"][code]) for code in GRIDS),
        _hearings(content["hearings"]),
        _findings(content["findings"]),
        _chain(content["steps"]),
    ]


def _hearings(rows: list[dict[str, Any]]) -> Table:
    head = [_("Day"), _("How"), _("Women"), _("Men"), _("Another answer"), _("Not stated"), _("Note")]
    lines = [[row["on"], how_words(row["how"]), *(row[sex] for sex in SEXES), row["note"]] for row in rows]
    return Table(_("Who was heard"), head, lines)


def _findings(rows: list[dict[str, Any]]) -> Table:
    domains, needs = dict(Finding.Domain.choices), dict(NeedKind.choices)
    head = [
        _("About"), _("What was found"), _("What it means for women"), _("What it means for men"),
        _("Kind of need"), _("Source"), _("Day of the source"), _("Rows it rests on"),
    ]  # fmt: skip
    lines = [
        [
            str(domains[row["domain"]]), row["statement"], row["women"], row["men"], str(needs[row["need"]]),
            row["source"], row["source_on"], "; ".join(one["name"] for one in row["rows"]),
        ]
        for row in rows
    ]  # fmt: skip
    return Table(_("Findings"), head, lines)


def _chain(rows: list[dict[str, Any]]) -> Table:
    """Cells that are not shown say so."""
    table = table_of(CHAIN, rows)
    hidden = _("not shown")
    lines = [
        [hidden if one.name in row["hidden"] else cell_of(row, one) for one in CHAIN_COLUMNS] for row in rows
    ]
    return Table(table.title, table.header, lines)
