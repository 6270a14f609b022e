"""Pledges: making one, its page, agreeing, taking it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.http import Request as WebRequest
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.support.giving import pledges, requests, rules
from cityclusters.support.giving.forms.asking import PledgeForm, ReasonForm
from cityclusters.support.giving.views.common import items, pledge_of, request_of, sent
from cityclusters.support.models import Pledge, Request

BOTH = ["GET", "HEAD", "POST"]


def _first(asked: Request | None) -> dict[str, Any]:
    """The rest of the request, in its packs."""
    if asked is None:
        return {}
    rest = requests.progress([asked])[asked.pk].unpledged
    packs, odd = divmod(rest, asked.unit_size)
    amount, size = (rest, 1) if odd else (packs, asked.unit_size)
    return {"packs": amount or None, "unit_size": size, "currency": asked.currency}


def _made(request: PersonRequest, asked: Request | None, form: PledgeForm) -> Pledge | None:
    """The pledge; None where it is refused, and then the form says why."""
    data = form.cleaned_data
    item = form.meant()
    assert item is not None
    more = {name: data[name] for name in ("freight", "note", "unit_size", "currency")}
    quantity = data["packs"] * data["unit_size"]
    to = asked.organisation if asked else data["to"]
    try:
        return pledges.pledge(request.user, data["donor"], to, item, quantity, request=asked, **more)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return None


@only(rules.may_begin)
@require_http_methods(BOTH)
@one_act
def new(request: PersonRequest, public_id: str = "") -> HttpResponse:
    """A pledge to a request, or a free one."""
    asked = request_of(public_id) if public_id else None
    form = PledgeForm(
        sent(request)[0], person=request.user, request=asked, items=items(), initial=_first(asked)
    )
    if request.method == "POST" and form.is_valid() and (made := _made(request, asked, form)):
        messages.success(request, _("Thank you. The recipient is asked whether this is right."))
        return redirect(made)
    return render(request, "support/giving_pledge_new.html", {"form": form, "aid_request": asked})


@require_safe
def detail(request: WebRequest, public_id: str) -> HttpResponse:
    """Who pledged what to whom, and what came of it."""
    pledge = pledge_of(public_id)
    standing = pledge.state != Pledge.State.WITHDRAWN
    goods = pledge.shipments.select_related("donor", "recipient").prefetch_related("lines__item")
    shipments = list(goods)
    donor, recipient = rules.is_donor(request.user, pledge), rules.is_recipient(request.user, pledge)
    context = {
        "pledge": pledge,
        "shipments": shipments,
        "may_agree": recipient and pledge.state == Pledge.State.MADE,
        "may_withdraw": (donor or recipient) and standing and not shipments,
        "may_ship": donor and standing,
        "form": ReasonForm(),
    }
    return render(request, "support/giving_pledge.html", context)


@login_required
@require_POST
def agree(request: PersonRequest, public_id: str) -> HttpResponse:
    """The recipient agrees."""
    pledge = pledge_of(public_id)
    if not rules.is_recipient(request.user, pledge):
        raise Http404
    with saying(request, _("Agreed. The donor gets a letter.")):
        pledges.agree(pledge, request.user)
    return redirect(pledge)


@login_required
@require_http_methods(BOTH)
def withdraw(request: PersonRequest, public_id: str) -> HttpResponse:
    """The donor takes it back, or the recipient does not want it."""
    pledge = pledge_of(public_id)
    if not (rules.is_donor(request.user, pledge) or rules.is_recipient(request.user, pledge)):
        raise Http404
    form = ReasonForm(sent(request)[0])
    if request.method == "POST" and form.is_valid():
        try:
            pledges.withdraw(pledge, request.user, form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The pledge is taken back."))
            return redirect(pledge)
    return render(request, "support/giving_pledge_withdraw.html", {"pledge": pledge, "form": form})
