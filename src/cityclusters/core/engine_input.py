"""Plain data that comes from outside into a pure engine: read a JSON file, look at it, refuse it clearly.

Shared by the verbs of the `cityclusters` command (`analyse`, `attendance`, ...). No Django in here, so that
a verb starts fast and runs on a machine without a database.

Every refusal is a `InputError` whose text is one line: the place, a colon, what is wrong there, for example
`responses[3].answers.expect: unknown option 'maybe'`.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import orjson

LONGEST_QUOTE = 60


class InputError(ValueError):
    """Input that an engine can't work with; `str()` of it is the one line to print."""

    def __init__(self, place: str, why: str) -> None:
        self.place = place
        self.why = why
        super().__init__(f"{place}: {why}")


def quoted(value: object) -> str:
    """The value for a message: on one line, without control characters, not too long."""
    text = repr(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def inside(place: str, key: str) -> str:
    """The place of `key` in the object at `place` (`""` is the document); an odd key is quoted."""
    plain = key.isprintable() and key != "" and not set(key) & set(" .:[]'\"") and len(key) <= LONGEST_QUOTE
    step = key if plain else f"[{quoted(key)}]"
    return f"{place}.{step}" if place and plain else f"{place}{step}"


def read_json(path: str) -> object:
    """The document in the file at `path`.

    Raises InputError for a file that can't be read, is not UTF-8, is not JSON (NaN and Infinity are not JSON)
    or is nested deeper than any engine's input can be.
    """
    return parse_json(read_content(path), path)


def read_content(path: str) -> bytes:
    """The bytes of the file at `path`. Raises InputError when it can't be read."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(_named(path), f"cannot be read ({reason})") from None


def parse_json(content: bytes, path: str) -> object:
    """The document in these bytes, which came from `path`. Raises InputError as `read_json` does."""
    try:
        document: object = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InputError(_named(path), f"not a JSON document in UTF-8 ({error.msg}, {where})") from None
    return document


def _named(path: str) -> str:
    return path if path.isprintable() else quoted(path)


def an_object(
    value: object, place: str, *, required: Collection[str] = (), optional: Collection[str] = ()
) -> Mapping[str, Any]:
    """The value as an object with all `required` keys and no key beyond those and the `optional` ones."""
    if not isinstance(value, dict):
        raise InputError(place or "document", f"must be an object, not {kind_of(value)}")
    for key in value:
        if key not in required and key not in optional:
            raise InputError(inside(place, str(key)), "unknown key")
    for key in required:
        if key not in value:
            raise InputError(inside(place, key), "missing")
    return value


def a_list(value: object, place: str) -> list[Any]:
    """The value as a list."""
    if not isinstance(value, list):
        raise InputError(place, f"must be a list, not {kind_of(value)}")
    return value


def a_code(value: object, place: str) -> str:
    """The value as a code: text that is not blank."""
    if not isinstance(value, str):
        raise InputError(place, f"must be text, not {kind_of(value)}")
    if not value.strip():
        raise InputError(place, "must not be blank")
    return value


def a_choice(value: object, place: str, choices: Collection[str]) -> str:
    """The value as one of the given words."""
    if not isinstance(value, str) or value not in choices:
        raise InputError(place, f"must be one of {', '.join(choices)}, not {quoted(value)}")
    return value


def a_whole_number(value: object, place: str, *, least: int | None = None, most: int | None = None) -> int:
    """The value as an integer (true and false are none) from `least` to `most`."""
    if type(value) is not int:
        raise InputError(place, f"must be a whole number, not {kind_of(value)}")
    if least is not None and value < least:
        raise InputError(place, f"must be at least {least}, not {quoted(value)}")
    if most is not None and value > most:
        raise InputError(place, f"must be at most {most}, not {quoted(value)}")
    return value


def a_share(value: object, place: str) -> float:
    """The value as a number from 0 to 1."""
    if type(value) not in (int, float):
        raise InputError(place, f"must be a number from 0 to 1, not {kind_of(value)}")
    assert isinstance(value, int | float)
    if not 0 <= value <= 1:
        raise InputError(place, f"must be a number from 0 to 1, not {quoted(value)}")
    return value


def a_truth(value: object, place: str) -> bool:
    """The value as true or false."""
    if not isinstance(value, bool):
        raise InputError(place, f"must be true or false, not {kind_of(value)}")
    return value


def kind_of(value: object) -> str:
    """What JSON calls a value of this type, with the value where it is short."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return quoted(value)
