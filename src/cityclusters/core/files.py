"""Pictures, sound and films that people upload: looked at, made harmless, and sent out again.

The name and the type that a browser claims are not believed: the content decides. Pictures are decoded and
written anew, which drops everything but the picture (place, device and time of the photo too)."""

import io
import warnings
from collections.abc import Iterator
from functools import partial
from typing import IO, NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from cityclusters.core.errors import NotPossible
from cityclusters.core.ids import public_id

LIGHT_BYTES = 60_000
LIGHT_PIXELS = 960
LARGE_PIXELS = 1600
MOST_PIXELS = 40_000_000  # a photo of a good camera; a picture of 30,000 × 30,000 is an attack
PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
# What telephones name the pictures that most browsers cannot show, in the first bytes of the file.
HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1", b"heif"}
CAPTIONS_BYTES = 500_000
CHUNK = 65_536

TYPES = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "vtt": "text/vtt; charset=utf-8",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
}
TOO_LARGE = _("The file is larger than %(limit)s MB.")


def delete_on_commit(storage: Storage, *names: str | None) -> None:
    """Deletes stored files once the transaction is certain: a rollback leaves rows whose files are there.
    Empty names are passed over."""
    for name in names:
        if name:
            transaction.on_commit(partial(storage.delete, name))


def check_size(upload: UploadedFile) -> None:
    """Raises NotPossible for an empty file and for one over the limit of the settings."""
    size = upload.size or 0
    if not size:
        raise NotPossible(_("The file is empty."))
    if size > settings.UPLOAD_LIMIT:
        raise NotPossible(TOO_LARGE % {"limit": settings.UPLOAD_LIMIT // 1_000_000})


def _head(upload: UploadedFile) -> bytes:
    upload.seek(0)
    head: bytes = upload.read(64)
    upload.seek(0)
    return head


def kind_of_film_or_sound(head: bytes) -> str:
    """What the first bytes of a file say it is: mp4, m4a, webm, mp3, ogg, or '' for anything else."""
    if head[4:8] == b"ftyp":
        return "m4a" if head[8:11] == b"M4A" else "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    if head.startswith(b"OggS"):
        return "ogg"
    frame = len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 != 0
    return "mp3" if head.startswith(b"ID3") or frame else ""


def film(upload: UploadedFile) -> File[bytes]:
    """The film under a name of ours. Raises NotPossible for anything but MP4 and WebM."""
    check_size(upload)
    kind = kind_of_film_or_sound(_head(upload))
    if kind not in ("mp4", "webm"):
        raise NotPossible(_("This is no film that browsers play. Save it as MP4 or WebM."))
    return _named(upload, kind)


def sound(upload: UploadedFile) -> File[bytes]:
    """The sound under a name of ours. Raises NotPossible for anything but MP3, M4A and Ogg."""
    check_size(upload)
    kind = kind_of_film_or_sound(_head(upload))
    if kind not in ("mp3", "m4a", "ogg"):
        raise NotPossible(_("This is no sound that browsers play. Save it as MP3, M4A or Ogg."))
    return _named(upload, kind)


def captions(upload: UploadedFile) -> File[bytes]:
    """The captions under a name of ours. Raises NotPossible for anything but WebVTT in UTF-8."""
    check_size(upload)
    if (upload.size or 0) > CAPTIONS_BYTES:
        raise NotPossible(_("The captions are too long."))
    upload.seek(0)
    raw: bytes = upload.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotPossible(_("The captions are not in UTF-8. Save them as WebVTT in UTF-8.")) from None
    if not text.startswith("WEBVTT") or "-->" not in text or "\x00" in text:
        raise NotPossible(_("These are no captions in WebVTT: the first line must be WEBVTT."))
    return ContentFile(text.encode(), name=f"{public_id()}.vtt")


def _named(upload: UploadedFile, kind: str) -> File[bytes]:
    upload.seek(0)
    return File(upload.file, name=f"{public_id()}.{kind}")


class Versions(NamedTuple):
    """A picture as it is kept: large and light, with the pixels of the light one."""

    large: ContentFile[bytes]
    light: ContentFile[bytes]
    width: int
    height: int


def picture(upload: UploadedFile) -> Versions:
    """A large version (at most 1600 pixels) and a light one (at most 60 KB), both written anew.

    Raises NotPossible for what is no picture, has too many pixels, or cannot be made light."""
    check_size(upload)
    head = _head(upload)
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        raise NotPossible(
            _(
                "This picture is a HEIC file, which most browsers cannot show. Save or send it as JPEG and "
                "upload that; on an iPhone: Settings, Camera, Formats, Most Compatible."
            )
        )
    image = _decoded(upload)
    name = public_id()
    large = _encoded(_shrunk(image, LARGE_PIXELS), "JPEG", 82)
    light, size = _light(image)
    return Versions(ContentFile(large, f"{name}.jpg"), ContentFile(light, f"{name}-light.webp"), *size)


def _decoded(upload: IO[bytes] | UploadedFile) -> Image.Image:
    no_picture = NotPossible(_("This is no picture that can be shown. Save it as JPEG, PNG or WebP."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(upload, formats=PICTURES)
            if image.width * image.height > MOST_PIXELS:
                raise NotPossible(_("The picture has too many pixels. Make it smaller and upload it again."))
            image.load()
            turned = ImageOps.exif_transpose(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise no_picture from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotPossible(
            _("The picture has too many pixels. Make it smaller and upload it again.")
        ) from None
    return _flat(turned)


def _flat(image: Image.Image) -> Image.Image:
    """Red, green and blue only; what was transparent becomes white. Comments and profiles are left behind:
    the library would write them into the new file."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    plain = image.convert("RGB")
    plain.info = {}
    return plain


def _shrunk(image: Image.Image, most: int) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((most, most), Image.Resampling.LANCZOS)
    return smaller


def _encoded(image: Image.Image, kind: str, quality: int) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        image.save(out, kind, quality=quality, optimize=True, progressive=True)
    else:
        image.save(out, kind, quality=quality, method=4)
    return out.getvalue()


def _light(image: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """At most 60 KB with its width and height: first less quality, then fewer pixels."""
    for pixels in (LIGHT_PIXELS, 720, 480, 320):
        small = _shrunk(image, pixels)
        for quality in (78, 62, 46):
            content = _encoded(small, "WEBP", quality)
            if len(content) <= LIGHT_BYTES:
                return content, small.size
    raise NotPossible(_("The picture cannot be made light enough. Choose another one."))


# -- sending out ----------------------------------------------------------------------------------------


def _part(file: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    file.seek(start)
    try:
        while length > 0:
            block = file.read(min(CHUNK, length))
            if not block:
                return
            length -= len(block)
            yield block
    finally:
        file.close()


def _range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range ('bytes=0-499', 'bytes=500-', 'bytes=-500'); None for any
    other header, which is then ignored, as the standard allows."""
    unit, equals, spec = header.partition("=")
    first, dash, last = spec.strip().partition("-")
    if unit.strip() != "bytes" or not equals or not dash or "," in spec:
        return None
    if not all(part.isascii() and part.isdigit() for part in (first, last) if part) or not (first or last):
        return None
    if not first:
        return max(0, size - int(last[:18])), size - 1
    return int(first[:18]), min(int(last[:18]), size - 1) if last else size - 1


def send(
    request: HttpRequest, stored: "File[bytes]", *, inline: bool = True
) -> HttpResponse | StreamingHttpResponse:
    """The file with the type that its generated name says, in parts where the browser asks for a part
    (players jump about in a film), and unable to run anything."""
    name = (stored.name or "").rsplit("/", 1)[-1]
    media_type = TYPES[name.rsplit(".", 1)[-1]]
    size = stored.size
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400",
    }
    wanted = _range(request.headers.get("Range", ""), size)
    if wanted is None:
        whole = FileResponse(
            stored.open("rb"), content_type=media_type, as_attachment=not inline, filename=name
        )
        for header, value in headers.items():
            whole.headers[header] = value
        return whole
    first, last = wanted
    if first > last or first >= size:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    length = last - first + 1
    headers |= {"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(length)}
    return StreamingHttpResponse(
        _part(stored.open("rb"), first, length), status=206, content_type=media_type, headers=headers
    )
