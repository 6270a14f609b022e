"""The report as sheets of a workbook: one for the facts, one for each table, numbers as numbers."""

from django.utils.translation import gettext as _

from cityclusters.core import exports
from cityclusters.core.sheets.write import Cell as SheetCell
from cityclusters.surveys.reporting.parts import Cell, Report, Table


def sheets(report: Report) -> list[exports.Table]:
    """The sheets in the report's order; each table carries its question and base in its first lines."""
    facts: list[list[SheetCell]] = [[report.title, ""], [report.subtitle, report.made_on]]
    if report.notice:
        facts.append([report.notice, ""])
    facts += [[words, figure] for figure, words in report.figures]
    facts += [[_("Read this with care"), warning] for warning in report.warnings]
    made: list[exports.Table] = []
    for section in report.sections:
        facts.append(["", ""])
        facts.append([section.title, section.empty])
        facts += [[words, value] for words, value in section.facts]
        facts += [["", text] for text in section.paragraphs]
        made += [_sheet(len(made) + number, table) for number, table in enumerate(section.tables, start=1)]
    return [exports.Table(_("Report"), [_("What"), _("Value")], facts), *made]


def _sheet(number: int, table: Table) -> exports.Table:
    header = [table.head]
    for column in table.columns:
        header += [column, _("%(column)s, in percent") % {"column": column}] if table.is_chart else [column]
    rows: list[list[SheetCell]] = []
    for row in table.rows:
        line: list[SheetCell] = [row.label]
        for cell in row.cells:
            line += _values(cell, table.is_chart)
        rows.append(line)
    rows.append([])
    rows += [[text] for text in (table.caption, table.base, *table.notes) if text]
    return exports.Table(f"{number} {table.caption}", header, rows)


def _values(cell: Cell, with_share: bool) -> list[SheetCell]:
    if cell.hidden:
        return [_("not shown"), ""] if with_share else [_("not shown")]
    value: SheetCell = cell.text if cell.number is None else cell.number
    return [value, cell.share] if with_share else [value]
