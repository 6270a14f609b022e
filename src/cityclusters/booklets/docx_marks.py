"""Marks of Word's format that the library has no words for: languages, fields, bookmarks, links."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# The languages of Word are those of regions; what is not named here is left to the reader's own.
REGIONS = {
    "en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA", "zh": "zh-CN", "pt": "pt-PT", "ru": "ru-RU",
    "uz": "uz-Latn-UZ",
}  # fmt: skip


def _element(tag: str, /, **values: str) -> Any:
    element = OxmlElement(tag)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def speaks(run: Any, language: str, *, rtl: bool) -> None:
    """Says in which language a run is, and that it runs from right to left."""
    about = run._r.get_or_add_rPr()
    if rtl:
        run.font.rtl = True
    if tag := REGIONS.get(language):
        kind = "bidi" if rtl else "eastAsia" if language == "zh" else "val"
        about.append(_element("w:lang", **{kind: tag}))


def turn_section(section: Any) -> None:
    """Has the pages turned from right to left; the mark has its place before the grid."""
    properties = section._sectPr
    grid = properties.find(qn("w:docGrid"))
    if grid is not None:
        grid.addprevious(OxmlElement("w:bidi"))
    else:
        properties.append(OxmlElement("w:bidi"))


def bookmark(paragraph: Any, name: str) -> None:
    """Names the paragraph for links; the number in the name is the bookmark's own."""
    key = "".join(letter for letter in name if letter.isdigit()) or "0"
    start = _element("w:bookmarkStart", id=key, name=name)
    properties = paragraph._p.pPr
    if properties is not None:
        properties.addnext(start)
    else:
        paragraph._p.insert(0, start)
    paragraph._p.append(_element("w:bookmarkEnd", id=key))


def linked(paragraph: Any, text: Any, *, key: str = "", anchor: str = "") -> None:
    """A link at the end of the paragraph: to the web by the key of its relation, or to a bookmark. `text` is
    a text, or one with its language ({"text", "language", "rtl"})."""
    link = OxmlElement("w:hyperlink")
    if key:
        link.set(qn("r:id"), key)
    else:
        link.set(qn("w:anchor"), anchor)
    of = text if isinstance(text, dict) else {"text": text, "language": "und", "rtl": False}
    run = paragraph.add_run(of["text"])
    speaks(run, of["language"], rtl=of["rtl"])
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _field(paragraph: Any, *marks: Any) -> None:
    for mark in marks:
        paragraph.add_run()._r.append(mark)


def _instruction(text: str) -> Any:
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = text
    return code


def page_field(paragraph: Any) -> None:
    """The number of the page."""
    _field(
        paragraph,
        _element("w:fldChar", fldCharType="begin"),
        _instruction("PAGE"),
        _element("w:fldChar", fldCharType="end"),
    )


def contents_field(writer: Any, entries: Iterable[tuple[Any, str]]) -> None:
    """A table of contents: a field of Word's that is filled with links already, and marked to be updated."""
    first = writer.line()
    begin = _element("w:fldChar", fldCharType="begin", dirty="true")
    code = _instruction('TOC \\o "1-2" \\h \\z \\u')
    _field(first, begin, code, _element("w:fldChar", fldCharType="separate"))
    last = first
    for title, mark in entries:
        last = writer.line()
        linked(last, title, anchor=mark)
    _field(last, _element("w:fldChar", fldCharType="end"))
