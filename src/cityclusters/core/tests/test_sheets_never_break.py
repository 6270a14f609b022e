"""Whatever bytes somebody uploads as a spreadsheet, they are read or refused: no other error gets out."""

import io
import random
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cityclusters.core.sheets import Refused, read_sheet


def good_workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    lines: list[list[Any]] = [["Name", "City", "Day"], ["A", "Khiva", 44000], ["B", "=1+1", True]]
    for line in [*lines, ["Ч", None, 1.5]]:
        book.active.append(line)
    book.active.merge_cells("A2:A3")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


GOOD = good_workbook()


def read(content: bytes, name: str = "list.xlsx", encoding: str = "") -> None:
    try:
        sheet = read_sheet(io.BytesIO(content), name, known=lambda text: text == "Name", encoding=encoding)
    except Refused:
        return
    for row in sheet.rows:
        assert len(row.cells) == len(sheet.header)
        assert all("\x00" not in cell for cell in row.cells)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=2000), st.sampled_from(["list.csv", "list.xlsx", "list", "list.txt"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    read(content, name)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=500), st.sampled_from(["", "utf-8", "utf-16", "windows-1251", "gb18030"]))
def test_any_text_is_read_or_refused_in_any_encoding(text: str, encoding: str) -> None:
    read(text.encode("utf-8", errors="surrogatepass"), "list.csv", encoding)


@pytest.mark.parametrize("seed", range(60))
def test_a_workbook_with_damaged_bytes_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(GOOD)
    for _flip in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    read(bytes(content[: chance.randint(len(content) // 2, len(content))] if seed % 3 == 0 else content))


@pytest.mark.parametrize("seed", range(150))
def test_a_workbook_with_damaged_parts_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            part = bytearray(source.read(entry))
            if entry.filename.endswith(("sheet1.xml", "workbook.xml", "styles.xml", ".rels", "Strings.xml")):
                for _change in range(chance.randint(0, 3)):
                    at = chance.randrange(len(part))
                    part[at : at + chance.randint(0, 6)] = chance.choice(
                        [b"", b"-1", b"9" * 12, b"NaN", b"<x/>", b'"', b"\xff", b"A0", b"ZZZZ1", b"1e999"]
                    )
            target.writestr(entry.filename, bytes(part))
    read(out.getvalue())
