"""Abuse 21: no entity of an uploaded file is expanded and no file of the server is read."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from cityclusters.core.sheets import Refused, read_sheet

OPENING = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
BODY = OPENING + b'<row r="1"><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>'
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha") for level in range(10)
)


def workbook_with(part: bytes) -> io.BytesIO:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Name"])
    source = io.BytesIO()
    book.save(source)
    out = io.BytesIO()
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(out, "w") as target:
        for entry in archive.infolist():
            target.writestr(
                entry, part if entry.filename == "xl/worksheets/sheet1.xml" else archive.read(entry)
            )
    return out


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY,
        b'<!DOCTYPE w SYSTEM "http://169.254.169.254/x.dtd">' + BODY,
        b"<!DOCTYPE w [" + LAUGHS + b'<!ENTITY x "&l9;">]>' + BODY,
        b"<!--" + b" " * 1_500_000 + b"-->" + b'<!DOCTYPE w [<!ENTITY x "y">]>' + BODY,
        ('\ufeff<!DOCTYPE w [<!ENTITY x "y">]>' + BODY.decode()).encode("utf-16-le"),
        ('<!DOCTYPE w [<!ENTITY x "y">]>' + BODY.decode()).encode("utf-16-be"),
        b'<?xml version="1.0" encoding="cp037"?>'
        + ('<!DOCTYPE w [<!ENTITY x "y">]>' + BODY.decode()).encode("cp037"),
    ],
)
def test_21_entities_are_refused(part: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read_sheet(workbook_with(part), "list.xlsx")
    assert caught.value.code == "unsafe"
