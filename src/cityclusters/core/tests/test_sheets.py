"""Reading a list that somebody sends: headings found, cells as a person sees them, the rest refused."""

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from cityclusters.core.sheets import Refused, Sheet, read_sheet, refusal_text
from cityclusters.core.sheets.model import MAX_COLUMNS, MAX_ROWS

HEADINGS = {"name", "e-mail", "city", "phone"}


def known(text: str) -> bool:
    return text.lower() in HEADINGS


def read(content: bytes, name: str = "list.csv", encoding: str = "") -> Sheet:
    return read_sheet(io.BytesIO(content), name, known=known, encoding=encoding)


def workbook(*lines: list[object], merge: str = "", hidden: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    if merge:
        sheet.merge_cells(merge)
    if hidden:
        book.create_sheet("Secret").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(content: bytes, name: str = "list.csv", encoding: str = "") -> str:
    with pytest.raises(Refused) as caught:
        read(content, name, encoding)
    assert "%(" not in refusal_text(caught.value.code, caught.value.params)
    return caught.value.code


def test_cells_of_a_workbook_become_what_a_person_sees() -> None:
    sheet = read(
        workbook(
            ["Name", "Phone", "Day", "Share", "Here"],
            ["Deputy  mayor\nof Khiva", 998901234567.0, datetime(2020, 11, 6), 0.5, True],
        ),
        "list.xlsx",
    )
    assert sheet.header == ["Name", "Phone", "Day", "Share", "Here"]
    assert sheet.rows[0].cells == ["Deputy mayor of Khiva", "998901234567", "2020-11-06", "0.5", "yes"]
    assert sheet.rows[0].line == 2


def test_the_heading_is_found_below_a_title() -> None:
    sheet = read(workbook(["List of delegates"], [], ["City", "Name"], ["Khiva", "Mayor"]), "x.xlsx")
    assert (sheet.header, sheet.line, sheet.recognised) == (["City", "Name"], 3, True)
    assert [row.line for row in sheet.rows] == [4]
    assert ("above", {"count": 1}) in sheet.notices


def test_a_list_without_known_headings_says_so() -> None:
    sheet = read(b"Khiva,Mayor\nBukhara,Deputy\n")
    assert not sheet.recognised
    assert sheet.header == ["Khiva", "Mayor"]


def test_cells_joined_downwards_hold_their_text_in_each_line() -> None:
    content = workbook(
        ["City", "Name"], ["Khiva", "Mayor"], [None, "Deputy"], [None, "Adviser"], merge="A2:A4"
    )
    sheet = read(content, "x.xlsx")
    assert [row.cells[0] for row in sheet.rows] == ["Khiva", "Khiva", "Khiva"]
    assert ("merged", {"count": 2}) in sheet.notices


def test_a_joined_heading_leaves_the_line_below_as_heading() -> None:
    content = workbook(
        ["Contact", None, "Place"], ["Name", "E-mail", "City"], ["A", "b@c.example", "Khiva"], merge="A1:B1"
    )
    assert read(content, "x.xlsx").header == ["Name", "E-mail", "City"]


def test_formulas_are_marked_and_never_believed() -> None:
    sheet = read(workbook(["Name", "City"], ['=HYPERLINK("http://x.example","Mayor")', "Khiva"]), "x.xlsx")
    assert sheet.rows[0].cells == ["", "Khiva"]
    assert sheet.rows[0].flags == {0: "formula"}
    csv = read(b"Name,Phone\n=1+1,+998 (90) 123\n@SUM(A1),-\n")
    assert [row.flags for row in csv.rows] == [{0: "formula"}, {0: "formula"}]
    assert csv.rows[0].cells[1] == "+998 (90) 123"


def test_hidden_and_other_sheets_are_named_not_read() -> None:
    codes = dict(read(workbook(["Name"], ["A"], hidden=True), "x.xlsx").notices)
    assert "hidden_sheets" in codes


def test_marks_that_turn_text_are_taken_out_with_a_notice() -> None:
    sheet = read("Name,City\n\u202eroyam\u202c,Khi\u200bva\n".encode())
    assert sheet.rows[0].cells == ["royam", "Khiva"]
    assert sheet.rows[0].flags == {0: "hidden"}
    assert ("marks", {}) in sheet.notices


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Name;City\nЗаместитель хокима;Хива\n"),
        ("utf-8-sig", "Name;City\nMaire adjointe;Cotonou\n"),
        ("utf-16", "Name\tCity\n副市长\t宜春\n"),
        ("utf-16-le", "Name\tCity\nDeputy mayor\tKhiva\n"),
        ("windows-1251", "Name;City\nЗаместитель хокима;Хива\nСоветник;Бухара\n"),
        ("windows-1256", "Name,City\nنائبة رئيس البلدية,عمان\nمدير,إربد\n"),
        ("windows-1252", "Name;City\nConseillère;Adélaïde\nRegidor;Ñemby\n"),
        ("gb18030", "Name,City\n副市长,南京\n教授,宜春\n"),
    ],
)
def test_letters_are_read_as_they_were_written(encoding: str, text: str) -> None:
    sheet = read(text.encode(encoding))
    assert [row.cells for row in sheet.rows] == [
        line.replace("\t", ",").replace(";", ",").split(",") for line in text.splitlines()[1:]
    ]
    guessed = encoding.startswith(("windows", "gb"))
    assert bool(sheet.encodings) is guessed, "only a guess offers other encodings"


def test_a_person_may_choose_the_encoding() -> None:
    content = "Name;City\nМэр;Хива\n".encode("windows-1251")
    assert read(content, encoding="windows-1256").rows[0].cells != ["Мэр", "Хива"]
    assert read(content, encoding="windows-1251").rows[0].cells == ["Мэр", "Хива"]
    assert refused(content, encoding="utf-8") == "encoding"
    assert refused(content, encoding="../etc") == "unknown_encoding"


def test_quotes_separators_and_blank_lines() -> None:
    sheet = read(b'sep=;\r\n"Name";"City"\r\n\r\n"Mayor; acting";"Khi""va"\r\n')
    assert sheet.rows[0].cells == ["Mayor; acting", 'Khi"va']
    assert sheet.rows[0].line == 4


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "x.csv", "empty"),
        (b"\n\n  \n", "x.csv", "empty"),
        (b"Name,City\n", "x.csv", "no_rows"),
        (b"Name\x00\x00,City\nA,B\n", "x.csv", "nul"),
        (b"%PDF-1.7 ...", "x.pdf", "kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "x.xls", "old_excel"),
        (b"PK\x03\x04 not a zip at all", "x.xlsx", "damaged"),
        (b"Name,City\n" + b"A,B\n" * (MAX_ROWS + 1), "x.csv", "too_many_rows"),
        (b"Name," * 10_001 + b"\nA\n", "x.csv", "too_many_columns"),
        (b'Name,City\n"A' + b"\nB,C" * 50, "x.csv", "quotes"),
    ],
)
def test_what_can_t_be_read_is_refused_with_a_reason(content: bytes, name: str, code: str) -> None:
    assert refused(content, name) == code


def test_ten_thousand_and_one_columns_are_refused_and_far_empty_ones_are_not() -> None:
    assert refused(workbook(["Name"] * 10_001, ["A"]), "x.xlsx") == "too_many_columns"
    sheet = read(workbook(["Name", *[None] * (MAX_COLUMNS + 50)], ["A"]), "x.xlsx")
    assert sheet.header == ["Name"]


def _repacked(changes: dict[str, bytes], drop: str = "") -> bytes:
    """A good workbook with some of its parts replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(workbook(["Name", "City"], ["A", "Khiva"])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in changes and entry.filename != drop:
                target.writestr(entry, source.read(entry))
        for name, content in changes.items():
            target.writestr(name, content)
    return out.getvalue()


def test_a_line_numbered_in_the_milliards_keeps_nobody_busy() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
        b'<row r="1000000000"><c r="A1000000000" t="inlineStr"><is><t>B</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    assert refused(_repacked({"xl/worksheets/sheet1.xml": sheet}), "x.xlsx") == "too_many_rows"


def test_a_workbook_with_broken_parts_is_called_damaged() -> None:
    assert refused(_repacked({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}), "x.xlsx") == "damaged"
    assert refused(_repacked({}, drop="xl/workbook.xml"), "x.xlsx") == "damaged"
    assert refused(_repacked({"xl/vbaProject.bin": b"macro"}), "x.xlsx") == "macros"
    assert refused(_repacked({"content.xml": b"<x/>"}), "x.ods") == "open_document"
