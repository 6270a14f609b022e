"""An edition as PDF, set by Typst in a process of its own; and single pages of it as pictures."""

import io
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from cityclusters.booklets.map_drawing import drawing
from cityclusters.core.typeset import Document, pictures, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cityclusters.booklets.models import PrintPicture

FOLDER = Path(__file__).resolve().parent / "typeset"
LONGEST = 180.0  # seconds; 100 practices with pictures take a few
COUNT = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")
WIDTHS = {"a5": 148, "a4": 210}
SCREEN = 110  # pixels an inch: a page of A5 is 640 pixels wide


@contextmanager
def _workshop(*templates: str) -> "Iterator[Path]":
    """A folder with the templates, which Typst cannot look out of."""
    with tempfile.TemporaryDirectory(prefix="booklet-") as name:
        for template in templates:
            shutil.copy(FOLDER / template, Path(name) / template)
        yield Path(name)


def set_pdf(laid: Mapping[str, Any], prints: "Mapping[str, PrintPicture]") -> Document:
    """The PDF of what `layout.laid_out` gave. Raises core.typeset.TypesettingFailed."""
    with _workshop("book.typ", "parts.typ") as folder:
        files = {}
        for voice, row in prints.items():
            with row.file.open("rb") as stored:
                (folder / f"{voice}.jpg").write_bytes(stored.read())
            files[voice] = {"file": f"{voice}.jpg"}
        data = {**laid, "pictures": files, "map": drawing(laid["points"])}
        made_at = datetime.fromisoformat(laid["made_at"])
        return render(folder / "book.typ", data, made_at=made_at, timeout=LONGEST)


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    return max((int(count) for count in COUNT.findall(pdf)), default=0)


def page_pictures(pdf: bytes, pages: Sequence[int], paper: str, *, ppi: int = SCREEN) -> list[bytes]:
    """The named pages (from 1) of a PDF as PNG, as they will be printed. Raises TypesettingFailed."""
    with _workshop("pages.typ") as folder:
        (folder / "booklet.pdf").write_bytes(pdf)
        data = {"file": "booklet.pdf", "pages": list(pages), "width": WIDTHS[paper]}
        return pictures(folder / "pages.typ", data, ppi=ppi)


def as_jpeg(png: bytes, width: int) -> bytes:
    """The picture as JPEG, so many pixels wide."""
    with Image.open(io.BytesIO(png)) as image:
        small = image.convert("RGB")
        small.thumbnail((width, width * 3), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=72, optimize=True)
        return out.getvalue()


def map_picture(svg: str) -> bytes:
    """The map as PNG, for files that hold no drawings. Raises TypesettingFailed."""
    with _workshop("drawing.typ") as folder:
        return pictures(folder / "drawing.typ", {"svg": svg, "width": 160}, ppi=170)[0]
