"""Files that come with a mail: the content decides what they are, not their names."""

from typing import NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.incoming.mail import Attachment
from cityclusters.incoming.parsing import Part

MOST = 5
MOST_BYTES = 10_000_000  # together
LOGO_BYTES = 15_000  # pictures in the text below this are ornaments of signatures


class Looked(NamedTuple):
    """What is taken, and the names of what is not."""

    taken: tuple[Attachment, ...]
    refused: tuple[str, ...]


def looked_at(parts: tuple[Part, ...]) -> Looked:
    """Pictures (written anew as JPEG, which drops position and device) and PDF files; nothing else."""
    taken: list[Attachment] = []
    refused: list[str] = []
    size = 0
    for part in parts:
        if part.embedded and len(part.content) < LOGO_BYTES:
            continue
        size += len(part.content)
        made = _made(part) if len(taken) < MOST and size <= MOST_BYTES else None
        if made is None:
            refused.append(part.name)
        else:
            taken.append(made)
    return Looked(tuple(taken), tuple(refused))


def _made(part: Part) -> Attachment | None:
    head = part.content[:8]
    if head.startswith(b"%PDF-"):
        return Attachment(part.name, "application/pdf", part.content)
    if not head.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF")):
        return None
    try:
        made = files.picture(SimpleUploadedFile("picture", part.content))
    except NotPossible:
        return None
    return Attachment(part.name, "image/jpeg", made.large.read())
