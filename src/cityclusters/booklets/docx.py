"""An edition as a Word file: headings, a table of contents that Word updates, languages, right to left."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from cityclusters.booklets.docx_marks import (
    bookmark,
    contents_field,
    linked,
    page_field,
    speaks,
    turn_section,
)
from cityclusters.booklets.layout import Data, comma
from cityclusters.booklets.map_drawing import drawing
from cityclusters.booklets.pdf import map_picture
from cityclusters.booklets.prose import said

if TYPE_CHECKING:
    from cityclusters.booklets.models import PrintPicture

SIZES = {"a5": (148, 210, 16), "a4": (210, 297, 25)}  # width, height, margin in millimetres
EARLIEST = (1980, 1, 1, 0, 0, 0)
TALLEST = {"a5": 70, "a4": 100}  # of a picture, in millimetres


def write_docx(laid: Mapping[str, Any], prints: "Mapping[str, PrintPicture]") -> bytes:
    """The file of what `layout.laid_out` gave. Raises TypesettingFailed where the map can't be drawn."""
    writer = _Writer(laid, prints)
    writer.front()
    for practice in laid["practices"]:
        writer.practice(practice)
    writer.back()
    return writer.content()


class _Writer:
    """One document in the making; every text is written in its own language and direction."""

    def __init__(self, laid: Mapping[str, Any], prints: "Mapping[str, PrintPicture]") -> None:
        self.laid, self.prints, self.words = laid, prints, laid["words"]
        self.language, self.rtl = laid["language"], laid["rtl"]
        self.document: Any = Document()
        self._pages()
        core = self.document.core_properties
        core.title, core.language = laid["title"]["text"], self.language
        core.author = laid["publisher"]["text"]

    def _pages(self) -> None:
        width, height, margin = SIZES[self.laid["paper"]]
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(width), Mm(height)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(margin))
        self.document.styles["Normal"].font.size = Pt(10 if self.laid["paper"] == "a5" else 10.5)
        if self.rtl:
            turn_section(section)
        footer = section.footer.paragraphs[0]
        footer.alignment = 1
        page_field(footer)

    # -- pieces ------------------------------------------------------------------------------------

    def say(self, paragraph: Any, of: Data, *, bold: bool = False) -> Any:
        """A text in its own language at the end of the paragraph; gives the run."""
        run = paragraph.add_run(of["text"])
        run.bold = bold or None
        speaks(run, of["language"], rtl=of["rtl"])
        return run

    def here(self, text: str) -> Data:
        """A text of the booklet's own language."""
        return said(text, self.language)

    def line(self, *parts: Data, style: str | None = None, rtl: bool | None = None) -> Any:
        """A paragraph; its direction is the booklet's unless another one is named."""
        paragraph = self.document.add_paragraph(style=style)
        self._turn(paragraph, self.rtl if rtl is None else rtl)
        for part in parts:
            self.say(paragraph, part)
        return paragraph

    def _turn(self, paragraph: Any, rtl: bool) -> None:
        if rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))

    def heading(self, of: Data, level: int, mark: str = "", *, new_page: bool = False) -> Any:
        """A heading; `mark` names it for links."""
        paragraph = self.document.add_heading(level=level)
        self._turn(paragraph, of["rtl"])
        self.say(paragraph, of)
        if mark:
            bookmark(paragraph, mark)
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        return paragraph

    def prose(self, blocks: Iterable[Data], of: Data) -> None:
        """Paragraphs and lists in the language of `of`."""
        styles = {"p": None, "ul": "List Bullet", "ol": "List Number"}
        for block in blocks:
            if block["kind"] == "p":
                self.line({**of, "text": "\n".join(block["lines"])}, rtl=of["rtl"])
                continue
            for text in block["lines"]:
                self.line({**of, "text": text}, style=styles[block["kind"]], rtl=of["rtl"])

    def pairs(self, rows: Iterable[Data]) -> None:
        """Label and values, a line for each."""
        for row in rows:
            paragraph = self.line()
            paragraph.paragraph_format.space_after = Pt(2)
            self.say(paragraph, self.here(f"{row['label']}: "), bold=True)
            for index, value in enumerate(row["values"]):
                if index:
                    self.say(paragraph, self.here(comma(self.language)))
                self.say(paragraph, value)
                if value.get("about"):
                    self.say(paragraph, self.here(f" ({value['about']})"))

    def address(self, paragraph: Any, url: str, href: str) -> None:
        """A link that can be followed, where it is an address of the web."""
        if not href:
            self.say(paragraph, said(url, "und"))
            return
        key = self.document.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        linked(paragraph, url, key=key)

    def picture(self, content: bytes, alt: str, width: int, height: int) -> None:
        """A picture with what it shows, as large as the page allows."""
        page, _page_height, margin = SIZES[self.laid["paper"]]
        scale = min((page - 2 * margin) / width, TALLEST[self.laid["paper"]] / height)
        paragraph = self.line()
        paragraph.alignment = 1
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(content), Mm(width * scale), Mm(height * scale))
        shape._inline.docPr.set("descr", alt)

    # -- chapters ----------------------------------------------------------------------------------

    def front(self) -> None:
        """Title, imprint, contents, preface and places."""
        laid, words = self.laid, self.words
        title = self.document.add_heading(level=0)
        self._turn(title, laid["title"]["rtl"])
        self.say(title, laid["title"])
        if laid["subtitle"]["text"]:
            self.line(laid["subtitle"], style="Subtitle", rtl=laid["subtitle"]["rtl"])
        self.line(self.here(f"{laid['edition']} · {laid['day']}"))
        self.pairs(laid["imprint"])
        self.address(self.line(self.here(f"{words['address']}: ")), laid["address"], laid["address"])
        self._changes()
        self.line(self.here(words["licence_note"]))
        for row in laid["licences"]:
            self.address(
                self.line(self.here(f"{row['name']}: "), style="List Bullet"), row["url"], row["url"]
            )
        self._contents()
        if laid["preface"]["text"]:
            self._chapter(words["preface"])
            self.prose(laid["preface"]["blocks"], laid["preface"])
        self._places()

    def _changes(self) -> None:
        laid = self.laid
        lines = [*laid["changes"], *laid["taken_out"]]
        if not (laid["note"]["text"] or lines):
            return
        self.heading(self.here(self.words["changes"]), 2)
        if laid["note"]["text"]:
            self.line(laid["note"])
        for text in lines:
            self.line(self.here(text), style="List Bullet")

    def _contents(self) -> None:
        """Filled with links at once; Word puts the pages in when it updates the field."""
        paragraph = self.line()
        paragraph.paragraph_format.page_break_before = True
        self.say(paragraph, self.here(self.words["contents"]), bold=True).font.size = Pt(16)
        entries = [
            (practice["title"], f"practice{practice['number']}") for practice in self.laid["practices"]
        ]
        contents_field(self, entries)

    def _chapter(self, words: str) -> None:
        self.heading(self.here(words), 1, new_page=True)

    def _places(self) -> None:
        self._chapter(self.words["map"])
        if svg := drawing(self.laid["points"]):
            self.picture(map_picture(svg), self.words["map_alt"], 1000, 480)
        self._index(self.laid["places"])
        self.line(self.here(self.words["boundaries"]))

    def _index(self, rows: Iterable[Data]) -> None:
        """A line for each, with the practices as links."""
        practices = self.laid["practices"]
        for row in rows:
            paragraph = self.line(style="List Bullet")
            self.say(paragraph, self.here(f"{row['words']}: "), bold=True)
            for index, number in enumerate(row["practices"]):
                if index:
                    self.say(paragraph, self.here(comma(self.language)))
                linked(paragraph, practices[number - 1]["title"], anchor=f"practice{number}")

    def practice(self, practice: Data) -> None:
        """One practice on a page of its own."""
        level = 2 if practice["below"] else 1
        if practice["part"] is not None:
            self.heading(practice["part"], 1, new_page=True)
        mark, alone = f"practice{practice['number']}", practice["part"] is None
        self.heading(practice["title"], level, mark, new_page=alone)
        if practice["level"]:
            self.line(self.here(practice["level"]))
        if practice["summary"]["text"]:
            self.line(practice["summary"], style="Intense Quote", rtl=practice["summary"]["rtl"])
        for text in practice["labels"]:
            self.line(self.here(text), style="Quote")
        self.pairs(practice["facts"])
        for picture in practice["pictures"]:
            self._photo(picture)
        for part in practice["sections"]:
            self.heading(self.here(part["heading"]), level + 1)
            self.prose(part["blocks"], practice["title"])
        self._steps_and_results(practice, level + 1)
        self._voices_and_links(practice, level + 1)
        self.address(self.line(self.here(f"{practice['foot']} ")), practice["address"], practice["address"])

    def _photo(self, picture: Data) -> None:
        row = self.prints.get(picture["id"])
        if row is None:
            return
        with row.file.open("rb") as stored:
            self.picture(stored.read(), picture["alt"]["text"], row.width, row.height)
        caption = self.line(picture["caption"], style="Caption")
        if picture["credit"]:
            self.say(caption, self.here(f" ({picture['credit']})"))

    def _steps_and_results(self, practice: Data, level: int) -> None:
        own = practice["title"]
        if practice["steps"]:
            self.heading(self.here(self.words["steps"]), level)
        for step in practice["steps"]:
            paragraph = self.line(style="List Number", rtl=own["rtl"])
            self.say(paragraph, {**own, "text": step["title"]}, bold=True)
            self.prose(step["blocks"], own)
        if practice["results"]:
            self.heading(self.here(self.words["results"]), level)
        for row in practice["results"]:
            paragraph = self.line(style="List Bullet", rtl=own["rtl"])
            self.say(paragraph, {**own, "text": row["statement"]}, bold=True)
            if row["about"]:
                self.say(paragraph, {**own, "text": "\n" + " · ".join(row["about"])})

    def _voices_and_links(self, practice: Data, level: int) -> None:
        if practice["quotes"]:
            self.heading(self.here(self.words["voices"]), level)
        for row in practice["quotes"]:
            text = "\n".join(text for block in row["blocks"] for text in block["lines"])
            self.line({**row, "text": text}, style="Quote", rtl=row["rtl"])
            self.line(self.here(row["by"]))
        if practice["links"]:
            self.heading(self.here(self.words["links"]), level)
        for row in practice["links"]:
            about = f"{row['title']} ({row['rights']}): " if row["rights"] else f"{row['title']}: "
            self.address(self.line(self.here(about), style="List Bullet"), row["url"], row["href"])

    def back(self) -> None:
        """Goals and credits."""
        if self.laid["sdgs"]:
            self._chapter(self.words["sdgs"])
            self._index(self.laid["sdgs"])
        if self.laid["credits"]:
            self._chapter(self.words["credits"])
        for row in self.laid["credits"]:
            self.line(row["title"], rtl=self.rtl).runs[0].bold = True
            paragraph = self.line()
            for index, of in enumerate(row["lines"]):
                if index:
                    self.say(paragraph, self.here(" · "))
                self.say(paragraph, of)

    def content(self) -> bytes:
        """The bytes of the file."""
        out = io.BytesIO()
        self.document.save(out)
        return undated(out.getvalue())


def undated(packed: bytes) -> bytes:
    """The same package with one date for all its parts, so that the same source gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as made, zipfile.ZipFile(out, "w") as kept:
        for name in made.namelist():
            about = zipfile.ZipInfo(name, EARLIEST)
            about.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(about, made.read(name))
    return out.getvalue()
