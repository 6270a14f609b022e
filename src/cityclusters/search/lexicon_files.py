"""Reading dictionaries of three kinds: CSV (two columns), TMX, and dictd (an .index beside a .dict).

Pure; no Django. Everything is given as pairs of texts."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

LARGEST = 300_000_000  # bytes, unpacked
LONGEST = 80  # characters of an expression: what is longer is a sentence
LONGEST_ARTICLE = 4000
MOST_MEANINGS = 6  # of one word
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BASE64 = {
    letter: value
    for value, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
# What an article has beside meanings: numbers of senses, pronunciation, grammar in brackets, examples.
NOISE = re.compile(r"\[[^\]]*\]|\([^)]*\)|<[^>]*>|/[^/]*/|^\s*\d+[.)]\s*", re.MULTILINE)


class LexiconError(ValueError):
    """A file that is no dictionary; `str()` of it is one line."""


class Entry(NamedTuple):
    """Two expressions that mean the same, with their languages."""

    language: str
    text: str
    target: str
    meaning: str


def read(path: Path, language: str, target: str) -> Iterator[Entry]:
    """The entries of a dictionary from `language` to `target`; a TMX file says its languages itself, and only
    those asked for are taken, where any are. Raises LexiconError."""
    name = path.name.lower()
    try:
        if name.endswith((".csv", ".tsv", ".txt")):
            yield from _csv(path, language, target)
        elif name.endswith(".tmx"):
            yield from _tmx(path, {language, target} - {""})
        elif name.endswith((".index", ".dict", ".dict.dz")):
            yield from _dictd(path, language, target)
        else:
            raise LexiconError(f"{path.name}: not a .csv, .tsv, .tmx or dictd file")
    except OSError as error:
        raise LexiconError(f"{path.name}: cannot be read ({error.strerror or error})") from None
    except (UnicodeDecodeError, csv.Error, ParseError, DefusedXmlException, zlib.error, EOFError) as error:
        raise LexiconError(f"{path.name}: not a dictionary of this kind ({error})") from None


def _need_both(path: Path, language: str, target: str) -> None:
    if not (language and target and language != target):
        raise LexiconError(f"{path.name}: say its two languages with --from and --to")


def _usable(text: str) -> str:
    text = " ".join(text.split())
    return text if 0 < len(text) <= LONGEST else ""


def _csv(path: Path, language: str, target: str) -> Iterator[Entry]:
    """Two columns; more meanings of a word in further columns, or parted by semicolons. A first row of two
    codes ('en,fr') names the languages."""
    text = path.read_bytes()[:LARGEST].decode("utf-8-sig")
    delimiter = "\t" if path.name.lower().endswith((".tsv", ".txt")) else ","
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    for number, row in enumerate(rows):
        if number == 0 and len(row) == 2 and all(re.fullmatch("[a-z]{2}", cell.strip()) for cell in row):
            language, target = (cell.strip() for cell in row)
            continue
        _need_both(path, language, target)
        if len(row) >= 2 and (word := _usable(row[0])):
            for cell in row[1:]:
                for meaning in filter(None, map(_usable, cell.split(";"))):
                    yield Entry(language, word, target, meaning)


def _tmx(path: Path, wanted: set[str]) -> Iterator[Entry]:
    """Every pair of languages of each unit."""
    with path.open("rb") as file:
        for _event, element in iterparse(file, events=("end",)):
            if _local(element) == "tu":
                texts = {
                    code: text for code, text in _variants(element) if text and (not wanted or code in wanted)
                }
                for language, text in texts.items():
                    for target, meaning in texts.items():
                        if target != language:
                            yield Entry(language, text, target, meaning)
                element.clear()


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _variants(unit: Element) -> Iterator[tuple[str, str]]:
    for variant in unit:
        code = (variant.get(XML_LANGUAGE) or variant.get("lang") or "").lower()[:2]
        segment = next((part for part in variant if _local(part) == "seg"), None)
        if code and segment is not None:
            yield code, _usable("".join(segment.itertext()))


def _dictd(path: Path, language: str, target: str) -> Iterator[Entry]:
    """Headwords with offset and length (in base 64) in the index, articles in the other file."""
    _need_both(path, language, target)
    stem = re.sub(r"\.(index|dict|dict\.dz)$", "", str(path), flags=re.IGNORECASE)
    packed, plain = Path(f"{stem}.dict.dz"), Path(f"{stem}.dict")
    if packed.exists():
        with gzip.open(packed) as file:
            articles = file.read(LARGEST)
    else:
        articles = plain.read_bytes()[:LARGEST]
    for line in Path(f"{stem}.index").read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) != 3 or parts[0].startswith("00"):
            continue
        word, start, length = _usable(parts[0]), _number(parts[1]), _number(parts[2])
        article = articles[start : start + min(length, LONGEST_ARTICLE)].decode("utf-8", "replace")
        for meaning in _meanings(article) if word else ():
            yield Entry(language, word, target, meaning)


def _number(text: str) -> int:
    value = 0
    for letter in text:
        if letter not in BASE64:
            raise LexiconError(f"{text!r} is no number of a dictd index")
        value = value * 64 + BASE64[letter]
    return value


def _meanings(article: str) -> list[str]:
    """The meanings in an article: what stands after the headword's line, parted by commas and semicolons."""
    lines = article.splitlines()
    body = NOISE.sub(" ", "\n".join(lines[1:] if len(lines) > 1 else lines))
    parts = (_usable(part.strip(" .–-")) for part in re.split(r"[;,\n]", body))
    found = [part for part in parts if part and part[0].isalnum() and len(part.split()) <= 4]
    return list(dict.fromkeys(found))[:MOST_MEANINGS]
