"""The documents tell the truth: apps, addresses, settings and commands stand in them, and nothing that
belongs to one machine stands anywhere."""

import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house import FLOW, PACKAGE, ROOT, files, python, short

VARIABLE = re.compile(r"CITYCLUSTERS_[A-Z_]*[A-Z]")
READ = re.compile(r"""\b(?:env\.)?(?:text|flag|number|words)\(\s*"([A-Z_]+)\"""")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
# Paths of a machine, hosts of registries, and words of a workplace; in pieces, so that this file passes.
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.])/(?:ro" r"ot|opt/[a-z]+|Us" r"ers)/",
            r"/wo" r"rk/(?:ma" r"in|sha" r"red|\.)",  # the door Work is an address of ours
            r"/ho" r"me/[a-z]",
            r"python" r"hosted\.org|py" r"pi\.org|registry\.np" r"mjs|np" r"mjs\.org|py" r"env",
            r"\bclau" r"de\b|anth" r"ropic|\bsub" r"agent|\bLL" r"M\b|issues sh" r"ow|shared/de" r"sign",
        ]
    ),
    re.IGNORECASE,
)


def _text(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


@pytest.mark.parametrize("app", FLOW)
def test_the_map_names_every_app(app: str) -> None:
    assert re.search(rf"`{app}`", _text("docs/map.md"))


def _first_parts(patterns: list[URLPattern | URLResolver], before: str = "") -> set[str]:
    """The first part of every address: 'exchanges' of exchanges/<public_id>/."""
    found = set()
    for entry in patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found |= _first_parts(entry.url_patterns, address)
        else:
            found.add(re.split(r"[/<]", address.removeprefix("^"))[0])
    return found


def test_the_map_names_every_group_of_addresses() -> None:
    text = _text("docs/map.md")
    groups = _first_parts(get_resolver().url_patterns) - {""}
    assert [group for group in sorted(groups) if f"`/{group}" not in text] == []


def _variables_read() -> set[str]:
    read = {f"CITYCLUSTERS_{name}" for path in python(PACKAGE) for name in READ.findall(path.read_text())}
    return read - {"CITYCLUSTERS_TRIAL"}


def test_settings_are_documented() -> None:
    assert sorted(_variables_read() - set(VARIABLE.findall(_text("docs/settings.md")))) == []


def test_documented_settings_exist() -> None:
    used = _variables_read() | set(VARIABLE.findall(_text("tests/programs.py")))
    named = set(VARIABLE.findall(_text("docs/settings.md", "docs/deploy.md", "README.md")))
    assert sorted(named - used) == []


def test_documented_commands_exist() -> None:
    """`make …` in any document is a target; `cityclusters …` is a command."""
    documents = [short(path) for path in files() if path.suffix == ".md"]
    targets = set(TARGET.findall(_text("Makefile")))
    wanted = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", _text(*documents), re.MULTILINE))
    assert sorted(wanted - targets) == []


def test_nothing_belongs_to_one_machine() -> None:
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a font or a picture
        found += [f"{short(path)}: {match.group(0)}" for match in FOREIGN.finditer(text)]
    assert found == []


def test_every_document_is_reached_from_the_readme() -> None:
    readme = _text("README.md")
    documents = [path for path in (ROOT / "docs").glob("*.md")]
    assert [path.name for path in documents if f"docs/{path.name}" not in readme] == []


def test_the_lock_files_agree() -> None:
    """Development uses exactly the versions that a server uses."""
    pins = [
        set(re.findall(r"^(\S+==\S+)", Path(ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert sorted(pins[0] - pins[1]) == []
