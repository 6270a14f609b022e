"""Chinese runs to words: one script (simplified), then segmentation in search mode, which also gives the
shorter words inside a longer one."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

LONGEST_PHRASE = 8  # characters of the longest entry in the table of phrases


@cache
def _segmenter() -> Any:
    """The segmenter is imported by name: its dictionary costs a fifth of a second, which a search among
    English texts must not wait for."""
    return import_module("rjieba")


def words(run: str) -> list[str]:
    """The words of a run of characters, in simplified script."""
    found: list[str] = _segmenter().cut_for_search(simplified(run))
    return found


def _table(name: str) -> dict[str, str]:
    """One of OpenCC's tables: what is written to the first form it becomes.

    Its files are read without its own converter, which looks up each character by itself and takes a
    hundred times as long."""
    package = find_spec("opencc")
    assert package is not None
    assert package.origin is not None
    text = (Path(package.origin).parent / "dictionary" / f"{name}.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {pair[0]: pair[1].split(" ")[0] for pair in pairs}


@cache
def _characters() -> dict[int, str]:
    return {ord(old): new for old, new in _table("TSCharacters").items() if len(old) == 1 and old != new}


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, _characters()))


@cache
def _phrases() -> dict[str, str]:
    return _table("TSPhrases")


def simplified(text: str) -> str:
    """The text in simplified script; phrases that are written otherwise than their characters first."""
    if _traditional().isdisjoint(text):
        return text
    characters = _characters()
    phrases = _phrases()
    parts, at = [], 0
    while at < len(text):
        for length in range(min(LONGEST_PHRASE, len(text) - at), 1, -1):
            if phrase := phrases.get(text[at : at + length]):
                break
        else:
            length, phrase = 1, text[at].translate(characters)
        parts.append(phrase)
        at += length
    return "".join(parts)
