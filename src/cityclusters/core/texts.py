"""Texts in several languages: which one a reader gets, and in which language it is."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import bidirectional

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "ckb", "dv", "ug", "yi"}
FALLBACKS = ("en", "fr", "es", "ar")
LEFT_TO_RIGHT_MARK = "\u200e"


class Text(NamedTuple):
    """A text and the language it is written in ('' where unknown)."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr' by the text's own language."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


def pick(texts: Mapping[str, str] | None, wanted: str = "") -> Text:
    """The text in the wanted language (the reader's by default), else in the original, which is the first
    entry, else in a widely read language. `texts` maps language codes to texts, original first; a `_`
    key names the original where a database has reordered the keys."""
    if not texts:
        return Text("", "")
    wanted = wanted or (get_language() or "en")[:2]
    original = texts.get("_", "")
    for language in (wanted, original, *FALLBACKS, *texts):
        found = texts.get(language, "")
        if language != "_" and found:
            return Text(found, language)
    return Text("", "")


def make_texts(original: str, **texts: str) -> dict[str, str]:
    """The stored form: language code to text, and `_` for the language it was written in first.

    make_texts("en", en="Markets", fr="Marchés") → {"_": "en", "en": "Markets", "fr": "Marchés"}."""
    return {"_": original, **{language: text for language, text in texts.items() if text}}


def validate_texts(value: object) -> None:
    """Refuses anything but a flat mapping of language codes to texts."""
    if not isinstance(value, dict) or not all(
        isinstance(key, str) and isinstance(text, str) for key, text in value.items()
    ):
        raise ValidationError(_("A text in several languages is a list of languages, each with its text."))


def with_commas(items: Iterable[object]) -> str:
    """Names or codes one after the other, with the comma of the reader's script: 'a, b, c'. In a
    right-to-left row, what is not of its script is fenced by marks, or '8.3، 11.a' would be torn apart."""
    if _reads_right_to_left():
        return "، ".join(_fenced(str(item)) for item in items)
    return ", ".join(map(str, items))


def with_semicolons(items: Iterable[object]) -> str:
    """Phrases one after the other, with the semicolon of the reader's script: 'a, b; c'."""
    return ("؛ " if _reads_right_to_left() else "; ").join(map(str, items))


def _reads_right_to_left() -> bool:
    return (get_language() or "")[:2] in RIGHT_TO_LEFT


def _fenced(item: str) -> str:
    """The item between left-to-right marks, unless it has letters that run from right to left."""
    if any(bidirectional(letter) in ("R", "AL") for letter in item):
        return item
    return f"{LEFT_TO_RIGHT_MARK}{item}{LEFT_TO_RIGHT_MARK}"
