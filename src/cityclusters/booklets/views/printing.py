"""Pages as they will print, and editions: freezing, progress, publishing, dropping."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.booklets import editions, pdf
from cityclusters.booklets.forms.booklet import NoteForm
from cityclusters.booklets.library import NAMES
from cityclusters.booklets.models import Booklet, Edition, EditionFile, editions_of
from cityclusters.booklets.source import lacks
from cityclusters.booklets.views.common import edited, edition_of
from cityclusters.booklets.views.library import sent
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.core.typeset import TypesettingFailed
from cityclusters.journal.once import one_act

PAGES_SHOWN = 4
KEPT = 3600  # seconds that a picture of a page is kept


@login_required
@require_safe
def proofs(request: PersonRequest, public_id: str) -> HttpResponse:
    """The proofs: one for each language, a few pages at a time as pictures."""
    booklet = edited(request, public_id)
    found = {
        row.language: row for row in editions_of(booklet).light().filter(number=0).prefetch_related("files")
    }
    languages = [(code, NAMES.get(code, code), found.get(code)) for code in booklet.languages]
    wanted = request.GET.get("in", "")
    chosen = found.get(wanted) or next((row for _code, _name, row in languages if row), None)
    context: dict[str, Any] = {"booklet": booklet, "book_languages": languages, "edition": chosen}
    if chosen is not None:
        context |= _pages(request, chosen)
        context["stale"] = booklet.changed_at > chosen.frozen_at
    return render(request, "booklets/proofs.html", context)


def _pages(request: PersonRequest, edition: Edition) -> dict[str, Any]:
    """The file and the pages to show, from the one that ?from= names."""
    file = edition.files.all()[0]
    file.edition = edition
    asked = request.GET.get("from", "1")
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    start = max(1, min(start, edition.pages))
    pages = range(start, min(start + PAGES_SHOWN, edition.pages + 1)) if file.is_current else range(0)
    later = start + PAGES_SHOWN
    return {
        "file": file,
        "pages": list(pages),
        "before": max(1, start - PAGES_SHOWN) if start > 1 else None,
        "later": later if later <= edition.pages else None,
    }


@login_required
@require_POST
def make_proof(request: PersonRequest, public_id: str, language: str) -> HttpResponse:
    """Has a proof made of the booklet as it is now."""
    booklet = edited(request, public_id)
    try:
        editions.proof(booklet, language, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("booklets:proofs", booklet.public_id)
    response = redirect("booklets:proofs", booklet.public_id)
    response.headers["Location"] += f"?in={language}"
    return response


@login_required
@require_safe
def proof_file(request: PersonRequest, public_id: str, language: str) -> HttpResponseBase:
    """The whole proof as PDF."""
    edition = edition_of(edited(request, public_id), 0, language, published=False)
    return sent(_file(edition).file.open("rb"), "pdf", "proof.pdf", public=False, inline=True)


@login_required
@require_safe
def proof_page(request: PersonRequest, public_id: str, language: str, page: int) -> HttpResponse:
    """One page of the proof as a picture, made when it is looked at and kept for a while."""
    booklet = edited(request, public_id)
    edition = edition_of(booklet, 0, language, published=False)
    file = _file(edition)
    if not 1 <= page <= edition.pages:
        raise Http404
    key = f"proof:{file.sha256}:{page}"
    picture = cache.get(key)
    if picture is None:
        with file.file.open("rb") as stored:
            try:
                picture = pdf.page_pictures(stored.read(), [page], edition.source["paper"])[0]
            except TypesettingFailed as failure:
                raise Http404 from failure
        cache.set(key, picture, KEPT)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, no-cache"})


def _file(edition: Edition) -> EditionFile:
    file = edition.files.filter(EditionFile.current()).first()
    if file is None:
        raise Http404
    return file


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def work_editions(request: PersonRequest, public_id: str) -> HttpResponse:
    """All editions with the progress of their files; a POST freezes the next one."""
    booklet = edited(request, public_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            editions.freeze(booklet, request.user, form.cleaned_data["note"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The edition is frozen. Its files are being made."))
            return redirect("booklets:work-editions", booklet.public_id)
    return render(request, "booklets/editions.html", {**_editions(booklet), "booklet": booklet, "form": form})


def _editions(booklet: Booklet) -> dict[str, Any]:
    """What the page shows of editions, and of what the next one would be."""
    rows = (
        editions_of(booklet)
        .light()
        .exclude(number=0)
        .prefetch_related("files")
        .order_by("-number", "language")
    )
    numbers = _by_number(list(rows))
    return {
        "numbers": numbers,
        "busy": any(row["busy"] for row in numbers),
        "open": sum(row.is_open for row in lacks(booklet)),
        "book_languages": [NAMES.get(code, code) for code in booklet.languages],
        "practices": booklet.items.count(),
    }


def _by_number(rows: list[Edition]) -> list[dict[str, Any]]:
    """Editions that were frozen together, with whether files are being made and whether they can be
    published."""
    found: dict[int, dict[str, Any]] = {}
    for edition in rows:
        group = found.setdefault(edition.number, {"number": edition.number, "editions": [], "busy": False})
        files = list(edition.files.all())
        for file in files:
            file.edition = edition
        group["editions"].append((edition, NAMES.get(edition.language, edition.language), files))
        group["state"] = edition.state
        group["first"] = edition
        group["busy"] |= any(not file.is_current and file.state != "failed" for file in files)
        group["failed"] = group.get("failed", False) or any(file.state == "failed" for file in files)
    return list(found.values())


@login_required
@require_POST
def publish(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    """Shows an edition to everybody."""
    booklet = edited(request, public_id)
    try:
        editions.publish(booklet, number, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("booklets:work-editions", booklet.public_id)
    messages.success(request, _("The edition is published. Everybody can read and take it."))
    return redirect("booklets:edition", booklet.public_id, number)


@login_required
@require_POST
def drop(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    """Throws away an edition that was never published."""
    booklet = edited(request, public_id)
    with saying(request, _("The edition is dropped.")):
        editions.drop(booklet, number, request.user)
    return redirect("booklets:work-editions", booklet.public_id)


@login_required
@require_POST
def again(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    """Has the files made that are missing or failed."""
    booklet = edited(request, public_id)
    for edition in editions_of(booklet).light().filter(number=min(number, 32_767)):
        editions.make_again(edition)
    if number:
        return redirect("booklets:work-editions", booklet.public_id)
    return redirect("booklets:proofs", booklet.public_id)
