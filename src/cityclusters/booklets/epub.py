"""An edition as EPUB 3: chapters as XHTML from templates, packed in the order that the format asks for."""

import io
import uuid
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from cityclusters.booklets.layout import Data, comma, web_address
from cityclusters.booklets.map_drawing import drawing
from cityclusters.booklets.prose import said

if TYPE_CHECKING:
    from cityclusters.booklets.models import PrintPicture

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
STYLE = """body { line-height: 1.5; }
h1, h2 { line-height: 1.25; color: #0b5c5a; }
img { max-width: 100%; max-height: 60vh; }
figure { margin: 1em 0; text-align: center; }
figcaption, .small { font-size: 0.85em; }
dt { font-weight: bold; }
dd { margin: 0 0 0.4em; }
blockquote { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 0.2em solid #f4b942; }
.title { margin-block-start: 20%; }
.subtitle { font-size: 1.15em; }
.label { padding: 0.4em 0.6em; background: #f3eee4; color: #1d2b2a; }
.level { font-size: 0.85em; }
"""
EARLIEST = (1980, 1, 1, 0, 0, 0)  # so that the same source gives the same bytes


def write_epub(
    laid: Mapping[str, Any], prints: "Mapping[str, PrintPicture]", *, identity: str, cover: bytes = b""
) -> bytes:
    """The file of what `layout.laid_out` gave. `identity` tells this book from every other one; `cover` is a
    JPEG for shelves of e-book readers."""
    book = _Book(laid, prints)
    book.images = [{"id": "cover", "href": "cover.jpg", "type": "image/jpeg", "cover": True}] if cover else []
    book.files = {"EPUB/cover.jpg": cover} if cover else {}
    book.write()
    return book.packed(identity)


class _Book:
    """Chapters, pictures and contents in the making."""

    files: dict[str, bytes]
    images: list[Data]

    def __init__(self, laid: Mapping[str, Any], prints: "Mapping[str, PrintPicture]") -> None:
        self.laid, self.prints = laid, prints
        self.chapters: list[Data] = []
        self.entries: list[Data] = []
        self.common = {"laid": laid, "words": laid["words"], "comma": comma(laid["language"])}

    def _chapter(self, name: str, template: str, title: Data | None = None, **context: Any) -> None:
        """A file of the spine; with a title it stands in the contents, below the part where there is one."""
        text = render_to_string(f"booklets/epub/{template}.xhtml", {**self.common, **context})
        self.files[f"EPUB/{name}.xhtml"] = text.encode()
        self.chapters.append({"id": name})
        if title is not None:
            self.entries.append({"href": f"{name}.xhtml", "title": title, "below": []})

    def write(self) -> None:
        """All chapters in their order."""
        laid, words, language = self.laid, self.laid["words"], self.laid["language"]
        self._chapter("title", "title")
        self._chapter("imprint", "imprint", address=laid["address"])
        if laid["preface"]["text"]:
            self._chapter("preface", "preface", said(words["preface"], language))
        self._places()
        for practice in laid["practices"]:
            self._practice(practice)
        if laid["sdgs"]:
            rows = [{**row, "practices": self._named(row)} for row in laid["sdgs"]]
            context = {"laid": {**laid, "sdgs": rows}}
            self._chapter("goals", "goals", said(words["sdgs"], language), **context)
        self._chapter("credits", "credits", said(words["credits"], language))

    def _named(self, row: Data) -> list[Data]:
        return [self.laid["practices"][number - 1] for number in row["practices"]]

    def _places(self) -> None:
        if svg := drawing(self.laid["points"]):
            self.files["EPUB/map.svg"] = svg.encode()
            self.images.append({"id": "map", "href": "map.svg", "type": "image/svg+xml"})
        rows = [{**row, "practices": self._named(row)} for row in self.laid["places"]]
        title = said(self.laid["words"]["map"], self.laid["language"])
        context = {"laid": {**self.laid, "places": rows}, "has_map": bool(svg)}
        self._chapter("places", "places", title, **context)

    def _practice(self, practice: Data) -> None:
        number = practice["number"]
        if practice["part"] is not None:
            self._chapter(f"part-{number}", "part", practice["part"], part=practice["part"])
        photos = [picture for picture in practice["pictures"] if self._picture(picture["id"])]
        context = {"practice": practice, "photos": photos, "practice_href": web_address(practice["address"])}
        name = f"practice-{number}"
        self._chapter(name, "practice", None, **context)
        entry = {"href": f"{name}.xhtml", "title": practice["title"], "below": []}
        (self.entries[-1]["below"] if practice["below"] else self.entries).append(entry)

    def _picture(self, voice: str) -> bool:
        """Puts the picture into the book; False where there is none (any more)."""
        row = self.prints.get(voice)
        if row is None:
            return False
        if f"EPUB/images/{voice}.jpg" not in self.files:
            with row.file.open("rb") as stored:
                self.files[f"EPUB/images/{voice}.jpg"] = stored.read()
            about = {"id": f"picture-{voice}", "href": f"images/{voice}.jpg", "type": "image/jpeg"}
            self.images.append(about)
        return True

    def packed(self, identity: str) -> bytes:
        """The container: first its type, not compressed, then everything else."""
        made_at = self.laid["made_at"][:19]
        context = {
            **self.common,
            "identity": uuid.uuid5(uuid.NAMESPACE_URL, f"{self.laid['address']}#{identity}"),
            "day": made_at[:10],
            "modified": f"{made_at}Z",
            "chapters": self.chapters,
            "images": self.images,
            "entries": self.entries,
            "first": next(row["id"] for row in self.chapters if row["id"].startswith("practice")) + ".xhtml",
        }
        self.files["EPUB/package.opf"] = render_to_string("booklets/epub/package.xml", context).encode()
        self.files["EPUB/nav.xhtml"] = render_to_string("booklets/epub/nav.xhtml", context).encode()
        self.files["EPUB/style.css"] = STYLE.encode()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, "mimetype", b"application/epub+zip", compressed=False)
            _put(archive, "META-INF/container.xml", CONTAINER.encode())
            for name, content in sorted(self.files.items()):
                _put(archive, name, content, compressed=not name.endswith(".jpg"))
        return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes, *, compressed: bool = True) -> None:
    about = zipfile.ZipInfo(name, EARLIEST)
    about.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    archive.writestr(about, content)
