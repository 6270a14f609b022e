"""The `cityclusters` command as people start it: a process with arguments, output and an exit status."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cityclusters.cli import run_engine

COMMAND = [sys.executable, "-c", "import sys; from cityclusters.cli import main; sys.exit(main())"]
SURVEY: dict[str, Any] = {
    "survey": {"questions": [{"code": "why", "kind": "text"}]},
    "responses": [{"answers": {"why": "Une bonne idée"}}],
}
SESSION = {
    "session": {"start": "2020-11-06T10:00Z", "end": "2020-11-06T12:00Z"},
    "people": [{"id": "p1", "connections": [["2020-11-06T10:00Z", "2020-11-06T10:50Z"]]}],
}

MATCH: dict[str, Any] = {
    "needs": [{"id": "n1"}],
    "offers": [{"id": "o1", "capacity": 1}],
    "pairs": [{"need": "n1", "offer": "o1", "score": 0.9}],
}

PLAN: dict[str, Any] = {"findings": [], "objectives": [], "actions": [], "indicators": []}


def run(*arguments: str, command: list[str] = COMMAND) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=60)


def saved(folder: Path, content: object) -> str:
    """The path of a file with this content, as JSON unless it is bytes."""
    path = folder / "input.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(path)


@pytest.mark.parametrize(
    ("verb", "document", "key"),
    [
        ("analyse", SURVEY, "questions"),
        ("attendance", SESSION, "people"),
        ("match", MATCH, "proposals"),
        ("gate", PLAN, "result"),
    ],
)
def test_a_verb_prints_one_json_document(tmp_path: Path, verb: str, document: object, key: str) -> None:
    done = run(verb, saved(tmp_path, document))
    assert (done.returncode, done.stderr) == (0, "")
    assert key in json.loads(done.stdout)
    assert done.stdout.endswith("}\n")


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a refusal."""
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr.strip()


def test_bad_input_is_one_line_that_names_the_place(tmp_path: Path) -> None:
    document: dict[str, Any] = {
        "survey": {"questions": [{"code": "expect", "kind": "single", "options": [{"code": "yes"}]}]},
        "responses": [{"answers": {}}] * 3 + [{"answers": {"expect": "maybe"}}],
    }
    line = refused(run("analyse", saved(tmp_path, document)))
    assert line == "responses[3].answers.expect: unknown option 'maybe'"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a JSON document"),
        (b"{", "not a JSON document"),
        (b'{"survey": NaN}', "not a JSON document"),
        (b'{"survey": Infinity}', "not a JSON document"),
        (b'{"survey": 1e999}', "not a JSON document"),
        (b'{"survey": "\xff"}', "not a JSON document in UTF-8"),
        (b'{"survey": "\\ud800"}', "not a JSON document"),
        (b"[" * 100_000, "not a JSON document"),
        (b'{"survey":' * 900 + b"1" + b"}" * 900, "responses: missing"),
        (b"PK\x03\x04\x00\x00", "not a JSON document"),
        (b"[1]", "document: must be an object, not a list"),
    ],
    ids=[
        "empty",
        "cut",
        "NaN",
        "Infinity",
        "too large",
        "bytes",
        "surrogate",
        "deep",
        "nested",
        "zip",
        "list",
    ],
)
def test_what_is_no_document_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes, why: str
) -> None:
    assert run_engine("analyse", [saved(tmp_path, content)]) == 2
    printed = capfd.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert why in printed.err


def test_a_match_refuses_in_one_line_too(tmp_path: Path) -> None:
    pairs = [*MATCH["pairs"], {"need": "n7", "offer": "o1", "score": 0.5}]
    line = refused(run("match", saved(tmp_path, {**MATCH, "pairs": pairs})))
    assert line == "pairs[1].need: there is no need 'n7'"


@pytest.mark.parametrize("verb", ["analyse", "match"])
def test_a_file_that_can_not_be_read_is_named(tmp_path: Path, verb: str) -> None:
    assert "missing.json: cannot be read" in refused(run(verb, str(tmp_path / "missing.json")))


@pytest.mark.parametrize("arguments", [[], ["a.json", "b.json"], ["--fast", "a.json"], ["--fast"]])
def test_wrong_arguments_get_the_usage(capfd: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run_engine("analyse", arguments) == 2
    assert capfd.readouterr() == ("", "usage: cityclusters analyse FILE\n")


def test_help_of_a_verb(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_engine("attendance", ["--help"]) == 0
    assert capfd.readouterr() == ("usage: cityclusters attendance FILE\n", "")


@pytest.mark.parametrize(
    ("verb", "document"), [("analyse", SURVEY), ("attendance", SESSION), ("match", MATCH), ("gate", PLAN)]
)
def test_a_verb_starts_without_django(tmp_path: Path, verb: str, document: object) -> None:
    code = (
        "import sys; from cityclusters.cli import main; status = main(); "
        "sys.exit(status or any(name.partition('.')[0] in ('django', 'asgiref') for name in sys.modules))"
    )
    done = run(verb, saved(tmp_path, document), command=[sys.executable, "-c", code])
    assert (done.returncode, done.stderr) == (0, "")


def test_any_other_word_goes_to_django() -> None:
    done = run("help", "--commands")
    assert done.returncode == 0
    assert "migrate" in done.stdout.split()
