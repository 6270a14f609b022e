"""Pictures and PDF files that come with a post, on the site or in a letter."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _

from cityclusters.core import files as uploads
from cityclusters.core.errors import NotPossible
from cityclusters.core.files import delete_on_commit
from cityclusters.core.ids import public_id
from cityclusters.incoming.mail import Attachment
from cityclusters.people.models import Person
from cityclusters.questions.models import Answer, File, Question

MOST = 5
NAME_LENGTH = 120
PDF_HEAD, PDF_END = b"%PDF-", b"%%EOF"
# What a document can do without being asked; a plain report needs none of it.
PDF_ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


def readable_name(name: str) -> str:
    """A file's name as its sender gave it, without folders and characters that nothing can show."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if sign.isprintable() and ord(sign) not in range(0x202A, 0x202F))
    return shown.strip()[-NAME_LENGTH:] or "file"


def document(upload: UploadedFile) -> ContentFile[bytes]:
    """A PDF under a name of ours. Raises NotPossible for anything else, and for one that runs programs."""
    uploads.check_size(upload)
    upload.seek(0)
    content: bytes = upload.read()
    if not content.startswith(PDF_HEAD) or PDF_END not in content[-2048:]:
        raise NotPossible(_("Only pictures (JPEG, PNG, WebP) and PDF files can be attached."))
    if any(mark in content for mark in PDF_ACTIVE):
        raise NotPossible(_("This PDF holds a program or other files. Save it again as a plain PDF."))
    return ContentFile(content, f"{public_id()}.pdf")


def checked(upload: UploadedFile) -> File:
    """The file, looked at by its content and not saved yet. Raises NotPossible."""
    upload.seek(0)
    is_pdf = upload.read(len(PDF_HEAD)) == PDF_HEAD
    made = File(name=readable_name(upload.name or ""), size=upload.size or 0)
    if is_pdf:
        made.kind, made.stored = File.Kind.PDF, document(upload)
        return made
    picture = uploads.picture(upload)
    made.kind, made.stored, made.light = File.Kind.PICTURE, picture.large, picture.light
    made.width, made.height, made.size = picture.width, picture.height, picture.large.size
    return made


def check_all(given: Sequence[UploadedFile]) -> list[File]:
    """All of them. Raises NotPossible naming the first that can't be taken, and for too many."""
    if len(given) > MOST:
        raise NotPossible(_("At most %(number)s files can be attached.") % {"number": MOST})
    return [checked(upload) for upload in given]


def from_mail(attachments: Sequence[Attachment]) -> tuple[list[File], int]:
    """The attachments that can be kept, and how many were left out: a letter is not refused for them."""
    kept: list[File] = []
    for one in attachments:
        if len(kept) == MOST or len(one.data) > settings.UPLOAD_LIMIT:
            continue
        try:
            kept.append(checked(SimpleUploadedFile(one.name, one.data, one.content_type)))
        except NotPossible:
            continue
    return kept, len(attachments) - len(kept)


def attach(post: Question | Answer, made: Sequence[File], by: Person) -> None:
    """Saves checked files with their post. Raises NotPossible where the post would have too many."""
    if post.files.count() + len(made) > MOST:
        raise NotPossible(_("At most %(number)s files can be attached.") % {"number": MOST})
    for row in made:
        row.question = post if isinstance(post, Question) else None
        row.answer = post if isinstance(post, Answer) else None
        row.added_by = by
        row.save(force_insert=True)


def drop(rows: Iterable[File]) -> None:
    """Deletes them for good: the rows now, what is stored once that is committed."""
    for row in rows:
        for stored in (row.stored, row.light):
            delete_on_commit(stored.storage, stored.name)
        row.delete()
