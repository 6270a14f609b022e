"""What the public pages of booklets show, with few queries however many editions there are."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Prefetch

from cityclusters.booklets.models import Booklet, Edition, EditionFile
from cityclusters.core.files import TYPES
from cityclusters.core.texts import RIGHT_TO_LEFT

NAMES = dict(settings.CONTENT_LANGUAGES)
MEDIA = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": TYPES["jpg"],
}


class Shown(NamedTuple):
    """One language of an edition with its files that can be taken now; `busy` says that some are being made
    again."""

    edition: Edition
    name: str
    direction: str
    files: list[EditionFile]
    busy: bool


def shown(edition: Edition, files: Iterable[EditionFile]) -> Shown:
    """The edition as a page shows it."""
    rows = list(files)
    ready = []
    for file in rows:
        file.edition = edition
        if file.is_current:
            ready.append(file)
    language = edition.language
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return Shown(edition, NAMES.get(language, language), direction, ready, len(ready) < len(rows))


def with_published(rows: Any) -> Any:
    """Booklets with their published editions and files: two queries more for the whole page."""
    editions = Edition.objects.light().published().with_newer().order_by("-number", "language")
    return rows.prefetch_related(
        Prefetch("editions", queryset=editions.prefetch_related("files"), to_attr="published_editions")
    )


def newest(booklet: Booklet) -> list[Shown]:
    """For each language the newest published edition. Needs `with_published`."""
    editions: Sequence[Edition] = booklet.published_editions  # type: ignore[attr-defined]
    found = []
    for edition in editions:
        if not edition.has_newer:
            edition.booklet = booklet
            found.append(shown(edition, edition.files.all()))
    return sorted(found, key=lambda row: row.name)


def earlier(booklet: Booklet) -> list[Shown]:
    """The editions that have a newer one in their language; still to be had. Needs `with_published`."""
    editions: Sequence[Edition] = booklet.published_editions  # type: ignore[attr-defined]
    found = []
    for edition in editions:
        if edition.has_newer:
            edition.booklet = booklet
            found.append(shown(edition, edition.files.all()))
    return found
