"""Abuse 22: no text in a table that people take away is run as a formula by the program that opens it."""

import csv
import io

import pytest
from openpyxl import load_workbook

from cityclusters.core.sheets import write_csv, write_xlsx

NASTY = [
    '=HYPERLINK("http://evil.example","click")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "  =1",
    "\uff1d1+1",
]


@pytest.mark.parametrize("text", NASTY)
def test_22_texts_stay_texts_in_csv(text: str) -> None:
    content = write_csv([text], [[text, 5]]).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(content, newline="")):
        assert line[0] == f"'{text}"


@pytest.mark.parametrize("text", NASTY)
def test_22_texts_stay_texts_in_xlsx(text: str) -> None:
    sheet = load_workbook(io.BytesIO(write_xlsx([text], [[text, 5]], title="x/y"))).active
    assert sheet is not None
    for row in sheet.iter_rows(max_col=1):
        assert row[0].data_type in {"s", "inlineStr"}
        assert str(row[0].value).strip() == text.strip()
    assert sheet["B2"].value == 5
