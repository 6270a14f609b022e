"""What an act can refuse, in words for the person who tried."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class NotPossible(Exception):
    """The state of things does not allow the act; `str()` is a sentence for the person who tried."""

    def __init__(self, words: "str | _StrPromise") -> None:
        self.words = words
        super().__init__(words)

    def __str__(self) -> str:
        return str(self.words)
