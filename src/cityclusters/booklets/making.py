"""Making the files of an edition from its source, with progress; may be killed anywhere and run again."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from cityclusters.booklets import pdf
from cityclusters.booklets.docx import write_docx
from cityclusters.booklets.epub import write_epub
from cityclusters.booklets.layout import laid_out, picture_ids
from cityclusters.booklets.models import Edition, EditionFile, PrintPicture
from cityclusters.booklets.print_pictures import prepared
from cityclusters.core.files import delete_on_commit
from cityclusters.core.typeset import TypesettingFailed

logger = logging.getLogger(__name__)
STEP = 5  # practices between two looks at the progress
COVER_WIDTH = 280  # pixels of the first page on our pages
SHELF_PPI, SHELF_WIDTH = 180, 900  # of the cover inside the EPUB
Prints = dict[str, PrintPicture]


class Made(NamedTuple):
    """A file before it is kept. `unshown` holds characters that no font has, '' for none; `cover` is a small
    JPEG of the first page."""

    content: bytes
    unshown: str = ""
    cover: bytes = b""
    pages: int = 0


def make(edition: Edition) -> None:
    """Makes what the edition lacks: every file that is not made from the present revision of its source."""
    for file in edition.files.select_related("edition__booklet"):
        if not file.is_current:
            _make_one(file)


def _make_one(file: EditionFile) -> None:
    """Makes the file until it is made of what the edition prints by then; a fault of typesetting is shown on
    the page and logged."""
    while True:
        edition = Edition.objects.select_related("booklet").get(pk=file.edition_id)
        _note(file, state=EditionFile.State.MAKING, done=0, unshown="")
        try:
            made = _build(edition, file)
        except TypesettingFailed:
            logger.exception("typesetting of edition %s failed", edition.public_id)
            _note(file, state=EditionFile.State.FAILED)
            return
        if _keep(file, edition.revision, made):
            return


def _build(edition: Edition, file: EditionFile) -> Made:
    laid = laid_out(edition.source, settings.SITE_URL)
    prints = _pictures(edition.source, file)
    writers: dict[str, Callable[[Mapping[str, Any], Prints, Edition], Made]] = {
        "pdf": _pdf,
        "epub": _epub,
        "docx": _docx,
    }
    return writers[file.kind](laid, prints, edition)


def _pictures(source: Mapping[str, Any], file: EditionFile) -> Prints:
    """The pictures in the size of print, practice by practice: this is where progress is seen."""
    prints: Prints = {}
    practices = source["practices"]
    for start in range(0, len(practices), STEP):
        some = practices[start : start + STEP]
        prints |= prepared(picture_ids({"practices": some}))
        _note(file, done=min(start + STEP, len(practices)))
    return prints


def _pdf(laid: Mapping[str, Any], prints: Prints, edition: Edition) -> Made:
    document = pdf.set_pdf(laid, prints)
    first = pdf.page_pictures(document.pdf, [1], laid["paper"])[0]
    unshown = "" if document.accessible else document.unshown[:200] or "?"
    return Made(document.pdf, unshown, pdf.as_jpeg(first, COVER_WIDTH), pdf.pages_of(document.pdf))


def _epub(laid: Mapping[str, Any], prints: Prints, edition: Edition) -> Made:
    identity = f"{edition.public_id}-{edition.revision}"
    return Made(write_epub(laid, prints, identity=identity, cover=_shelf_cover(edition)))


def _shelf_cover(edition: Edition) -> bytes:
    """The first page of the PDF, where it is made already, for the shelves of e-book readers."""
    file = edition.files.filter(EditionFile.current(), kind=EditionFile.Kind.PDF).first()
    if file is None:
        return b""
    with file.file.open("rb") as stored:
        first = pdf.page_pictures(stored.read(), [1], edition.source["paper"], ppi=SHELF_PPI)[0]
    return pdf.as_jpeg(first, SHELF_WIDTH)


def _docx(laid: Mapping[str, Any], prints: Prints, edition: Edition) -> Made:
    return Made(write_docx(laid, prints))


@transaction.atomic
def _keep(file: EditionFile, revision: int, made: Made) -> bool:
    """Puts the made file in the place of the old one. False where the source has changed meanwhile."""
    edition = Edition.objects.select_for_update().light().get(pk=file.edition_id)
    if edition.revision != revision:
        return False
    file.refresh_from_db()
    old = file.file.name
    digest = hashlib.sha256(made.content).hexdigest()
    file.file.save(f"{edition.public_id}-{digest[:12]}.{file.kind}", ContentFile(made.content), save=False)
    file.bytes, file.sha256, file.revision = len(made.content), digest, revision
    file.state, file.unshown = EditionFile.State.READY, made.unshown
    file.made_at = file.moved_at = timezone.now()
    file.done = edition.practices
    file.save()
    _delete_later(file.file, old)
    if made.cover:
        before = edition.cover.name
        edition.cover.save(f"{edition.public_id}-{digest[:12]}.jpg", ContentFile(made.cover), save=False)
        edition.pages = made.pages
        edition.save(update_fields=["cover", "pages"])
        _delete_later(edition.cover, before)
    return True


def _delete_later(kept: FieldFile, old: str | None) -> None:
    """Deletes the file that was replaced, once that is certain."""
    if old and old != kept.name:
        delete_on_commit(kept.storage, old)


def _note(file: EditionFile, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(file, name, value)
    file.moved_at = timezone.now()
    file.save(update_fields=[*fields, "moved_at"])
