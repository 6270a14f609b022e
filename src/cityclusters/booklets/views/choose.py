"""Choosing practices, and deciding what is printed where a practice lacks a language."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cityclusters.booklets import choosing
from cityclusters.booklets.library import NAMES
from cityclusters.booklets.models import Booklet, BookletItem
from cityclusters.booklets.source import Lack, items_of, lacks
from cityclusters.booklets.views.common import edited
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.practices.forms.lists import FilterForm
from cityclusters.practices.models import Practice
from cityclusters.practices.reading import many

PER_PAGE = 24
MOST_SENT = 300


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PersonRequest, public_id: str) -> HttpResponse:
    """Published practices, searched and filtered; a POST puts the ticked ones at the end of the booklet."""
    booklet = edited(request, public_id)
    if request.method == "POST":
        _take(request, booklet)
        return redirect(request.get_full_path())
    form = FilterForm(request.GET)
    page = paged(request, form.chosen(Practice.objects.published()), PER_PAGE)
    practices = list(page.object_list)
    readings = many([row.version for row in practices if row.version], (get_language() or "en")[:2])
    context = {
        "booklet": booklet,
        "form": form,
        "filtered": bool(form.asked),
        "page": page,
        "rows": [(row, readings[row.version_id]) for row in practices if row.version_id],
        "inside": set(booklet.items.values_list("practice", flat=True)),
    }
    return render(request, "booklets/choose.html", context)


def _take(request: PersonRequest, booklet: Booklet) -> None:
    wanted = [sent_id(value) for value in request.POST.getlist("practice")[:MOST_SENT]]
    practices = Practice.objects.published().filter(public_id__in=[value for value in wanted if value])
    try:
        number = choosing.add(
            booklet, request.user, sorted(practices, key=lambda row: wanted.index(row.public_id))
        )
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return
    text = ngettext("%(number)s practice added.", "%(number)s practices added.", number)
    if number:
        messages.success(request, text % {"number": number})
    else:
        messages.info(request, _("Tick the practices that you want to add."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def missing(request: PersonRequest, public_id: str) -> HttpResponse:
    """For each practice that lacks a language: leave it out, or print the original with a label."""
    booklet = edited(request, public_id)
    if request.method == "POST":
        choosing.decide(
            booklet, request.user, _decisions(request, booklet), machine="machine" in request.POST
        )
        messages.success(request, _("The decisions are saved."))
        return redirect("booklets:missing", booklet.public_id)
    rows = lacks(booklet)
    context = {
        "booklet": booklet,
        "book_languages": [(code, NAMES.get(code, code), _of(rows, code)) for code in booklet.languages],
        "choices": BookletItem.Missing.choices,
        "open": sum(row.is_open for row in rows),
        "practices": len(items_of(booklet)),
    }
    return render(request, "booklets/missing.html", context)


def _of(rows: list[Lack], language: str) -> list[Lack]:
    return [row for row in rows if row.language == language]


def _decisions(request: PersonRequest, booklet: Booklet) -> dict[tuple[str, str], str]:
    """What was chosen row by row; 'all:<language>' fills the rows of a language that say nothing."""
    found: dict[tuple[str, str], str] = {}
    sent: Any = request.POST
    for row in lacks(booklet):
        key, language = row.item.practice.public_id, row.language
        choice = sent.get(f"{key}:{language}", "") or row.choice or sent.get(f"all:{language}", "")
        if choice in BookletItem.Missing.values:
            found[key, language] = choice
    return found
