"""Cells as text: what a person sees in the cell, without the marks that she can't see."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from cityclusters.core.sheets.model import MAX_CELL

# Marks that turn the reading direction let one name look like another; zero-width marks make equal names
# differ. ZWNJ and ZWJ stay: Persian, Urdu and Indic scripts are spelled with them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
LARGEST_WHOLE = 10**15
TELEPHONE = re.compile(r"[+\-@]?[\d\s()./+\-]*")


def _is_formula(text: str) -> bool:
    """Whether a text is one that somebody meant to be run when the list is opened: =1+1, @SUM(A1)."""
    if text.startswith("="):
        return True
    return text.startswith(("+", "-", "@")) and "(" in text and not TELEPHONE.fullmatch(text)


def clean(text: str) -> tuple[str, str]:
    """The text in one line and one Unicode form, and a flag: 'hidden' where direction marks were taken
    out, 'long' where it is longer than a cell of a list may be, 'formula' where it would run in a
    spreadsheet program (then the text is ''), else ''."""
    flag = "hidden" if TURNING.search(text) else ""
    text = INVISIBLE.sub("", TURNING.sub("", text))
    text = unicodedata.normalize("NFC", CONTROL.sub(" ", text))
    text = " ".join(text.split())
    if len(text) > MAX_CELL:
        return text[:MAX_CELL], "long"
    if _is_formula(text):
        return "", "formula"
    return text, flag


def _number(value: float) -> str:
    """A number as it was typed: a telephone number comes without '.0'."""
    if value == int(value) and abs(value) < LARGEST_WHOLE:
        return str(int(value))
    return repr(value)


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


def _moment(value: datetime) -> str:
    """ISO form, to the nearest second (a spreadsheet keeps days as fractions); a day alone without 00:00."""
    rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    if rounded.time() == time(0, 0):
        return rounded.date().isoformat()
    return rounded.isoformat(sep=" ")


def as_text(value: object) -> str:
    """A cell's value as text; the empty cell is ''."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value) if value == value and abs(value) != float("inf") else ""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    return str(value)
