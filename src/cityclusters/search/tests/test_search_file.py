"""`cityclusters search-file` as people start it: two files, lines of JSON, clear refusals."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [
    sys.executable,
    "-c",
    "import sys; from cityclusters.cli import main; sys.exit(main())",
    "search-file",
]
DOCUMENTS = [
    {"id": "a", "language": "en", "title": "Clean markets", "text": "Stall keepers sort waste."},
    {"id": "b", "language": "es", "title": "Agua", "text": "El agua potable de la ciudad."},
    {"id": 3, "language": "zh", "text": "妇女在网上销售手工艺品"},
    {"id": "d", "text": "Les femmes vendent en ligne"},
]
QUERIES = [
    {"id": "q1", "text": "sorting waste", "language": "en"},
    {"id": "q2", "text": "drinking water"},
    {"id": 7, "text": "women sell online", "language": "en-GB"},
    {"id": "q4", "text": ""},
]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=60)


def saved(folder: Path, name: str, rows: list[object]) -> str:
    """The path of a file with a JSON value on each line; text is written as it is."""
    path = folder / name
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    return saved(tmp_path, "documents.jsonl", [*DOCUMENTS]), saved(tmp_path, "queries.jsonl", [*QUERIES])


def test_each_query_gets_a_line(files: tuple[str, str]) -> None:
    done = run(*files)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["query"] for line in lines] == ["q1", "q2", 7, "q4"]
    assert lines[0]["ranked"][0] == "a"
    assert lines[1]["ranked"] == ["b"]
    assert set(lines[2]["ranked"][:2]) == {3, "d"}
    assert lines[3]["ranked"] == []


def test_top_is_how_many(files: tuple[str, str]) -> None:
    for arguments in (["--top", "1"], ["--top=1"]):
        lines = [json.loads(line) for line in run(*files, *arguments).stdout.splitlines()]
        assert [len(line["ranked"]) for line in lines] == [1, 1, 1, 0]


def test_a_blank_line_and_a_mark_at_the_beginning_say_nothing(tmp_path: Path, files: tuple[str, str]) -> None:
    documents = saved(tmp_path, "d.jsonl", ["\ufeff" + json.dumps(DOCUMENTS[0]), "", "  ", DOCUMENTS[1]])
    assert run(documents, files[1]).returncode == 0


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{broken", "line 2: not a JSON object"),
        ([1, 2], "line 2: must be an object"),
        ({"text": "No id"}, "line 2: id must be text or a whole number"),
        ({"id": "", "text": "x"}, "line 2: id must be"),
        ({"id": True, "text": "x"}, "line 2: id must be"),
        ({"id": "x", "text": ["a"]}, "line 2: text must be text"),
        ({"id": "x", "title": 5}, "line 2: title must be text"),
        ({"id": "x", "language": 5}, "line 2: language must be text"),
        ({"id": "x", "language": "e" * 50}, "line 2: language must be a code"),
        ({"id": "a", "text": "again"}, "line 2: id 'a' is used twice"),
    ],
)
def test_bad_input_is_one_line_that_names_the_line(
    tmp_path: Path, files: tuple[str, str], row: object, why: str
) -> None:
    done = run(saved(tmp_path, "bad.jsonl", [DOCUMENTS[0], row]), files[1])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert why in done.stderr
    assert "bad.jsonl" in done.stderr


def test_a_query_needs_words(tmp_path: Path, files: tuple[str, str]) -> None:
    done = run(files[0], saved(tmp_path, "bad.jsonl", [{"id": "q"}]))
    assert done.returncode == 2
    assert "bad.jsonl line 1: text is missing" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["one"],
        ["a", "b", "c"],
        ["--what", "a", "b"],
        ["a", "b", "--top", "0"],
        ["a", "b", "--top", "many"],
        ["a", "b", "--top"],
    ],
)
def test_wrong_arguments_are_one_line(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_file_that_is_not_there_is_one_line(files: tuple[str, str]) -> None:
    done = run("/no/such/file.jsonl", files[1])
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be read" in done.stderr


def test_no_documents_give_empty_answers(tmp_path: Path, files: tuple[str, str]) -> None:
    done = run(saved(tmp_path, "none.jsonl", []), files[1])
    assert done.returncode == 0
    assert {tuple(json.loads(line)["ranked"]) for line in done.stdout.splitlines()} == {()}


def test_it_needs_neither_django_nor_a_database(files: tuple[str, str]) -> None:
    code = (
        "import sys; sys.argv[1:] = ['search-file', *sys.argv[1:]]\n"
        "from cityclusters.cli import main; main()\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'rjieba')], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *files], capture_output=True, text=True, timeout=60, check=True
    )
    assert "django" not in done.stderr
