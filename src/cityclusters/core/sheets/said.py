"""Short words in cells, in whichever language the sheet was filled in."""

from functools import cache

from django.conf import settings
from django.utils.translation import gettext, override

_YES = """yes y 1 x true ✓ oui sí si sim نعم да da 是 是的 ha ndiyo ya evet vâng हाँ"""
_NO = """no n 0 - – false non não nao لا нет net 否 不是 yo‘q yo'q yoq hapana tidak hayır không नहीं"""
YES, NO = frozenset(_YES.split()), frozenset(_NO.split())


def yes_or_no(text: str) -> bool | None:
    """What a cell says; an empty one says no, None where it says neither."""
    word = text.strip().casefold()
    if word in YES:
        return True
    return False if not word or word in NO else None


def says(text: str, word: str) -> bool:
    """Whether the cell says this word, in English or as the pages say it in any of their languages."""
    return text.strip().casefold() in _translations(word)


@cache
def _translations(word: str) -> frozenset[str]:
    found = {word.casefold()}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(gettext(word).casefold())
    return frozenset(found)
