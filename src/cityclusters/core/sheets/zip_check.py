"""A look at an XLSX file before anything unpacks it.

An XLSX file is a zip archive of XML files. Its central directory says what unpacking would cost; a file
that lies there is caught by the checksum while it is read, because no more is read than it declared."""

import re
import stat
import struct
import zlib
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cityclusters.core.sheets.model import Refused

MAX_ENTRIES = 500
MAX_DIRECTORY = 200_000  # bytes of the central directory: 500 entries with long names
MAX_UNPACKED = 30_000_000  # bytes of all parts together
MAX_RATIO = 150  # unpacked : packed, for parts over a megabyte
LARGE = 1_000_000

END = struct.Struct("<4s4H2LH")  # end of the central directory, as the zip specification gives it
END_MARK = b"PK\x05\x06"
ZIP64_MARK = b"PK\x06\x07"
LOCAL_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOUNDARY = 65_536 + END.size
CHUNK = 1_000_000

# A document type is the door to entity bombs and to reading files of the server; XLSX never has one.
DOCTYPE = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)|<\x00!\x00(D|E)|\x00<\x00!\x00(D|E)", re.IGNORECASE)
DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
DAMAGE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,  # seeking before the beginning, names that are no text
    struct.error,
    zlib.error,
)
ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"}


def _look_at_end(file: IO[bytes]) -> None:
    """Refuses a directory that would be large before `ZipFile` reads it into memory."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - BOUNDARY))
    tail = file.read()
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) - at < END.size:
        raise Refused("damaged")
    _mark, _disk, _start, _here, entries, directory, _offset, _comment = END.unpack_from(tail, at)
    if ZIP64_MARK in tail[max(0, at - 20) : at] or entries > MAX_ENTRIES or directory > MAX_DIRECTORY:
        raise Refused("unsafe")
    file.seek(0)


def _look_at_entry(entry: ZipInfo) -> None:
    """Refuses links, encrypted parts, odd names, unknown packing, and what would unpack too large."""
    name = entry.filename
    odd = name.startswith(("/", "\\")) or ".." in name.split("/") or "\x00" in name or ":" in name
    if (
        stat.S_ISLNK(entry.external_attr >> 16)
        or odd
        or entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
    ):
        raise Refused("unsafe")
    if entry.flag_bits & 0x1:
        raise Refused("old_excel")
    if entry.file_size > LARGE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise Refused("unsafe")


def _look_at_kind(names: set[str]) -> None:
    """Refuses what is another document than a workbook without macros."""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("macros")
    if "content.xml" in names:
        raise Refused("open_document")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refused("kind")


def _look_inside(archive: ZipFile, entry: ZipInfo) -> None:
    """Refuses an archive in the archive and XML with a document type or an unusual encoding."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(entry) as part:
        chunk = part.read(CHUNK if is_xml else 8)
        if chunk.startswith((LOCAL_MARK, OLE_MARK)):
            raise Refused("unsafe")
        if not is_xml:
            return
        declared = DECLARED.search(chunk[:400])
        if declared and declared.group(1).lower() not in ENCODINGS:
            raise Refused("unsafe")
        before = b""
        while chunk:
            if DOCTYPE.search(before + chunk):
                raise Refused("unsafe")
            before, chunk = chunk[-20:], part.read(CHUNK)


def check_workbook(file: IO[bytes]) -> None:
    """Refuses (`Refused`) an XLSX file that is a bomb, holds links, archives, macros or document types,
    or is no workbook. Reads each part once as a stream; keeps nothing in memory."""
    _look_at_end(file)
    try:
        with ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or len({entry.filename for entry in entries}) < len(entries):
                raise Refused("unsafe")
            for entry in entries:
                _look_at_entry(entry)
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise Refused("too_large")
            _look_at_kind({entry.filename for entry in entries})
            for entry in entries:
                _look_inside(archive, entry)
    except Refused:
        raise
    except DAMAGE as error:
        raise Refused("damaged") from error
    file.seek(0)
