"""Abuse 19: archives that would harm the server are refused before they are unpacked."""

import io
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from cityclusters.core.sheets import Refused, read_sheet

MEGABYTE = 1_000_000


def good_workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Name"])
    book.active.append(["A"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes, mode: int = 0) -> bytes:
    out = io.BytesIO(good_workbook())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        if mode:
            entry.external_attr = mode << 16
        archive.writestr(entry, content)
    return out.getvalue()


def bomb() -> bytes:
    """250 KB that unpack to 250 MB of shared strings."""
    return with_part("xl/sharedStrings.xml", b"<sst>" + b"<si><t>aaaaaaaaaaaaaaa</t></si>" * 8 * MEGABYTE)


def ten_thousand_entries() -> bytes:
    out = io.BytesIO(good_workbook())
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"xl/part{number}.xml", b"")
    return out.getvalue()


def lying_size() -> bytes:
    """The directory says that the part is small; unpacking it would not be."""
    content = bytearray(with_part("xl/big.xml", b"<a>" + b"x" * 20 * MEGABYTE))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, at + 24, 1_000)
    return bytes(content)


def encrypted() -> bytes:
    content = bytearray(with_part("xl/secret.xml", b"<a/>"))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 1)
    return bytes(content)


@pytest.mark.parametrize(
    ("build", "codes"),
    [
        (bomb, {"unsafe", "too_large"}),
        (ten_thousand_entries, {"unsafe"}),
        (lambda: with_part("xl/embeddings/inner.zip", good_workbook()), {"unsafe"}),
        (lambda: with_part("xl/link.xml", b"/etc/passwd", stat.S_IFLNK | 0o777), {"unsafe"}),
        (lambda: with_part("../../outside.xml", b"<a/>"), {"unsafe"}),
        (lambda: with_part("/etc/outside.xml", b"<a/>"), {"unsafe"}),
        (lying_size, {"damaged"}),
        (encrypted, {"old_excel"}),
        (lambda: with_part("xl/vbaProject.bin", b"macro"), {"macros"}),
    ],
)
def test_19_archives_that_harm_are_refused_without_unpacking(
    build: Callable[[], bytes], codes: set[str]
) -> None:
    with pytest.raises(Refused) as caught:
        read_sheet(io.BytesIO(build()), "list.xlsx")
    assert caught.value.code in codes


MEASURE = """
import resource, sys
from django.conf import settings
settings.configure()
from cityclusters.core.sheets import Refused, read_sheet
import openpyxl
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    with open(sys.argv[1], "rb") as file:
        read_sheet(file, "list.xlsx")
except Refused as error:
    print(error.code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("build", [bomb, ten_thousand_entries, lying_size])
def test_19_refusing_a_bomb_costs_less_than_50_megabytes(build: Callable[[], bytes], tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(build())
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(file)], capture_output=True, text=True, timeout=60, check=True
    )
    code, grown = done.stdout.split()
    assert code in {"unsafe", "too_large", "damaged"}
    assert int(grown) * 1024 < 50 * MEGABYTE
