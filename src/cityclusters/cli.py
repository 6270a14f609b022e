"""The `cityclusters` command: the engines on files, and Django's management for everything else.

    cityclusters analyse FILE       # reads one JSON file, prints one JSON document
    cityclusters match FILE         # the same, for needs and offers
    cityclusters search-file DOCUMENTS.jsonl QUERIES.jsonl --top 10     # reads and prints lines of JSON
    cityclusters migrate            # any other word goes to Django

A verb never touches the database. Exit status 2 with one line on stderr, and nothing on stdout, means that
the input is at fault.
"""

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any

import orjson

from cityclusters.core.engine_input import InputError, read_json

# Verb -> module with `answer(document) -> JSON-ready result`. The module is imported by name and only when
# its verb is called: a verb must not wait for the others' libraries, nor for Django.
ENGINES = {
    "analyse": "cityclusters.surveys.analysis_file",
    "attendance": "cityclusters.exchanges.attendance",
    "gate": "cityclusters.projects.gate",
}
# Verb -> module with `answer_file(path) -> JSON-ready result`, for files too large to be parsed at once.
FILE_ENGINES = {"match": "cityclusters.support.engine.file"}
# Verb -> module with `answer(arguments) -> lines of JSON` and `USAGE`, imported in the same way.
LINE_ENGINES = {"search-file": "cityclusters.search.search_file"}
BAD_INPUT = 2


def main() -> int:
    """Runs the command line; returns the exit status."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in (ENGINES | FILE_ENGINES):
        # One document is read, answered and left: looking for cycles among its millions of parts finds none.
        gc.disable()
        return run_engine(arguments[0], arguments[1:])
    if arguments and arguments[0] in LINE_ENGINES:
        return run_line_engine(LINE_ENGINES[arguments[0]], arguments[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cityclusters.config.settings")
    refused = importlib.import_module("django.core.exceptions").ImproperlyConfigured
    try:
        importlib.import_module("django.core.management").execute_from_command_line(sys.argv)
    except refused as error:  # a setting that the server can't start with: say which, without a traceback
        return _refuse(str(error))
    return 0


def run_engine(verb: str, arguments: Sequence[str]) -> int:
    """Answers one verb on stdout."""
    usage = f"usage: cityclusters {verb} FILE"
    if list(arguments) in (["-h"], ["--help"]):
        print(usage)  # noqa: T201 -- the command's own output
        return 0
    if len(arguments) != 1 or arguments[0].startswith("-"):  # no option yet; a file can be given as ./-x
        return _refuse(usage)
    try:
        result = _answer(verb, arguments[0])
    except InputError as error:
        return _refuse(str(error))
    sys.stdout.buffer.write(orjson.dumps(result, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()
    return 0


def _answer(verb: str, path: str) -> Any:
    if verb in FILE_ENGINES:
        return importlib.import_module(FILE_ENGINES[verb]).answer_file(path)
    return importlib.import_module(ENGINES[verb]).answer(read_json(path))


def run_line_engine(module: str, arguments: Sequence[str]) -> int:
    """Answers a verb whose input and output are lines; all input is read before the first is printed."""
    engine = importlib.import_module(module)
    if list(arguments) in (["-h"], ["--help"]):
        print(engine.USAGE)  # noqa: T201 -- the command's own output
        return 0
    try:
        lines: list[bytes] = list(engine.answer(arguments))
    except InputError as error:
        return _refuse(str(error))
    sys.stdout.buffer.writelines(lines)
    sys.stdout.buffer.flush()
    return 0


def _refuse(line: str) -> int:
    print(line, file=sys.stderr)  # noqa: T201 -- the command's own output
    return BAD_INPUT
