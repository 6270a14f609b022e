"""The report as a Word file: headings, real tables with header rows, right to left where the language is."""

import io
from typing import Any

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from cityclusters.surveys.reporting.parts import Report, Section, Table

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def write_docx(report: Report) -> bytes:
    """The file's bytes."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10.5)
    document.core_properties.title = report.title
    document.core_properties.language = get_language() or "en"
    document.core_properties.author = ""
    document.add_heading(report.title, level=0)
    document.add_paragraph(_("%(kind)s, made on %(day)s") % {"kind": report.subtitle, "day": report.made_on})
    if report.notice:
        document.add_paragraph(report.notice)
    for figure, words in report.figures:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(figure).bold = True
        paragraph.add_run(f" {words}")
    if report.warnings:
        document.add_heading(_("Read this with care"), level=2)
        for warning in report.warnings:
            document.add_paragraph(warning, style="List Bullet")
    for section in report.sections:
        _section(document, section)
    if get_language_bidi():
        _right_to_left(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _section(document: Any, section: Section) -> None:
    document.add_heading(section.title, level=1)
    if section.empty:
        document.add_paragraph(section.empty)
    for words, value in section.facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{words}: ").bold = True
        paragraph.add_run(value)
    for text in section.paragraphs:
        document.add_paragraph(text)
    for table in section.tables:
        _table(document, table)


def _table(document: Any, table: Table) -> None:
    document.add_heading(table.caption, level=3)
    for text in (table.base, *table.notes):
        if text:
            document.add_paragraph(text).paragraph_format.keep_with_next = True
    if not table.rows:
        return
    grid = document.add_table(rows=1, cols=len(table.columns) + 1, style="Light Grid Accent 1")
    for cell, words in zip(grid.rows[0].cells, [table.head, *table.columns], strict=True):
        cell.text = words
    _mark_header(grid.rows[0])
    for row in table.rows:
        cells = grid.add_row().cells
        cells[0].text = row.label
        for place, cell in zip(cells[1:], row.cells, strict=True):
            place.text = _("not shown") if cell.hidden else cell.text
    document.add_paragraph()


def _mark_header(row: Any) -> None:
    """Tells screen readers and printers that the first row repeats as the head."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _right_to_left(document: Any) -> None:
    paragraphs = list(document.paragraphs)
    for table in document.tables:
        table.table_direction = WD_TABLE_DIRECTION.RTL
        for row in table.rows:
            for cell in row.cells:
                paragraphs.extend(cell.paragraphs)
    for paragraph in paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run.font.rtl = True
