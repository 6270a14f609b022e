"""What the public page of a practice shows of booklets."""

from cityclusters.booklets.models import Edition
from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.practices.models import Practice, Version

MOST = 12


def in_booklets(request: Request, practice: Practice, version: Version) -> Section | None:
    """The published booklets that hold the practice; one line for each, with its newest edition."""
    rows = (
        Edition.objects.light()
        .published()
        .filter(items__version__practice=practice)
        .select_related("booklet")
        .order_by("-published_at", "-pk")
    )
    newest: dict[int, Edition] = {}
    for edition in rows[: MOST * 8]:
        newest.setdefault(edition.booklet_id, edition)
    if not newest:
        return None
    return Section("booklets/_in_booklets.html", {"editions": list(newest.values())[:MOST]})
