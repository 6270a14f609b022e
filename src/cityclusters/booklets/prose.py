"""What people wrote, made ready for print: paragraphs and lists, without characters that no file may hold."""

import re
import unicodedata
from typing import Any

from cityclusters.core.texts import RIGHT_TO_LEFT, Text

ITEM = re.compile(r"^\s*(?:[-*•–·]|\d{1,2}[.)])\s+(?=\S)")
CODE = re.compile(r"[a-z]{2,3}")
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s")
Said = dict[str, Any]
Block = dict[str, Any]


def said(text: str, language: str) -> Said:
    """A text with its language as a source holds it: {"text", "language", "rtl"}. What is no code of a
    language becomes 'und' (undetermined), which every format knows."""
    code = language if CODE.fullmatch(language) else "und"
    return {"text": text, "language": code, "rtl": code in RIGHT_TO_LEFT}


def said_in(found: Text, default: str) -> Said:
    """The same of a picked text; one of unknown language is taken for the default."""
    return said(found.text, found.language or default)


def blocks(text: str) -> list[Block]:
    """Paragraphs and lists: [{"kind": "p" | "ul" | "ol", "lines": [str]}].

    An empty line ends a paragraph; lines that begin with a dash, a dot or a number make a list; other lines
    go on in their paragraph as lines of it."""
    found: list[Block] = []
    for piece in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        for line in filter(None, (line.strip() for line in piece.split("\n"))):
            kind = ("ol" if NUMBERED.match(line) else "ul") if ITEM.match(line) else "p"
            words = ITEM.sub("", line) if kind != "p" else line
            if found and found[-1]["kind"] == kind and not found[-1].get("closed"):
                found[-1]["lines"].append(words)
            else:
                found.append({"kind": kind, "lines": [words]})
        if found:
            found[-1]["closed"] = True
    return [{"kind": block["kind"], "lines": block["lines"]} for block in found]


def _keeps(letter: str) -> bool:
    """Whether XML 1.0 and fonts can do with the character: no controls, halves of pairs or non-characters."""
    if letter in "\n\t":
        return True
    if unicodedata.category(letter) in ("Cc", "Cs"):
        return False
    return ord(letter) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(letter) <= 0xFDEF


def clean(value: Any) -> Any:
    """The same lists, mappings and texts without characters that a file must not hold."""
    if isinstance(value, str):
        return value if value.isprintable() else "".join(filter(_keeps, value))
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    return value
