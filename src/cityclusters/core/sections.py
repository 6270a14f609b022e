"""Parts that upper apps add to a page of a lower one, which may not know them: they are named in settings."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, cast

from django.utils.module_loading import import_string

from cityclusters.core.http import Request


class Section(NamedTuple):
    """A part of a page: a template of the app that made it, and what that template needs as `section`."""

    template: str
    context: Mapping[str, Any]


def sections_of(paths: Iterable[str], request: Request, thing: object) -> list[Section]:
    """What the functions at the dotted paths make of the thing for this reader; None is left out."""
    makers = [cast("Callable[[Request, object], Section | None]", import_string(path)) for path in paths]
    made = [make(request, thing) for make in makers]
    return [section for section in made if section is not None]
