"""Every address of the site, as the tests of access and of abuse walk them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver


class Route(NamedTuple):
    """One address: its full name ('exchanges:detail'), its pattern, and the names of its arguments."""

    name: str
    pattern: str
    arguments: tuple[str, ...]


def _walk(patterns: "list[URLPattern | URLResolver]", space: str, before: str) -> Iterator[Route]:
    for entry in patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner, pattern)
        else:
            resolver_arguments = tuple(entry.pattern.regex.groupindex)
            yield Route(f"{space}{entry.name}", pattern, resolver_arguments)


def all_routes() -> list[Route]:
    """All routes in the order in which they are tried; a route without a name is named 'None'."""
    return list(_walk(get_resolver().url_patterns, "", ""))
