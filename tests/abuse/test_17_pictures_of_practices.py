"""Abuse 17, 18 and 20 at the pages that take pictures of practices: what is no picture is refused whatever it
is called, its name decides nothing, and neither its size nor the number of files stops the server."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from cityclusters.people.models import Organisation, Person
from cityclusters.practices.models import Picture, Practice, VoiceConsent
from cityclusters.practices.tests.adopting import photo, picture_form, published, upload

Browser = Callable[[Person | None], Client]
SCRIPT = b"<script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


@pytest.fixture
def practice(reads_english: Person, khiva_city: Organisation) -> Practice:
    return published(reads_english, khiva_city)


@pytest.fixture
def door(practice: Practice, reads_english: Person, as_person: Browser) -> Callable[..., Any]:
    browser, address = as_person(reads_english), f"/practices/{practice.public_id}/voices/pictures/"

    def send(content: bytes, name: str = "photo.jpg", **more: Any) -> Any:
        return browser.post(address, picture_form(file=upload(content, name), **more))

    return send


def _empty_png(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says that it is this large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * ((width // 8 + 1) * min(height, 2000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


NO_PICTURES = {
    "svg": (SVG, "photo.svg"),
    "svg called a photo": (SVG, "photo.jpg"),
    "html called a photo": (b"<!doctype html>" + SCRIPT, "photo.png"),
    "html behind the first bytes of a GIF": (b"GIF89a" + SCRIPT, "photo.gif"),
    "html behind the first bytes of a JPEG": (b"\xff\xd8\xff\xe0" + SCRIPT, "photo.jpg"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "photo.pdf"),
    "program": (b"MZ\x90\x00" + bytes(200), "photo.jpg.exe"),
    "archive": (b"PK\x03\x04" + bytes(200), "photo.jpg"),
    "tiff": (b"II*\x00" + bytes(200), "photo.tif"),
    "empty": (b"", "photo.jpg"),
    "cut off": (photo((400, 300))[:900], "photo.jpg"),
    "claims of 30,000 x 30,000": (_empty_png(30_000, 30_000), "photo.png"),
    "claims of 2,000,000,000 pixels in a row": (_empty_png(2_000_000_000, 1), "photo.png"),
    "claims of no pixels": (_empty_png(0, 0), "photo.png"),
}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_17_20_what_is_no_picture_is_refused_in_words(door: Callable[..., Any], what: str) -> None:
    answer = door(*NO_PICTURES[what])
    assert answer.status_code == 200
    assert "errorlist" in answer.text
    assert 'value="The municipality"' in answer.text  # and the form is still filled
    assert not Picture.objects.exists()
    assert not VoiceConsent.objects.exists()


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"hevc"])
def test_17_a_heic_file_of_a_telephone_is_refused_with_what_to_do(
    door: Callable[..., Any], brand: bytes
) -> None:
    answer = door(b"\x00\x00\x00\x18ftyp" + brand + bytes(400), "IMG_0001.HEIC")
    assert "HEIC" in answer.text
    assert "JPEG" in answer.text
    assert not Picture.objects.exists()


def test_17_a_picture_that_is_also_a_page_loses_the_page(door: Callable[..., Any], client: Client) -> None:
    """A polyglot: a true JPEG with markup in its comment and behind its end, under two endings."""
    out = io.BytesIO()
    Image.effect_noise((300, 200), 90).convert("RGB").save(out, "JPEG", comment=SCRIPT)
    assert door(out.getvalue() + SCRIPT, "photo.jpg.html").status_code == 302
    picture = Picture.objects.get()
    for part, media_type in (("light", "image/webp"), ("large", "image/jpeg")):
        address = f"/practices/{picture.practice.public_id}/pictures/{picture.public_id}/{part}"
        answer = client.get(address)
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert SCRIPT not in content
        assert answer["Content-Type"] == media_type
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "html" not in answer["Content-Disposition"]


NAMES = [
    "../../../../tmp/evil.jpg",
    "/etc/cron.d/evil.jpg",
    "..\\..\\evil.jpg",
    "evil\x00.jpg",
    "gpj.\u202elmth.jpg",
    "x" * 300 + ".jpg",
    ".htaccess",
    "photo.jpg.html",
    "ФОТО.jpg",
]


@pytest.mark.parametrize("name", NAMES)
def test_18_pictures_are_stored_under_names_of_ours(door: Callable[..., Any], name: str) -> None:
    assert door(photo((90, 60)), name).status_code in (200, 302, 400)
    for picture in Picture.objects.all():
        for stored in (picture.file, picture.light):
            path = Path(stored.path).resolve()
            assert path.is_relative_to((Path(settings.MEDIA_ROOT) / "practices").resolve())
            assert path.suffix in (".jpg", ".webp")
            assert path.name.isascii()
            assert "evil" not in path.name


def test_20_too_many_pixels_are_refused_before_they_are_decoded(door: Callable[..., Any]) -> None:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert len(out.getvalue()) < 1_000_000
    assert "too many pixels" in door(out.getvalue(), "bomb.png").text


def test_20_a_file_over_the_limit_is_refused(
    door: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 1_000_000)
    assert "larger than 1 MB" in door(photo((300, 200)) + bytes(1_000_000)).text


def test_20_two_thousand_files_at_once_are_refused(
    practice: Practice, reads_english: Person, as_person: Browser
) -> None:
    files = {f"file{number}": upload(b"x", f"{number}.jpg") for number in range(2000)}
    address = f"/practices/{practice.public_id}/voices/pictures/"
    answer = as_person(reads_english).post(address, picture_form(**files))
    assert answer.status_code == 400
    assert not Picture.objects.exists()
