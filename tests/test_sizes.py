"""Numbers that keep the house readable, and habits that a linter does not know."""

import ast
import re
from pathlib import Path

from tests.house import PACKAGE, functions, named, python, short, tree

PYTHON_LINES = 400
FUNCTION_LINES = 40
VIEW_LINES = 25
TEMPLATE_LINES = 200
SCRIPT_LINES_IN_ALL = 1500
# The error boundaries: one of requests, one of the worker.
BOUNDARIES = {"core/middleware/errors.py", "journal/boundary.py"}
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b"
    r"|(?<![\w-])(?:left|right|top|bottom)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
INLINE = re.compile(r"<style\b|\sstyle\s*=|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)
NO_SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals"}


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def _code_lines(function: "ast.FunctionDef | ast.AsyncFunctionDef") -> int:
    """Lines from `def` to the end, without the docstring: saying more about a function is free."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    said = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - said


def test_python_files_are_short() -> None:
    assert [f"{short(p)}: {_lines(p)}" for p in python() if _lines(p) > PYTHON_LINES] == []


def test_functions_are_short() -> None:
    long = [
        f"{short(path)}:{function.lineno} {function.name}: {_code_lines(function)}"
        for path in python()
        for function in functions(path)
        if _code_lines(function) > FUNCTION_LINES
    ]
    assert long == []


def test_views_are_shorter_still() -> None:
    long = [
        f"{short(path)}:{function.lineno} {function.name}: {_code_lines(function)}"
        for path in python(PACKAGE, tests=False)
        if "views" in path.parts or path.stem.startswith("views")
        for function in functions(path)
        if function.args.args
        and function.args.args[0].arg == "request"
        and _code_lines(function) > VIEW_LINES
    ]
    assert long == []


def test_templates_are_short() -> None:
    assert [f"{short(p)}: {_lines(p)}" for p in named(".html") if _lines(p) > TEMPLATE_LINES] == []


def test_own_scripts_are_few() -> None:
    assert sum(map(_lines, named(".js", ".mjs", under=PACKAGE))) <= SCRIPT_LINES_IN_ALL


def test_no_import_inside_a_function() -> None:
    inside = [
        f"{short(path)}:{node.lineno}"
        for path in python()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    types: list[ast.expr | None] = [handler.type]
    if isinstance(handler.type, ast.Tuple):
        types = [*handler.type.elts]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in types
    )


def test_everything_is_caught_at_the_boundaries_only() -> None:
    caught = [
        f"{short(path)}:{node.lineno}"
        for path in python(PACKAGE)
        if path.relative_to(PACKAGE).as_posix() not in BOUNDARIES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]
    assert caught == []


def test_no_signals() -> None:
    used = [
        f"{short(path)}:{node.lineno} {node.module}"
        for path in python(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and node.module in NO_SIGNALS
    ]
    assert used == []


def test_no_view_classes_of_our_own() -> None:
    classes = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in python(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("View") for base in node.bases)
    ]
    assert classes == []


def test_styles_are_logical() -> None:
    """Left and right turn round in Arabic: only inline-start and its like do."""
    physical = [
        f"{short(path)}:{number} {line.strip()}"
        for path in named(".css")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if PHYSICAL.search(line)
    ]
    assert physical == []


def test_templates_have_no_inline_script_or_style() -> None:
    inline = [
        f"{short(path)}: {match.group(0)}"
        for path in named(".html")
        for match in INLINE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert inline == []


def test_no_page_hides_where_its_forms_come_from() -> None:
    """With no-referrer a browser says of a form that it comes from nowhere, and the form is refused. The
    header already keeps addresses from other sites."""
    hiding = [short(path) for path in named(".html") if "no-referrer" in path.read_text(encoding="utf-8")]
    assert hiding == []
