"""Texts that hold what should rarely stand in public: an e-mail address, a phone number, the number of a
document (rule SA8). A hint for whoever writes; nothing is refused because of it."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

PRIVATE = _(
    "Your text holds an e-mail address, a phone number or the number of a document. If it is not meant for "
    "everybody who reads this, take it out."
)
LINK = re.compile(r"(?i)(?:https?://|www\.)\S+")
ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}")
PHONE = re.compile(r"(?<![\w.,/-])(?:(?:\+|00)\d[\d ()-]{6,18}\d|0\d[\d ()-]{6,12}\d)(?!\w)")
DIGITS_OF_A_PHONE = 9
DOCUMENT = re.compile(r"(?<![\w.,/-])(?:[A-Z]{1,3} ?\d{6,9}|\d{10,19})(?![\w,.]?\d)")


def holds_private_data(*texts: str) -> bool:
    """Whether one of the texts names an address or a number of a person. Web addresses don't count; digits of
    all scripts do."""
    return any(_holds(text) for text in texts)


def _holds(text: str) -> bool:
    shown = LINK.sub(" ", "".join(str(unicodedata.decimal(sign, sign)) for sign in text))
    phones = (sum(sign.isdigit() for sign in match[0]) for match in PHONE.finditer(shown))
    numbered = any(digits >= DIGITS_OF_A_PHONE for digits in phones)
    return numbered or bool(ADDRESS.search(shown) or DOCUMENT.search(shown))
