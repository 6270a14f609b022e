"""Reads a text table (CSV): finds out how its letters were written and what separates its cells.

UTF-8 and the byte order marks are certain. Everything else is a guess by how well the text reads, and is
returned with the other possibilities, so that a person can look and choose."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from cityclusters.core.sheets.clean import clean
from cityclusters.core.sheets.model import MAX_COLUMNS, MAX_ROWS, Refused, Row

GUESSED = ("windows-1251", "windows-1256", "windows-1252", "gb18030")
CHOICES = ("utf-8", "utf-16", *GUESSED)
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 200_000  # bytes looked at for the guess
WORD = re.compile(r"[^\W\d_]+")
CHINESE = re.compile("[\u4e00-\u9fff]")


def decode(content: bytes, wanted: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The text, the encoding it was read in, and all that were possible when it was a guess.

    Raises Refused when `wanted` does not fit, when nothing fits, or when the file is no text."""
    if wanted:
        return _decode_as(content, wanted), wanted, CHOICES
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _decode_as(content, encoding), encoding.removesuffix("-sig"), ()
    if b"\x00" in content:
        return _decode_sixteen(content), "utf-16", ()
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        ranked = _ranked(content)
    if not ranked:
        raise Refused("unknown_encoding")
    return _decode_as(content, ranked[0]), ranked[0], tuple(ranked)


def _decode_as(content: bytes, encoding: str) -> str:
    if encoding not in (*CHOICES, "utf-8-sig"):
        raise Refused("unknown_encoding")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("encoding", encoding=encoding) from error


def _decode_sixteen(content: bytes) -> str:
    """UTF-16 without its mark: in a table, the separators have a zero byte on one side."""
    pairs = len(content) // 2
    for encoding, zeros in (("utf-16-le", content[1::2]), ("utf-16-be", content[0::2])):
        if len(content) % 2 == 0 and zeros.count(0) > pairs * 0.1:
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text
    raise Refused("nul")


def _ranked(content: bytes) -> list[str]:
    """The encodings in which the bytes can be read, the one that reads best first."""
    scores = {}
    for encoding in GUESSED:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = content[:SAMPLE].decode(encoding, errors="ignore")
        scores[encoding] = _reads_well(sample, encoding)
    return sorted(scores, key=lambda encoding: -scores[encoding])


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0]


def _reads_well(text: str, encoding: str) -> float:
    """The share of words beyond plain ASCII that look like words of a language written this way: one
    script, capitals only in front or throughout, common Chinese characters. From -1 to 1."""
    good = bad = 0.0
    foreign = [word for word in WORD.findall(text) if not word.isascii()][:20_000]
    for word in foreign:
        scripts = {_script(letter) for letter in word}
        if encoding == "gb18030":
            # Level 1 of GB 2312: the 3,755 everyday characters, lead bytes B0 to D7.
            common = sum("\u4e00" <= c <= "\u9fff" and 0xB0 <= c.encode("gb18030")[0] <= 0xD7 for c in word)
            good, bad = good + common, bad + 1.5 * (len(word) - common)
            continue
        shaped = word in {word.lower(), word.upper(), word.capitalize()}
        wanted = {"windows-1251": "CYRILLIC", "windows-1256": "ARABIC", "windows-1252": "LATIN"}[encoding]
        accents = sum(not letter.isascii() for letter in word)
        # A Latin word has few accented letters; a word of them alone is another script misread.
        plausible = scripts == {wanted} and shaped and (wanted != "LATIN" or accents <= max(1, len(word) / 2))
        good, bad = (good + len(word), bad) if plausible else (good, bad + len(word))
    odd = sum(unicodedata.category(letter) in {"Cc", "Cn", "Co"} for letter in text if letter not in "\r\n\t")
    symbols = sum(
        unicodedata.category(letter) in {"Sm", "Sc", "Sk", "So"} and not letter.isascii() for letter in text
    )
    total = good + bad + odd + symbols
    return (good - bad - 2 * odd - symbols) / total if total else 0.0


def separator(text: str) -> str:
    """What separates the cells: the mark that cuts most of the first lines into the same number (over 1)
    of cells; a comma when nothing does."""
    if text[:6].lower().startswith("sep=") and len(text) > 4:
        return text[4]
    best, best_score = ",", 0.0
    for mark in SEPARATORS:
        try:
            widths = Counter(len(row) for row in _first_lines(text, mark))
        except csv.Error:
            continue
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        score = 0.0 if width < 2 else count / sum(widths.values()) * (1 + width / 1000)
        if score > best_score:
            best, best_score = mark, score
    return best


def _first_lines(text: str, mark: str) -> Iterator[list[str]]:
    seen = 0
    for row in csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=mark):
        if any(cell.strip() for cell in row):
            seen += 1
            yield row
        if seen >= 30:
            return


def rows_of(text: str) -> list[Row]:
    """The lines that hold something, numbered as a spreadsheet program numbers them.

    Raises Refused when they are too many or too wide, or when a quotation mark is never closed."""
    mark = separator(text)
    rows: list[Row] = []
    try:
        for line, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), start=1):
            if line == 1 and record and record[0].lower().startswith("sep="):
                continue
            row = _row(line, record)
            if row is not None:
                rows.append(row)
            if len(rows) > MAX_ROWS + 1:
                raise Refused("too_many_rows", limit=MAX_ROWS)
    except csv.Error as error:
        raise Refused("quotes") from error
    return rows


def _row(line: int, record: list[str]) -> Row | None:
    cells: list[str] = []
    flags: dict[int, str] = {}
    width = 0
    for index, value in enumerate(record):
        if value.count("\n") > 20:
            raise Refused("quotes")
        text, flag = clean(value)
        if text or flag:
            width = index + 1
        if flag:
            flags[index] = flag
        cells.append(text)
    if width > MAX_COLUMNS:
        raise Refused("too_many_columns", limit=MAX_COLUMNS)
    return Row(line, cells[:width], flags) if width else None
