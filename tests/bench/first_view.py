"""What a browser fetches that opens a page for the first time, and how many bytes that is on the wire."""

import gzip
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

LANGUAGES = ("en", "fr", "es", "ar")
ENCODINGS = "gzip"  # every browser takes it
IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?(?P<address>[^"')\s;]+)""")
IN_SCRIPTS = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](?P<address>[./][^"']+)["']""")
# Where an element names what the browser fetches by itself.
FETCHED = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "object": ("data",), "embed": ("src",), "use": ("href",),
    "image": ("href",), "track": ("src",), "input": ("src",),
}  # fmt: skip
FETCHED_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the server: its kind ('page', 'style', 'script', 'font', 'picture'), bytes on the wire
    (headers and body as compressed), and its text."""

    kind: str
    size: int
    text: str


@dataclass
class View:
    """A first view: bytes by kind, and addresses on other hosts that the page asks for."""

    path: str
    language: str
    sizes: dict[str, int] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)

    def size(self, kind: str) -> int:
        """Bytes of this kind."""
        return self.sizes.get(kind, 0)

    @property
    def total(self) -> int:
        """Bytes without pictures."""
        return sum(size for kind, size in self.sizes.items() if kind != "picture")


def first_view(address: str, path: str, language: str) -> View:
    """Fetches the page and everything that it names, and what that names in turn, each once."""
    view = View(path, language)
    seen: set[str] = set()
    waiting = [address + path]
    while waiting:
        url = waiting.pop()
        if url in seen or url.startswith("data:"):
            continue
        seen.add(url)
        if urlsplit(url).netloc != urlsplit(address).netloc:
            view.elsewhere.append(url)
            continue
        answer = fetch(url, language)
        view.sizes[answer.kind] = view.size(answer.kind) + answer.size
        waiting += [urldefrag(urljoin(url, named)).url for named in _names(answer)]
    return view


def text_of(url: str) -> str:
    """The text of a page in English."""
    return fetch(url, "en").text


@cache
def fetch(url: str, language: str) -> Answer:
    """One answer to a browser that knows nothing yet: no cookie, nothing kept."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": ENCODINGS, "Accept-Language": language})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        body: bytes = answer.read()
        head = sum(len(name) + len(value) + len(": \r\n") for name, value in answer.getheaders())
        encoding = answer.headers.get("Content-Encoding", "")
        kind = _kind(answer.headers.get_content_type())
    plain = gzip.decompress(body) if encoding == "gzip" else body
    text = "" if kind in {"font", "picture"} else plain.decode()
    return Answer(kind, head + len(body), text)


def _kind(media_type: str) -> str:
    """The column in which it is counted. Data and feeds are pages: somebody opens them."""
    if media_type == "text/css":
        return "style"
    if media_type.endswith("javascript"):
        return "script"
    first = media_type.split("/", 1)[0]
    return {"font": "font", "image": "picture", "video": "picture", "audio": "picture"}.get(first, "page")


class _Names(HTMLParser):
    """The addresses that a page makes a browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and FETCHED_LINKS & set(given.get("rel", "").split()):
            self.found.append(given.get("href", ""))
        for name in FETCHED.get(tag, ()):
            # Of several pictures a browser takes one; all are counted, none counts in the total.
            self.found += [part.split()[0] for part in given.get(name, "").split(",") if part.strip()]
        if "style" in given:
            self.found += [match["address"] for match in IN_STYLES.finditer(given["style"])]


def _names(answer: Answer) -> Iterator[str]:
    """What the browser fetches because of this answer."""
    if answer.kind == "style":
        yield from (match["address"] for match in IN_STYLES.finditer(answer.text))
    elif answer.kind == "script":
        yield from (match["address"] for match in IN_SCRIPTS.finditer(answer.text))
    elif answer.kind == "page" and answer.text.lstrip()[:9].lower() == "<!doctype":
        names = _Names()
        names.feed(answer.text)
        yield from filter(None, names.found)
