"""Downloads: right in spreadsheet programs, harmless in all of them."""

import csv
import io
from collections.abc import Iterator

import pytest
from django.utils import translation
from openpyxl import load_workbook

from cityclusters.core.exports import Table, csv_response, xlsx_response

EVIL = ['=HYPERLINK("http://x")', "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"]


def test_no_text_is_a_formula_in_csv() -> None:
    body = csv_response("list", ["=Name", "Number"], [[text, -5] for text in EVIL]).getvalue().decode("utf-8")
    assert body.startswith("\ufeff")
    header, *rows = csv.reader(io.StringIO(body.removeprefix("\ufeff"), newline=""))
    assert header == ["'=Name", "Number"]
    assert [row[0] for row in rows] == [f"'{text}" for text in EVIL]
    assert {row[1] for row in rows} == {"-5"}  # a number stays a number


def test_no_text_is_a_formula_in_xlsx() -> None:
    sheets = [Table("People: all", ["Name"], [[text] for text in EVIL]), Table("Empty", ["Name"], [])]
    book = load_workbook(io.BytesIO(xlsx_response("list", sheets).getvalue()))
    assert book.sheetnames == ["People all", "Empty"]
    cells = [row[0] for row in book["People all"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[0].value == EVIL[0]


def test_rows_are_read_while_they_are_sent() -> None:
    read = []

    def rows() -> Iterator[list[int]]:
        for number in range(1000):
            read.append(number)
            yield [number]

    lines = iter(csv_response("list", ["Number"], rows()))
    next(lines)
    next(lines)
    assert len(read) <= 2


@pytest.mark.parametrize(("language", "right_to_left"), [("en", False), ("ar", True)])
def test_sheets_run_the_reader_s_way(language: str, right_to_left: bool) -> None:
    with translation.override(language):
        content = xlsx_response("list", [Table("Sheet", ["Name"], [["x"]])]).getvalue()
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert bool(sheet.sheet_view.rightToLeft) is right_to_left


def test_the_name_may_be_in_any_script() -> None:
    response = csv_response("المتابعات", ["Name"], [])
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D8")
    assert response["Cache-Control"] == "private, no-store"
