"""Words that the database and its backups keep without being able to read them.

A sealed text names its reader and its place, and both are checked when it is opened: a row that somebody
changed by hand, or a seal copied beside another row, opens for nobody. The keys come from the environment and
stand in no backup of the database; the first one seals, the others still open."""

import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

STEP = 512  # sealed texts are as long as the next multiple, so that the length says little
WRITTEN = 0  # a seal would name the second in which it was made; the session's day is enough


class Closed(Exception):
    """The server has no key: nothing can be sealed or opened."""


class Unreadable(Exception):
    """None of the keys opens it, or it was sealed for another reader or another place."""


def is_open() -> bool:
    """Whether the server has a key."""
    return bool(settings.NOTES_KEYS)


@lru_cache(maxsize=4)
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _ring() -> MultiFernet:
    if not settings.NOTES_KEYS:
        raise Closed
    return _keys(tuple(settings.NOTES_KEYS))


def _padded(parts: list[str]) -> bytes:
    plain = json.dumps(parts, ensure_ascii=False).encode()
    return plain + b" " * (-len(plain) % STEP)


def seal(reader: str, place: str, words: str) -> str:
    """The words sealed for one reader (a public id) at one place ('session:abc…'). Raises Closed."""
    return _ring().encrypt_at_time(_padded([reader, place, words]), WRITTEN).decode()


def unseal(sealed: str, reader: str, place: str) -> str:
    """The words. Raises Unreadable where they were not sealed for this reader at this place, Closed without
    a key."""
    try:
        found = json.loads(_ring().decrypt(sealed.encode()))
    except InvalidToken:
        raise Unreadable from None
    if not isinstance(found, list) or len(found) != 3 or found[:2] != [reader, place]:
        raise Unreadable
    return str(found[2])


def turned(sealed: str) -> str:
    """The same words under the first key. Raises Unreadable, Closed."""
    try:
        return _ring().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise Unreadable from None
