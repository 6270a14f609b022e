"""Requests: the open ones, asking, a request's page, closing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.http import Request as WebRequest
from cityclusters.core.paging import paged
from cityclusters.journal.once import one_act
from cityclusters.people.models import Person
from cityclusters.people.readers import focal_organisations
from cityclusters.support.giving import requests, rules, words
from cityclusters.support.giving.forms.asking import ReasonForm, RequestForm
from cityclusters.support.giving.forms.fields import HowMuch, lines_of
from cityclusters.support.giving.forms.filters import AidFilter
from cityclusters.support.giving.requests import Wanted
from cityclusters.support.giving.views.common import drives, items, request_of, sent
from cityclusters.support.models import Pledge, Request, Shipment

OPEN = (Request.State.OPEN, Request.State.PARTLY)


@require_safe
def listing(request: WebRequest) -> HttpResponse:
    """What is still needed, the most urgent first."""
    form = AidFilter(request.GET, items=items(), drives=drives())
    asked = form.asked
    rows = Request.objects.filter(state__in=OPEN).select_related("item", "organisation", "place__country")
    if "item" in asked:
        rows = rows.filter(item__code=asked["item"])
    if "country" in asked:
        rows = rows.filter(place__country=asked["country"])
    if "drive" in asked:
        rows = rows.filter(drive__public_id=asked["drive"])
    page = paged(request, rows)
    found = requests.progress(page.object_list)
    shown = [(row, found[row.pk]) for row in page]
    may_begin = request.user.is_authenticated and rules.may_begin(request.user)
    context = {"form": form, "page": page, "shown": shown, "may_begin": may_begin}
    return render(request, "support/giving_requests.html", context)


def _first(request: PersonRequest) -> dict[str, Any]:
    """The drive named in the address and her own place."""
    first: dict[str, Any] = {"drive": request.GET.get("drive", "")[:10]}
    own = focal_organisations(request.user)
    if len(own) == 1:
        mandate = request.user.mandates.filter(organisation__in=own).select_related("organisation__place")
        held = mandate.first()
        first["place"] = held.organisation.place if held else None
    return first


@only(rules.may_begin)
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def new(request: PersonRequest) -> HttpResponse:
    """Asks for several things at once."""
    data, _files = sent(request)
    form = RequestForm(data, person=request.user, drives=drives(), initial=_first(request))
    lines = lines_of(HowMuch, items(), data)
    if request.method == "POST" and form.is_valid() & lines.is_valid():
        try:
            made = _ask(request.user, form.cleaned_data, lines.written())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("%(number)d request is made.", "%(number)d requests are made.", len(made))
            messages.success(request, words % {"number": len(made)})
            return redirect(made[0].drive or made[0])
    return render(request, "support/giving_request_new.html", {"form": form, "lines": lines})


def _ask(by: Person, data: dict[str, Any], lines: list[dict[str, Any]]) -> list[Request]:
    names = ("item", "packs", "unit_size", "currency")
    wanted = [Wanted(**{name: line[name] for name in names}) for line in lines]
    return requests.ask(
        by, data["organisation"], data["place"], wanted,
        drive=data["drive"], needed_by=data["needed_by"], note=data["note"],
    )  # fmt: skip


@require_safe
def detail(request: WebRequest, public_id: str) -> HttpResponse:
    """What is asked, what came, what is still needed."""
    found = request_of(public_id)
    pledges = found.pledges.exclude(state=Pledge.State.WITHDRAWN).select_related("donor", "item", "to")
    one = requests.progress([found])[found.pk]
    goods = Shipment.objects.filter(pledge__request=found).select_related("donor", "recipient")
    context = {
        "aid_request": found,
        "bars": [words.bar(found.item, found.currency, one, one.needed, one.unpledged)],
        "groups": words.bar_groups(),
        "progress": one,
        "pledges": pledges,
        "shipments": goods.prefetch_related("lines__item"),
        "is_open": found.state in OPEN,
        "may_close": rules.may_close(request.user, found),
    }
    return render(request, "support/giving_request.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PersonRequest, public_id: str) -> HttpResponse:
    """Closes it with a reason."""
    found = request_of(public_id)
    if not rules.may_close(request.user, found):
        raise Http404
    form = ReasonForm(sent(request)[0])
    if request.method == "POST" and form.is_valid():
        try:
            requests.close(found, request.user, form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The request is closed."))
            return redirect(found)
    return render(request, "support/giving_request_close.html", {"aid_request": found, "form": form})
