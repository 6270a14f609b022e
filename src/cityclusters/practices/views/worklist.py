"""What managers have before them: one list per call, and one for practices without a call."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import csv_response, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.practices.forms.judging import WorkFilter
from cityclusters.practices.judging import deciding, reviewing, worklist
from cityclusters.practices.judging import table as judging_table
from cityclusters.practices.judging.reviewers import WANTED
from cityclusters.practices.judging.waiting import judges
from cityclusters.practices.models import Call, Practice, Review
from cityclusters.practices.models.choices import State
from cityclusters.practices.views.judging import run_call

MOST_AT_ONCE = 50


def _rows(request: PersonRequest, call: Call | None) -> "tuple[WorkFilter, QuerySet[Practice]]":
    form = WorkFilter(request.GET)
    rows = worklist.managed_by(request.user).filter(call=call)
    return form, form.asked.of(worklist.with_reviews(rows)).order_by("waits_since", "pk")


def _page(request: PersonRequest, call: Call | None) -> HttpResponse:
    form, rows = _rows(request, call)
    reviews = Review.objects.filter(state__in=Review.LIVE).select_related("reviewer").order_by("pk")
    rows = rows.select_related("place__country", "organisation", "version")
    context: dict[str, Any] = {
        "call": call,
        "form": form,
        "filtered": any(request.GET.get(name) for name in form.fields),
        "page": paged(request, rows.prefetch_related(Prefetch("reviews", reviews, to_attr="live")), 50),
        "query": request.GET.urlencode(),
        "wanted": WANTED,
    }
    return render(request, "practices/submissions.html", context)


@login_required
@require_safe
def of_call(request: PersonRequest, public_id: str) -> HttpResponse:
    """The practices of a call."""
    return _page(request, run_call(request, public_id))


@login_required
@require_safe
def without_call(request: PersonRequest) -> HttpResponse:
    """Practices that came without a call: for officers, and stewards of spaces with their themes."""
    if not judges(request.user):
        raise Http404
    return _page(request, None)


def _file(request: PersonRequest, call: Call | None, ending: str) -> HttpResponseBase:
    made = judging_table.table(_rows(request, call)[1], call)
    name = f"practices-{call.public_id}" if call else "practices-without-call"
    if ending == "csv":
        return csv_response(name, made.header, made.rows)
    return xlsx_response(name, [made])


@login_required
@require_safe
def call_file(request: PersonRequest, public_id: str, ending: str) -> HttpResponseBase:
    """The list of a call as it is filtered, with scores, as a spreadsheet."""
    return _file(request, run_call(request, public_id), ending)


@login_required
@require_safe
def file(request: PersonRequest, ending: str) -> HttpResponseBase:
    """The same for practices without a call."""
    if not judges(request.user):
        raise Http404
    return _file(request, None, ending)


@login_required
@require_POST
def together(request: PersonRequest) -> HttpResponse:
    """One act for several practices: screened, or a reminder to their reviewers."""
    keys = [sent_id(key) for key in request.POST.getlist("practice")[:MOST_AT_ONCE]]
    rows = list(worklist.managed_by(request.user).filter(public_id__in=keys).select_related("call"))
    if not rows:
        messages.error(request, _("Choose at least one practice."))
    elif request.POST.get("act") == "remind":
        _remind(request, rows)
    elif request.POST.get("sure"):
        _screen(request, rows)
    else:
        messages.error(request, _("Tick that you have looked at each of them."))
    call = next((row.call for row in rows if row.call), None)
    if call:
        return redirect("practices:call-submissions", call.public_id)
    return redirect("practices:submissions" if judges(request.user) else "practices:list")


def _screen(request: PersonRequest, rows: Sequence[Practice]) -> None:
    """Each for itself: what can't be screened is named, the rest is done."""
    done = 0
    for practice in rows:
        try:
            deciding.screen(
                practice, request.user, State.SCREENED, checks=dict.fromkeys(deciding.CHECKS, True)
            )
            done += 1
        except NotPossible as refusal:
            messages.error(request, f"{practice}: {refusal}")
    words = ngettext("%(number)d practice is screened.", "%(number)d practices are screened.", done)
    messages.success(request, words % {"number": done})


def _remind(request: PersonRequest, rows: Sequence[Practice]) -> None:
    reviews = Review.objects.filter(practice__in=rows, practice__state=State.IN_REVIEW, state__in=Review.OPEN)
    written = sum(
        reviewing.remind(review) for review in reviews.select_related("practice__place", "reviewer")
    )
    words = ngettext("%(number)d reminder is written.", "%(number)d reminders are written.", written)
    messages.success(request, words % {"number": written})
