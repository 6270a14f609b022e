"""Fetching what the reader may see; for everybody else it does not exist."""

from django.http import Http404

from cityclusters.booklets.models import Booklet, Edition, editions_of
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id

LARGEST_NUMBER = 32_767  # of an edition, as both databases keep it


def visible(request: Request, public_id: str) -> Booklet:
    """The booklet. Raises Http404 for one that does not exist and, alike, for one she may not see."""
    rows = Booklet.objects.visible_to(request.user).with_editions()
    rows = rows.select_related("organisation", "call", "exchange", "cover")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def edited(request: PersonRequest, public_id: str) -> Booklet:
    """The booklet for somebody who works on it. Raises Http404 for everybody else."""
    rows = Booklet.objects.edited_by(request.user).with_editions()
    rows = rows.select_related("organisation", "call", "exchange", "cover")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


def edition_of(booklet: Booklet, number: int, language: str, *, published: bool) -> Edition:
    """One language of an edition, without its source. Raises Http404 where there is none, or where only
    published ones are asked for."""
    rows = editions_of(booklet).light().filter(language=language[:8])
    rows = rows.filter(number=number) if number <= LARGEST_NUMBER else rows.none()
    if published:
        rows = rows.published()
    found = rows.first()
    if found is None:
        raise Http404
    found.booklet = booklet
    return found
