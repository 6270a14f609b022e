"""What the tests of the house look at: our files, parsed once."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGE: Path = settings.PACKAGE
FLOW: list[str] = settings.FLOW


@functools.cache
def files() -> list[Path]:
    """Every file of the repository that is or will be kept: tracked, or new and not ignored."""
    # Whoever owns the checkout: git would refuse to look into somebody else's.
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    paths = (ROOT / name for name in sorted(set(listed.stdout.split("\0"))) if name)
    return [path for path in paths if path.is_file() and "vendor" not in path.parts]


def named(*endings: str, under: Path = ROOT) -> list[Path]:
    """The files with one of these endings, in a folder."""
    return [path for path in files() if path.suffix in endings and path.is_relative_to(under)]


def python(under: Path = ROOT, tests: bool = True) -> list[Path]:
    """Our Python files; migrations are written by a machine and left out."""
    return [
        path
        for path in named(".py", under=under)
        if "migrations" not in path.parts and (tests or "tests" not in path.relative_to(under).parts)
    ]


@functools.cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator["ast.FunctionDef | ast.AsyncFunctionDef"]:
    """All functions and methods of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def short(path: Path) -> str:
    """The path from the repository's root."""
    return path.relative_to(ROOT).as_posix()


def app_of(path: Path) -> str:
    """The app whose room the file stands in; '' outside the apps."""
    parts = path.relative_to(PACKAGE).parts if path.is_relative_to(PACKAGE) else ("",)
    return parts[0] if parts[0] in FLOW else ""


def stands_before(app: str, other: str) -> bool:
    """Whether `app` may know `other`: the same room, or one further down."""
    return FLOW.index(other) <= FLOW.index(app)
