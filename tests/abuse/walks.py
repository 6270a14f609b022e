"""Addresses and parameters that the tests of abuse try on every route."""

import ast
import functools
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access_table import ROLES
from tests.house import PACKAGE, python, tree
from tests.test_access import ROWS, Row
from tests.world import World

# Names that libraries read, or that anybody would try; ours are found in the code.
USUAL = {"next", "q", "page", "sort", "order", "filter", "search", "lang", "callback", "id", "format"}
OFFICER = ROLES.index("officer")


def addresses(world: World, rows: "list[Row] | None" = None) -> dict[str, str]:
    """An existing address for each route, by the route's name: that of its first row."""
    return {row.route: row.address(world) for row in reversed(ROWS if rows is None else rows)}


def pages() -> list[Row]:
    """The routes that show an officer a page."""
    return [row for row in ROWS if row.get[OFFICER] == "200"]


def forms() -> list[Row]:
    """The routes that take something from an officer."""
    return [row for row in ROWS if row.post[OFFICER] not in {"405", "404", "403"}]


def absent_addresses(word: str) -> dict[str, str]:
    """Each route that takes arguments, with this word in place of all of them; routes whose own pattern
    does not let the word in are left out."""
    found = {}
    for row in ROWS:
        try:
            if row.arguments:
                found[row.route] = reverse(row.route, kwargs=dict.fromkeys(row.arguments, word))
        except NoReverseMatch:
            continue
    return found


def tried(browser: Client, method: str, address: str, *arguments: Any, **sent: Any) -> Any:
    """The answer to one request whose effects are undone."""
    with transaction.atomic():
        answer = getattr(browser, method)(address, *arguments, **sent)
        transaction.set_rollback(True)
    return answer


def text_of(answer: Any) -> str:
    """The page's text; '' for anything but a page."""
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return ""
    return str(answer.content.decode())


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
