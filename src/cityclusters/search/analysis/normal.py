"""Text to plain words: one form for every way of writing the same letters, and runs of one script each."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Marks that change no word: Arabic vowel signs and tatweel, joiners, directions, soft hyphens.
INVISIBLE = re.compile("[\u00ad\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
APOSTROPHES = re.compile("['`´ʹʼʽʻ‘’ʿʾ′]")
UZBEK = re.compile("([og])['`´ʹʼʽʻ‘’](?=\\w|\\b)")
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
# A gap between two Chinese characters is typing, not the end of a word.
GAP = re.compile(f"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
RUN = re.compile(
    f"(?P<han>[{HAN}]+)|(?P<arabic>[{ARABIC}]+)|(?P<cyrillic>[{CYRILLIC}]+)|(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    f"|(?P<other>[^\\W_{HAN}{ARABIC}{CYRILLIC}]+)"
)


class Run(NamedTuple):
    """Letters of one script without a gap: 'han', 'arabic', 'cyrillic', 'number' or 'other' (Latin and all
    that have no rules of their own)."""

    script: str
    text: str


def normal(text: str) -> str:
    """The text in one form: compatible letters made one (NFKC), case folded, digits of any script as 0–9,
    what cannot be seen taken out."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if not text.isascii():
        text = "".join(_digit(letter) for letter in text)
    return GAP.sub("", text)


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def without_accents(word: str) -> str:
    """The word with its letters bare: 'medellín' → 'medellin', 'ё' → 'е'."""
    if word.isascii():
        return word
    bare = "".join(part for part in unicodedata.normalize("NFD", word) if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", bare.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d"))


def runs(text: str) -> Iterator[Run]:
    """The words of a normal text with their scripts, in order. An apostrophe parts words (l'eau), except in
    Uzbek o‘ and g‘, which are letters."""
    text = APOSTROPHES.sub(" ", UZBEK.sub(r"\1", text))
    for found in RUN.finditer(text):
        yield Run(found.lastgroup or "other", found.group())
