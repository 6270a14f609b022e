"""What upper apps show of a space: sections on its page, and numbers in the list of spaces.

They are named in settings.SPACE_SECTIONS and settings.SPACE_COUNTS, because nothing here may know them."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.utils.module_loading import import_string

from cityclusters.core.http import Request
from cityclusters.spaces.models import Space


class Section(NamedTuple):
    """A part of the page: a template of the app that made it, and what that template needs."""

    template: str
    context: Mapping[str, Any]


def sections_of(request: Request, space: Space) -> list[Section]:
    """The parts that upper apps add for this reader."""
    makers = [cast("Callable[[Request, Space], Section]", import_string(p)) for p in settings.SPACE_SECTIONS]
    return [make(request, space) for make in makers]


def counts(request: Request) -> dict[int, list[str]]:
    """For each space's key the words that upper apps say about it ('3 exchanges')."""
    said: dict[int, list[str]] = {}
    for path in settings.SPACE_COUNTS:
        count = cast("Callable[[Request], Mapping[int, str]]", import_string(path))
        for space, words in count(request).items():
            said.setdefault(space, []).append(words)
    return said
