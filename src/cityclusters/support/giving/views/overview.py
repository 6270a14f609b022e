"""The ledger for everybody: totals by item, route and kind of donor, each opening its rows."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cityclusters.core.exports import Table, csv_response, xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.paging import paged
from cityclusters.people.readers import focal_organisations, is_officer
from cityclusters.places.groups import Group, listing
from cityclusters.support.giving import overview, rules
from cityclusters.support.giving.forms.filters import AidFilter, RowsFilter
from cityclusters.support.giving.ledger import Entry, days_of_time, totals
from cityclusters.support.giving.rows import Labels, source_of
from cityclusters.support.giving.views.common import drives, items
from cityclusters.support.models import Pledge, Shipment
from cityclusters.support.models import Request as AidRequest

DRIVES = 6
MINE = 100


def _kept(form: AidFilter) -> dict[str, str]:
    """The filters that make sense, as they stand in an address."""
    return {name: str(form[name].value()) for name in form.asked if name != "page"}


@require_safe
def aid(request: Request) -> HttpResponse:
    """Totals per item, route and kind of donor."""
    known, running = items(), list(drives())
    form = AidFilter(request.GET, items=known, drives=running)
    found = overview.entries(form.narrowed(), known)
    labels, kept = Labels(known), _kept(form)
    context = {
        "form": form,
        "lines": overview.lines(found, labels, kept),
        "days": overview.Number(days_of_time(totals(found).values()), ""),
        "drives": running[:DRIVES],
        "south": listing(Group.SOUTH),
        "filtered": bool(kept),
        "query": request.GET.urlencode(),
        "may_begin": request.user.is_authenticated and rules.may_begin(request.user),
        "is_officer": is_officer(request.user),
        **overview.money(found),
    }
    return render(request, "support/giving_aid.html", context)


@require_safe
def rows(request: Request) -> HttpResponse:
    """The rows behind a number, newest first."""
    known = items()
    form = RowsFilter(request.GET, items=known, drives=drives())
    found = sorted(overview.looked_into(form, known), key=lambda entry: source_of(entry).day, reverse=True)
    labels = Labels(known)
    page = paged(request, found, 50)
    context = {
        "form": form,
        "page": page,
        "shown": [overview.shown(entry, labels) for entry in page],
        "lines": overview.lines(found, labels, _kept(form)),
        "query": request.GET.urlencode(),
    }
    return render(request, "support/giving_rows.html", context)


def _downloaded(request: Request) -> tuple[list[Entry], Labels]:
    known = items()
    return overview.looked_into(RowsFilter(request.GET, items=known, drives=drives()), known), Labels(known)


@require_safe
def xlsx(request: Request) -> FileResponse:
    """Totals and rows as a workbook, by the filters of the page."""
    found, labels = _downloaded(request)
    heads, totals_ = overview.total_table(found, labels)
    sheets = [
        Table(_("Totals"), heads, totals_),
        Table(_("Rows"), overview.HEADER, overview.table(found, labels)),
    ]
    return xlsx_response(f"aid-{timezone.localdate()}", sheets)


@require_safe
def csv(request: Request) -> HttpResponseBase:
    """The rows as CSV."""
    found, labels = _downloaded(request)
    return csv_response(f"aid-{timezone.localdate()}", overview.HEADER, overview.table(found, labels))


@login_required
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """Requests, pledges and shipments of the organisations she acts for."""
    own = focal_organisations(request.user)
    asked = AidRequest.objects.filter(organisation__in=own).select_related("item", "place__country")
    pledges = Pledge.objects.select_related("item", "donor", "to", "request__item")
    goods = Shipment.objects.select_related("donor", "recipient").prefetch_related("lines__item")
    context = {
        "requests": asked.order_by("-asked_at")[:MINE],
        "given": pledges.filter(donor__in=own)[:MINE],
        "offered": pledges.filter(to__in=own)[:MINE],
        "sent": goods.filter(donor__in=own)[:MINE],
        "coming": goods.filter(recipient__in=own)[:MINE],
        "may_begin": rules.may_begin(request.user),
    }
    return render(request, "support/giving_mine.html", context)
