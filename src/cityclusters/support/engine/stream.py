"""The pairs of a match file, cut out of its bytes block by block.

A file with half a million pairs becomes ten times its size when it is parsed as a whole. So the list under
`pairs` is parsed in small blocks, each of which is given up before the next. A cut is only a
guess at `}, {`, and is proved by parsing: bytes that start between two values of a list and parse as whole
values end between two values as well. Wherever a guess can't be proved, the file is parsed as a whole.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import orjson

BLOCK = 100_000
"""Bytes of a block, some 800 pairs, which stay in the processor's cache."""
MOST_CUTS, MOST_GUESSES = 5, 20
"""How many places are tried for a cut, and for the end of the list."""
OPENING = re.compile(rb'"pairs"\s*:\s*\[')
BETWEEN = re.compile(rb"\}\s*,\s*(?=\{)")
CLOSING = re.compile(rb"\}\s*\]")
EMPTY = re.compile(rb"\s*\]")
MARK = "the pairs were read apart"


class NotInBlocks(ValueError):
    """The document has to be parsed as a whole (it may be perfectly good, or no JSON at all)."""


class PairBlocks:
    """Iterates over the blocks of rows; afterwards, `document` is all the rest of the document."""

    def __init__(self, content: bytes) -> None:
        opening = OPENING.search(content)
        if opening is None:
            raise NotInBlocks
        self._content = content
        self._opening = opening
        self._after: int | None = None

    def __iter__(self) -> Iterator[list[Any]]:
        at = self._opening.end()
        while self._after is None:
            for cut in islice(BETWEEN.finditer(self._content, at + BLOCK), MOST_CUTS):
                if (rows := self._parsed(at, cut.start() + 1)) is not None:
                    at = cut.end()
                    yield rows
                    break
            else:
                yield self._last(at)

    def _parsed(self, first: int, last: int) -> list[Any] | None:
        try:
            rows: list[Any] = orjson.loads(b"[" + self._content[first:last] + b"]")
        except orjson.JSONDecodeError:
            return None
        return rows

    def _last(self, at: int) -> list[Any]:
        """The rows up to the end of the list: the first closing bracket that makes them whole."""
        if empty := EMPTY.match(self._content, at):
            self._after = empty.end()
            return []
        for closing in islice(CLOSING.finditer(self._content, at), MOST_GUESSES):
            rows = self._parsed(at, closing.start() + 1)
            if rows is not None:
                self._after = closing.end()
                return rows
        raise NotInBlocks

    def document(self) -> object:
        """The document with `pairs` empty. Raises NotInBlocks when the list was not that of the top level."""
        assert self._after is not None
        start = self._content[: self._opening.start()]
        rest = b'%s"pairs":"%s"%s' % (start, MARK.encode(), self._content[self._after :])
        try:
            document: object = orjson.loads(rest)
        except orjson.JSONDecodeError:
            raise NotInBlocks from None
        if not isinstance(document, dict) or document.get("pairs") != MARK:
            raise NotInBlocks
        return {**document, "pairs": []}
