"""Pictures in the size of print: made once from the practice's picture, then used by every edition."""

import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from cityclusters.booklets.models import PrintPicture
from cityclusters.practices.adoption.voices import pictures_shown
from cityclusters.practices.models import Picture

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
    missing = set(wanted) - set(_there(wanted))
    if missing:
        _make(list(pictures_shown().filter(public_id__in=missing)))
    return _there(wanted)


def _there(wanted: list[str]) -> dict[str, PrintPicture]:
    return {row.voice: row for row in PrintPicture.objects.filter(voice__in=wanted)}


def _make(pictures: list[Picture]) -> None:
    """Makes them side by side (the work releases the interpreter) and keeps them in one transaction. Where
    another worker was faster, its pictures stay and ours go."""
    with ThreadPoolExecutor(max_workers=2) as workers:
        made = list(workers.map(_small, pictures))
    rows = []
    for picture, small in zip(pictures, made, strict=True):
        if small is not None:
            content, (width, height) = small
            row = PrintPicture(picture=picture, voice=picture.public_id, width=width, height=height)
            row.file.save(f"{picture.public_id}-print.jpg", ContentFile(content), save=False)
            rows.append(row)
    with transaction.atomic():
        still = set(
            Picture.objects.filter(pk__in=[row.picture_id for row in rows]).values_list("pk", flat=True)
        )
        PrintPicture.objects.bulk_create(
            [row for row in rows if row.picture_id in still], ignore_conflicts=True
        )
        kept = set(
            PrintPicture.objects.filter(voice__in=[row.voice for row in rows]).values_list("file", flat=True)
        )
    for row in rows:
        if row.file.name not in kept:
            row.file.storage.delete(str(row.file.name))


def _small(picture: Picture) -> tuple[bytes, tuple[int, int]] | None:
    """None where the file is gone, or is no picture any more."""
    try:
        with picture.file.open("rb") as stored:
            return shrunk(stored.read())
    except OSError:
        return None
