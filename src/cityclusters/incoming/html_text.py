"""Plain text out of a mail that is HTML only; what it quotes comes out with '> ' before each line."""

import html
import re
from html.parser import HTMLParser

import nh3

LONGEST = 1_000_000  # characters of HTML
BLOCKS = {
    "p",
    "div",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "blockquote",
    "pre",
    "section",
}
TAGS = BLOCKS | {"br", "li", "td", "th", "hr", "span"}
ATTRIBUTES = {"div": {"class", "id"}, "blockquote": {"class"}, "span": {"id"}}
QUOTING = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "zmail_extra", "gmail_attr")
# Outlook does not enclose what it quotes: everything after this mark is old.
OLD_FROM_HERE = (
    "divrplyfwdmsg",
    "appendonsend",
    "mail-editor-reference-message-container",
    "isforwardcontent",
)
SIGNATURES = ("gmail_signature", "moz-signature", "applemailsignature", "ms-outlook-mobile-signature")
DEEPEST = 400
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
ANY_TAG = re.compile(r"<[^<>]*>")
# Elements that have no inside, or that end when the next one of their kind begins.
FLAT = {
    "br",
    "hr",
    "img",
    "meta",
    "link",
    "input",
    "col",
    "area",
    "wbr",
    "p",
    "li",
    "tr",
    "td",
    "th",
    "option",
    "o",
}


class _Text(HTMLParser):
    """Writes lines; knows how deep it is in quotes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.quotes: list[str] = []  # of the open blocks: 'quote', 'signature' or ''
        self.old = False

    def _end_line(self, blank: bool = False) -> None:
        text = " ".join(self.line.split())
        if text and "signature" not in self.quotes:
            self.lines.append(f"> {text}" if self.old or "quote" in self.quotes else text)
        if blank and self.lines and self.lines[-1]:
            self.lines.append("")
        self.line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line of its own."""
        said = " ".join(value or "" for _name, value in attrs).lower()
        if any(mark in said for mark in OLD_FROM_HERE):
            self._end_line()
            self.old = True
        if tag in BLOCKS:
            self._end_line(
                tag in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table"}
            )
            self.quotes.append(_role(tag, said))
        elif tag in {"br", "hr"}:
            self._end_line(not self.line.strip())
        elif tag == "li":
            self._end_line()
            self.line = "• "
        elif tag in {"td", "th"} and self.line.strip():
            self.line += " "

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        if tag in BLOCKS:
            self._end_line(
                tag in {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table"}
            )
            if self.quotes:
                self.quotes.pop()

    def handle_data(self, data: str) -> None:
        """Words."""
        self.line += data


def _role(tag: str, said: str) -> str:
    if tag == "blockquote" or any(mark in said for mark in QUOTING):
        return "quote"
    return "signature" if any(mark in said for mark in SIGNATURES) else ""


def _too_deep(page: str) -> bool:
    """Whether elements stand in each other deeper than any mail program writes them: tidying up a hundred
    thousand of them takes minutes."""
    depth = 0
    for closing, name in TAG.findall(page):
        if name.lower() not in FLAT:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > DEEPEST:
                return True
    return False


def text_of_html(page: str) -> str:
    """The words of a page, line by line. Scripts, styles and everything hidden in attributes is gone."""
    if _too_deep(page[:LONGEST]):
        return html.unescape(ANY_TAG.sub("\n", page[:LONGEST])).strip()
    tidy = nh3.clean(page[:LONGEST], tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
    reader = _Text()
    reader.feed(tidy)
    reader.close()
    reader._end_line()
    return "\n".join(reader.lines).strip()
