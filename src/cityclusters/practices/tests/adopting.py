"""A published practice of Khiva, and photos, for the tests of adoption and voices."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cityclusters.people.models import Organisation, Person
from cityclusters.practices.adoption.voices import Given
from cityclusters.practices.models import Practice
from cityclusters.practices.versions import freeze


def draft(author: Person, city: Organisation, title: str = "Night market") -> Practice:
    """A draft that nobody but its writers sees."""
    assert city.place is not None
    return Practice.objects.create(
        author=author, organisation=city, place=city.place, language="en", title=title
    )


def published(author: Person, city: Organisation, title: str = "Night market") -> Practice:
    """The same with a first version that everybody reads."""
    practice = draft(author, city, title)
    practice.licence = "CC-BY-4.0"
    practice.save()
    practice.version = freeze(practice, author)
    practice.state = Practice.State.PUBLISHED
    practice.published_at = timezone.now()
    practice.save()
    return practice


def photo(size: tuple[int, int] = (2400, 1600), kind: str = "JPEG", seed: int = 0) -> bytes:
    """A noisy picture (hard to make light) with a place and a device in it."""
    image = Image.effect_noise(size, 90 + seed).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (41.0, 22.0, 40.0)
    out = io.BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def upload(content: bytes | None = None, name: str = "photo.jpg") -> SimpleUploadedFile:
    """A file as a browser sends it; a small picture where no content is given."""
    return SimpleUploadedFile(name, photo((300, 200)) if content is None else content)


def on_paper(email: str = "") -> Given:
    """A consent signed on paper today."""
    return Given("paper", "My words may be shown.", timezone.localdate(), email)


def picture_form(**more: Any) -> dict[str, Any]:
    """What the form of a new picture sends, without the file."""
    return {
        "caption": "The market in the evening",
        "alt": "Twenty stalls with lights",
        "credit": "The municipality",
        "how": "paper",
        "words": "The picture may be shown.",
        "given_on": timezone.localdate().isoformat(),
        **more,
    }
