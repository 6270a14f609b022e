"""Text to plain words: one form for every way of writing the same letters, and runs of one script each."""

import re
import unicodedata
from collections.abc import Iterator

# Marks that change no word: Arabic vowel signs and tatweel, joiners, directions, soft hyphens.
INVISIBLE = re.compile(
    "[\u00ad\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
APOSTROPHES = re.compile("['`´ʹʼʽʻ‘’ʿʾ′]")
UZBEK = re.compile("([og])['`´ʹʼʽʻ‘’](?=\\w|\\b)")
HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
CYRILLIC = "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"
# A gap between two Chinese characters is typing, not the end of a word.
GAP = re.compile(f"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")
OTHER_DIGIT = re.compile(r"[^\D0-9]")
HAS_HAN = re.compile(f"[{HAN}]")
# Vowel signs of Indic scripts and the like are marks to Unicode and part of the word to a reader.
MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd"
MARKS += "\u0e31-\u0e3a\u0e47-\u0e4e"
OTHER = f"(?:[^\\W_{HAN}{ARABIC}{CYRILLIC}]|[{MARKS}])++"
# A number that letters follow without a gap is part of a word: '5g', '3d'.
RUN = re.compile(
    f"(?P<number>[0-9]++(?:[.,][0-9]++)*+(?!{OTHER}))|(?P<other>{OTHER})|(?P<han>[{HAN}]+)"
    f"|(?P<arabic>[{ARABIC}]+)|(?P<cyrillic>[{CYRILLIC}]+)"
)
PLAIN_RUN = re.compile(r"(?P<number>[0-9]++(?:[.,][0-9]++)*+(?![a-z]))|(?P<other>[a-z0-9]+)")
SCRIPTS = ("number", "other", "han", "arabic", "cyrillic")
# Letters that are no sum of a base letter and a mark.
WHOLE_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


def normal(text: str) -> str:
    """The text in one form: compatible letters made one (NFKC), case folded, digits of any script as 0–9,
    what cannot be seen taken out."""
    if text.isascii():
        return text.lower()
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    text = OTHER_DIGIT.sub(_digit, text)
    return GAP.sub("", text) if HAS_HAN.search(text) else text


def _digit(found: "re.Match[str]") -> str:
    return str(unicodedata.decimal(found.group()))


def without_accents(word: str) -> str:
    """The word with its letters bare: 'medellín' → 'medellin', 'ё' → 'е'. Marks of Indic and other scripts
    are vowels and stay."""
    if word.isascii():
        return word
    bare = "".join(part for part in unicodedata.normalize("NFD", word) if not "\u0300" <= part <= "\u036f")
    return unicodedata.normalize("NFC", bare.translate(WHOLE_LETTERS))


def spaced(text: str) -> str:
    """A normal text ready for `runs`: an apostrophe parts words (l'eau), except in Uzbek o‘ and g‘, which
    are letters."""
    if text.isascii():
        return text.replace("'", " ")
    return APOSTROPHES.sub(" ", UZBEK.sub(r"\1", text))


def runs(text: str) -> Iterator["re.Match[str]"]:
    """The words of a normal, spaced text in order, each of one of SCRIPTS (the match's `lastgroup`):
    'other' are Latin letters and all that have no rules of their own."""
    return (PLAIN_RUN if text.isascii() else RUN).finditer(text)
