"""All matches, for officers: filtered, and as a spreadsheet. No name or address of a person (rule MA6)."""

from django.db.models import F
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.access import only
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.people.readers import is_officer
from cityclusters.support.matches import page
from cityclusters.support.matches.forms import MatchFilterForm
from cityclusters.support.matches.table import table
from cityclusters.support.models import Match


@only(is_officer)
@require_safe
def listing(request: PersonRequest) -> HttpResponse:
    """All matches: those that were proposed, then further choices, each the newest first."""
    form = MatchFilterForm(request.GET)
    rows = form.chosen(Match.objects.all()).select_related(*page.NAMES)
    rows = rows.order_by(F("proposed_at").desc(nulls_last=True), "-pk")
    context = {"form": form, "page": paged(request, rows), "filtered": bool(form.asked)}
    return render(request, "support/matches_all.html", context)


@only(is_officer)
@require_safe
def spreadsheet(request: PersonRequest) -> HttpResponseBase:
    """The same as a spreadsheet."""
    return xlsx_response("matches", [table(MatchFilterForm(request.GET).chosen(Match.objects.all()))])
