"""Addresses and parameters that the tests of abuse try on every route."""

import ast
import functools

from django.urls import reverse

from tests.house import PACKAGE, python, tree
from tests.test_access import ROWS
from tests.world import World

# Names that libraries read, or that anybody would try; ours are found in the code.
USUAL = {"next", "q", "page", "sort", "order", "filter", "search", "language", "callback", "id", "format"}


def addresses(world: World) -> dict[str, str]:
    """An existing address for each route, by the route's name."""
    return {row.route: row.address(world) for row in ROWS}


def absent_addresses(word: str) -> dict[str, str]:
    """Each route that takes arguments, with this word in place of all of them."""
    return {row.route: reverse(row.route, kwargs=dict.fromkeys(row.arguments, word)) for row in ROWS}


def _reads(node: ast.AST) -> str | None:
    """'q' for request.GET["q"], request.GET.get("q") and request.GET.getlist("q")."""
    if isinstance(node, ast.Subscript):
        source, key = node.value, node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        source, key = node.func.value, node.args[0]
    else:
        return None
    reads = isinstance(source, ast.Attribute) and source.attr == "GET" and isinstance(key, ast.Constant)
    return str(key.value) if reads and isinstance(key, ast.Constant) else None


@functools.cache
def parameters() -> list[str]:
    """Every parameter of an address that our code reads, and the usual ones."""
    found = {_reads(node) for path in python(PACKAGE, tests=False) for node in ast.walk(tree(path))}
    return sorted(USUAL | {name for name in found if name})
