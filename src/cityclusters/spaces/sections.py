"""What upper apps show of a space: sections on its page, and numbers in the list of spaces.

They are named in settings.SPACE_SECTIONS and settings.SPACE_COUNTS, because nothing here may know them."""

from collections.abc import Callable, Mapping
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from cityclusters.core import sections
from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.spaces.models import Space

__all__ = ["Section", "counts", "sections_of"]


def sections_of(request: Request, space: Space) -> list[Section]:
    """The parts that upper apps add for this reader."""
    return sections.sections_of(settings.SPACE_SECTIONS, request, space)


def counts(request: Request) -> dict[int, list[str]]:
    """For each space's key the words that upper apps say about it ('3 exchanges')."""
    said: dict[int, list[str]] = {}
    for path in settings.SPACE_COUNTS:
        count = cast("Callable[[Request], Mapping[int, str]]", import_string(path))
        for space, words in count(request).items():
            said.setdefault(space, []).append(words)
    return said
