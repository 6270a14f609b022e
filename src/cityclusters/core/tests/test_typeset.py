"""Documents are set in a process of their own, with our fonts, and never from people's text as source."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cityclusters.core.typeset import TypesettingFailed, render

SOURCE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.name)
#set text(font: ("Noto Sans", "Noto Naskh Arabic", "Noto Sans SC"), lang: data.lang)
#data.name
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(SOURCE)
    return path


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Oʻgʻil Ҳакимова"), ("ar", "فاطمة الزهراء"), ("zh", "王炳阳"), ("fr", "Élodie")],
)
def test_names_of_all_our_scripts_give_an_accessible_file(template: Path, language: str, name: str) -> None:
    document = render(template, {"lang": language, "name": name})
    assert document.pdf.startswith(b"%PDF-")
    assert (document.accessible, document.unshown) == (True, "")
    assert b"/StructTreeRoot" in document.pdf or b"/ObjStm" in document.pdf


def test_a_character_without_a_glyph_is_named_and_the_file_still_made(template: Path) -> None:
    document = render(template, {"lang": "en", "name": "Name 𓀀"})
    assert document.pdf.startswith(b"%PDF-")
    assert not document.accessible
    assert "𓀀" in document.unshown


@pytest.mark.parametrize("name", ["#panic()", '"; #read("/etc/passwd")', "$ \\ * _ ` #", "]#let x = 1["])
def test_text_of_people_is_never_source(template: Path, name: str) -> None:
    assert render(template, {"lang": "en", "name": name}).accessible


def test_a_template_that_never_ends_or_is_wrong_fails_and_harms_nobody(tmp_path: Path) -> None:
    endless = tmp_path / "endless.typ"
    endless.write_text(
        "#let f(n) = { for i in range(n) { for j in range(n) { for k in range(n) {} } } }\n#f(9999)"
    )
    with pytest.raises(TypesettingFailed, match="longer than"):
        render(endless, {}, timeout=1)
    wrong = tmp_path / "wrong.typ"
    wrong.write_text("#unknown")
    with pytest.raises(TypesettingFailed, match="unknown"):
        render(wrong, {})


def test_the_same_order_gives_the_same_file(template: Path) -> None:
    made_at = datetime(2020, 11, 11, tzinfo=UTC)
    first = render(template, {"lang": "en", "name": "A"}, made_at=made_at)
    assert first.pdf == render(template, {"lang": "en", "name": "A"}, made_at=made_at).pdf
