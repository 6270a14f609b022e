"""Pictures in the size of print: made once from the practice's picture, then used by every edition."""

import io
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import Image

from cityclusters.booklets.models import PrintPicture
from cityclusters.practices.models import Picture
from cityclusters.practices.voices import pictures_shown

LONGEST = 960  # pixels: 200 for each inch of the width of a text in A5
QUALITY = 74


def shrunk(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """A JPEG of at most 960 × 960 pixels, and its size."""
    with Image.open(io.BytesIO(data)) as image:
        small = image.convert("RGB")
        small.thumbnail((LONGEST, LONGEST), Image.Resampling.BICUBIC, reducing_gap=2.0)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=QUALITY)
        return out.getvalue(), small.size


def prepared(ids: Iterable[str]) -> dict[str, PrintPicture]:
    """By public id the pictures in the size of print, made where they are missing. One that is neither
    there nor can be made (its consent was withdrawn, its file is gone) is left out."""
    wanted = list(ids)
    found = {row.voice: row for row in PrintPicture.objects.filter(voice__in=wanted)}
    missing = [voice for voice in wanted if voice not in found]
    for picture in pictures_shown().filter(public_id__in=missing):
        if (made := _make(picture)) is not None:
            found[made.voice] = made
    return found


def _make(picture: Picture) -> PrintPicture | None:
    try:
        with picture.file.open("rb") as stored:
            content, (width, height) = shrunk(stored.read())
    except OSError:  # the file is gone, or is no picture any more
        return None
    row = PrintPicture(picture=picture, voice=picture.public_id, width=width, height=height)
    row.file.save(f"{picture.public_id}-print.jpg", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # another worker made it in the same instant, or the picture has just gone
        row.file.delete(save=False)
        return PrintPicture.objects.filter(voice=picture.public_id).first()
    return row
