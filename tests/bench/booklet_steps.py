"""The steps that bench_booklet.py measures, run where Django is set up and the database is empty."""

import io
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import typst
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image

from cityclusters.booklets import choosing, pdf
from cityclusters.booklets.docx import write_docx
from cityclusters.booklets.epub import write_epub
from cityclusters.booklets.layout import laid_out, picture_ids
from cityclusters.booklets.map_drawing import drawing
from cityclusters.booklets.models import Booklet
from cityclusters.booklets.print_pictures import prepared
from cityclusters.booklets.source import build
from cityclusters.booklets.tests import shelf
from cityclusters.core import typeset
from cityclusters.core.texts import make_texts
from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Country, Place
from cityclusters.practices.models import Picture

PROMISED = 20.0  # seconds
PARAGRAPH = (
    "The city asked the women who sell at its markets what keeps them from earning more. Most named the same "
    "things: no account, no roof, and nobody to leave the children with. "
)
Made = TypeVar("Made")


def _photo(number: int) -> bytes:
    """A JPEG of 1600 × 1067 pixels with as much in it as a photo."""
    dots = random.Random(number).randbytes(160 * 107 * 3)  # no secret
    out = io.BytesIO()
    image = Image.frombytes("RGB", (160, 107), dots).resize((1600, 1067), Image.Resampling.BICUBIC)
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _shelf(number: int) -> Booklet:
    """A booklet of so many practices, each of about two pages with a picture."""
    country = Country.objects.create(code="UZ", kind="state", region="143", as_of=timezone.localdate())
    author = Person.objects.create_user(email="author@bench.example", name="Author")
    owner = Organisation.objects.create(
        names=make_texts("en", en="City"), kind="local_authority", state="verified"
    )
    photos = [_photo(index) for index in range(10)]
    practices = []
    for index in range(number):
        place = Place.objects.create(
            name=f"City {index}", country=country, zone="UTC", latitude=index % 60, longitude=index % 170
        )
        made = shelf.practice(author, place, owner, mark=str(index))
        words = shelf.content("en", str(index))
        words["sections"] = {key: "\n\n".join([PARAGRAPH * 3] * 2) for key in ("done", "result", "failed")}
        shelf.publish_again(made, words)
        row = Picture(
            practice=made, consent=shelf.consent(made, "picture"), credit="City",
            caption=make_texts("en", en="A stall"), alt=make_texts("en", en="Women at a stall"),
        )  # fmt: skip
        row.file.save("photo.jpg", ContentFile(photos[index % len(photos)]), save=False)
        row.light.save("light.webp", ContentFile(b"light"), save=False)
        row.save()
        practices.append(made)
    booklet = choosing.create(author, owner, title=make_texts("en", en="Markets"))
    choosing.add(booklet, author, practices)
    return booklet


def _timed(name: str, act: Callable[[], Made]) -> tuple[Made, float]:
    start = time.perf_counter()
    made = act()
    seconds = time.perf_counter() - start
    print(f"  {name:<42}{seconds:7.2f} s")
    return made, seconds


def _bare(laid: dict[str, Any], prints: dict[str, Any]) -> bytes:
    """Typst alone, in this process, on the same template, data and pictures."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for template in ("book.typ", "parts.typ"):
            (folder / template).write_bytes((pdf.FOLDER / template).read_bytes())
        files = {}
        for voice, row in prints.items():
            (folder / f"{voice}.jpg").write_bytes(row.file.open("rb").read())
            files[voice] = {"file": f"{voice}.jpg"}
        data = json.dumps({**laid, "pictures": files, "map": drawing(laid["points"])})
        made: bytes = typst.compile(
            str(folder / "book.typ"), root=name, font_paths=[str(typeset.FONTS)], ignore_system_fonts=True,
            format="pdf", sys_inputs={"data": data}, pdf_standards="ua-1",
        )  # fmt: skip
    return made


def run(number: int) -> int:
    """Prints what was measured; 1 where the promise is not kept."""
    call_command("migrate", verbosity=0)
    booklet = _shelf(number)
    print(f"a booklet of {number} practices, a picture each:")
    now = timezone.now()
    frozen, first = _timed(
        "texts gathered and frozen", lambda: build(booklet, "en", number=1, note={}, at=now)
    )
    laid = laid_out(frozen.source, settings.SITE_URL)
    prints, second = _timed("pictures made small", lambda: prepared(picture_ids(frozen.source)))
    document, third = _timed("PDF set (Typst in a process of its own)", lambda: pdf.set_pdf(laid, prints))
    pages = pdf.pages_of(document.pdf)
    _picture, fourth = _timed("first page as a picture", lambda: pdf.page_pictures(document.pdf, [1], "a5"))
    _timed("EPUB", lambda: write_epub(laid, prints, identity="bench"))
    _timed("DOCX", lambda: write_docx(laid, prints))
    _content, bare = _timed("bare Typst on the same input", lambda: _bare(laid, prints))
    whole = first + second + third + fourth
    print(f"PDF of {pages} pages, {len(document.pdf) / 1e6:.1f} MB, tagged: {document.accessible}")
    print(f"PDF in all {whole:.2f} s (promised: under {PROMISED:.0f} s); {third / bare:.2f} × bare Typst")
    return 0 if whole < PROMISED and document.accessible else 1
