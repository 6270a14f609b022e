"""What differs between two versions of a practice, word by word. No Django: texts in, pieces out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

# Words, single characters of scripts without spaces between words, blanks, and anything else by itself.
TOKENS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+|\s+|[^\w\s]")
MOST_TOKENS = 6000  # beyond it, two texts are shown one after the other: comparing grows with the square

Kind = Literal["same", "added", "removed"]


class Piece(NamedTuple):
    """A run of words: in both texts, or only in the newer or the older one."""

    kind: Kind
    text: str


class Change(NamedTuple):
    """A part of the content that differs: 'title', 'summary', 'sections.failed', 'steps', 'results'."""

    key: str
    pieces: list[Piece]


def words(before: str, after: str) -> list[Piece]:
    """The two texts as one, with what was removed and added; [] for two empty ones."""
    if before == after:
        return [Piece("same", after)] if after else []
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    if len(old) > MOST_TOKENS or len(new) > MOST_TOKENS:
        return [Piece("removed", before), Piece("added", after)]
    pieces: list[Piece] = []
    for act, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            pieces.append(Piece("same", "".join(new[k:m])))
            continue
        if j > i:
            pieces.append(Piece("removed", "".join(old[i:j])))
        if m > k:
            pieces.append(Piece("added", "".join(new[k:m])))
    return pieces


def contents(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs between two contents (the shape of Version.content), in reading order."""
    old, new = dict(_texts(before)), dict(_texts(after))
    keys = [*new, *(key for key in old if key not in new)]
    return [
        Change(key, words(old.get(key, ""), new.get(key, "")))
        for key in keys
        if old.get(key, "") != new.get(key, "")
    ]


def changed_words(changes: Sequence[Change]) -> int:
    """How many words were added or removed."""
    texts = [piece.text for change in changes for piece in change.pieces if piece.kind != "same"]
    return sum(bool(token.strip()) for text in texts for token in TOKENS.findall(text))


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "title", content.get("title", "")
    yield "summary", content.get("summary", "")
    for key, text in content.get("sections", {}).items():
        yield f"sections.{key}", text
    yield "steps", "\n".join(_line(step) for step in content.get("steps", []))
    yield "results", "\n".join(_line(row) for row in content.get("results", []))


def _line(row: Mapping[str, str]) -> str:
    return " · ".join(value for value in row.values() if value)
