"""The library of booklets, one booklet, one edition, and its files."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.booklets import library, rules, use
from cityclusters.booklets.models import Booklet, Edition, editions_of
from cityclusters.booklets.views.common import LARGEST_NUMBER, edition_of, visible
from cityclusters.core.http import Request
from cityclusters.core.paging import paged

PER_PAGE = 12


@require_safe
def listing(request: Request) -> HttpResponse:
    """Published booklets, the newest first; for editors also those that they are making."""
    rows = Booklet.objects.published().select_related("organisation")
    page = paged(request, library.with_published(rows), PER_PAGE)
    making = Booklet.objects.edited_by(request.user).unpublished().with_editions()
    context = {
        "page": page,
        "cards": [(booklet, library.newest(booklet)) for booklet in page.object_list],
        "making": making[:50],
        "may_create": rules.may_create(request.user),
    }
    return render(request, "booklets/list.html", context)


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """One booklet: what it is, its newest editions to take, earlier ones, and who uses it."""
    booklet = visible(request, public_id)
    rows = library.with_published(Booklet.objects.filter(pk=booklet.pk))
    booklet.published_editions = rows.get().published_editions  # type: ignore[attr-defined]
    uses = booklet.uses.filter(withdrawn_at=None).select_related("organisation__place")
    context = {
        "booklet": booklet,
        "newest": library.newest(booklet),
        "earlier": library.earlier(booklet),
        "downloads": use.downloads(booklet),
        "uses": list(uses[:100]),
        "users": uses.order_by().values("organisation").distinct().count(),
        "may_edit": rules.may_edit(request.user, booklet),
    }
    return render(request, "booklets/detail.html", context)


@require_safe
def edition(request: Request, public_id: str, number: int) -> HttpResponse:
    """One edition: its languages, its contents with links to exactly these versions, its files."""
    booklet = visible(request, public_id)
    rows = (
        editions_of(booklet).light().published().with_newer().prefetch_related("files").order_by("language")
    )
    found = list(rows.filter(number=number)) if number <= LARGEST_NUMBER else []
    if not found:
        raise Http404
    chosen = _chosen(found, request.GET.get("in", ""))
    chosen.booklet = booklet
    source = Edition.objects.values_list("source", flat=True).get(pk=chosen.pk)
    versions = [item.version for item in chosen.items.select_related("version__practice")]
    context = {
        "booklet": booklet,
        "edition": chosen,
        "title": source["title"],
        "shown": library.shown(chosen, chosen.files.all()),
        "book_languages": [(row, library.NAMES.get(row.language, row.language)) for row in found],
        "contents": [
            {"row": row, "version": version}
            for row, version in zip(source["practices"], versions, strict=True)
        ],
    }
    return render(request, "booklets/edition.html", context)


def _chosen(editions: list[Edition], wanted: str) -> Edition:
    """The language that was asked for, else the reader's, else English, else the first."""
    known = {row.language: row for row in editions}
    for language in (wanted, (get_language() or "en")[:2], "en"):
        if language in known:
            return known[language]
    return editions[0]


@require_safe
def file(request: Request, public_id: str, number: int, language: str, ending: str) -> HttpResponseBase:
    """A file of a published edition; editors also get those of editions that are not published. Sending one
    to the public counts as a download."""
    booklet = visible(request, public_id)
    may_edit = rules.may_edit(request.user, booklet)
    found = edition_of(booklet, number, language, published=not may_edit)
    row = found.files.filter(kind=ending[:4]).first()
    if row is None:
        raise Http404
    row.edition = found
    if not row.is_current:
        messages.info(request, _("This file is being made. Try again in a moment."))
        return redirect(found.get_absolute_url() if found.state == "published" else booklet)
    if request.method == "GET" and found.state == Edition.State.PUBLISHED and not may_edit:
        use.count_download(found, row.kind)
    name = f"{booklet.public_id}-{number}-{language}.{row.kind}"
    return sent(row.file.open("rb"), row.kind, name, public=found.state == Edition.State.PUBLISHED)


@require_safe
def cover(request: Request, public_id: str, number: int, language: str) -> HttpResponseBase:
    """The first page as a small picture."""
    booklet = visible(request, public_id)
    may_edit = rules.may_edit(request.user, booklet)
    found = edition_of(booklet, number, language, published=not may_edit)
    if not found.cover:
        raise Http404
    return sent(found.cover.open("rb"), "jpg", "cover.jpg", public=True, inline=True)


def sent(stored: object, kind: str, name: str, *, public: bool, inline: bool = False) -> FileResponse:
    """A file of ours with its type and name, unable to run anything. What is public may be kept for an hour:
    a withdrawn consent must not linger in caches."""
    response = FileResponse(stored, content_type=library.MEDIA[kind], as_attachment=not inline, filename=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, max-age=3600" if public else "private, no-store"
    return response
