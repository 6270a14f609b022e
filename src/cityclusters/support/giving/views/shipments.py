"""Shipments: preparing, moving on, receiving line by line, handing out, correcting."""

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
from cityclusters.journal.models import Entry
from cityclusters.journal.once import one_act
from cityclusters.people.readers import Reader
from cityclusters.support.giving import evidence, rules, shipments
from cityclusters.support.giving.forms import shipping
from cityclusters.support.giving.forms.fields import Lines, lines_of
from cityclusters.support.giving.views.common import items, pledge_of, sent, shipment_of
from cityclusters.support.models import Pledge, Shipment

BOTH = ["GET", "HEAD", "POST"]
HISTORY = 50


def _pledge(request: PersonRequest) -> Pledge | None:
    """The pledge named in the address that she keeps; None for a shipment without one."""
    named = request.GET.get("pledge", "")
    if not named:
        return None
    pledge = pledge_of(named)
    if not rules.is_donor(request.user, pledge):
        raise Http404
    return pledge


def _made(
    request: PersonRequest, pledge: Pledge | None, form: shipping.ShipmentForm, lines: Lines, arrived: bool
) -> Shipment | None:
    """The shipment; None where it is refused, and then the form says why."""
    data = form.cleaned_data
    donor = pledge.donor if pledge else data["donor"]
    recipient = pledge.to if pledge else data["recipient"]
    more: dict[str, Any] = {name: data[name] for name in ("reference", "note", "shipped_on")}
    more["payer"] = shipping.payer_of(form, donor, recipient)
    if not arrived:
        more["state"] = shipping.state_of(form)
    try:
        return shipments.prepare(
            request.user, donor, recipient, map(shipping.packed, lines.written()),
            pledge=pledge, by_recipient=arrived, **more,
        )  # fmt: skip
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return None


@only(rules.may_begin)
@require_http_methods(BOTH)
@one_act
def new(request: PersonRequest) -> HttpResponse:
    """A shipment of a pledge, without one, or (`?arrived=1`) told by the recipient first."""
    pledge, arrived = _pledge(request), "arrived" in request.GET
    data = sent(request)[0]
    form = shipping.ShipmentForm(data, person=request.user, pledge=pledge, by_recipient=arrived)
    first = [shipping.first_line(pledge)] if pledge else None
    lines = lines_of(shipping.PackedForm, items(), data, initial=first)
    valid = request.method == "POST" and form.is_valid() & lines.is_valid()
    if valid and (made := _made(request, pledge, form, lines, arrived)):
        messages.success(request, _("Saved. The other side gets a letter at each step."))
        return redirect("support:receipt", made.public_id) if arrived else redirect(made)
    context = {"form": form, "lines": lines, "pledge": pledge, "arrived": arrived}
    return render(request, "support/giving_shipment_new.html", context)


def sides(reader: Reader, shipment: Shipment) -> list[str]:
    """On which sides of it she stands."""
    found = {
        "donor": rules.is_donor(reader, shipment), "recipient": rules.is_recipient(reader, shipment)
    }  # fmt: skip
    return [side for side, stands in found.items() if stands]


@require_safe
def detail(request: WebRequest, public_id: str) -> HttpResponse:
    """What was sent, what arrived, with its evidence and its history."""
    shipment = shipment_of(public_id)
    mine = sides(request.user, shipment)
    state = shipment.state
    open_ = state in shipments.OPEN
    context = {
        "shipment": shipment,
        "evidence": evidence.visible_to(request.user, shipment),
        "history": Entry.objects.about(shipment)[:HISTORY],
        "sides": mine,
        "may_ship": "donor" in mine and state in shipments.MOVES[Shipment.State.SHIPPED],
        "may_customs": bool(mine) and state in shipments.MOVES[Shipment.State.CUSTOMS],
        "may_receive": "recipient" in mine and open_,
        "may_distribute": "recipient" in mine and state in ("received", "partly_received", "distributed"),
        "may_correct": "donor" in mine or ("recipient" in mine and shipment.recipient_reported),
    }
    return render(request, "support/giving_shipment.html", context)


def _mine(request: PersonRequest, public_id: str, *wanted: str) -> Shipment:
    """The shipment for somebody on one of the sides. Raises Http404."""
    shipment = shipment_of(public_id)
    if not set(wanted) & set(sides(request.user, shipment)):
        raise Http404
    return shipment


@login_required
@require_POST
def move(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """It has left (the donor's word), or lies in customs (either's)."""
    state = {"departure": Shipment.State.SHIPPED, "customs": Shipment.State.CUSTOMS}[act]
    wanted = ("donor",) if act == "departure" else ("donor", "recipient")
    shipment = _mine(request, public_id, *wanted)
    with saying(request, _("Saved. The other side gets a letter.")):
        shipments.move(shipment, request.user, state)
    return redirect(shipment)


@login_required
@require_http_methods(BOTH)
def receipt(request: PersonRequest, public_id: str) -> HttpResponse:
    """The recipient says line by line what was accepted."""
    shipment = _mine(request, public_id, "recipient")
    form = shipping.ReceiptForm(sent(request)[0], lines=shipment.lines.all())
    if request.method == "POST" and form.is_valid():
        on, more = form.cleaned_data["on"], form.cleaned_data["more_to_come"]
        try:
            shipments.receive(shipment, request.user, form.counted, on=on, more_to_come=more)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. What you accepted counts from now on."))
            return redirect(shipment)
    return render(request, "support/giving_receipt.html", {"shipment": shipment, "form": form})


@login_required
@require_http_methods(BOTH)
def distribution(request: PersonRequest, public_id: str) -> HttpResponse:
    """The recipient says what was handed out."""
    shipment = _mine(request, public_id, "recipient")
    form = shipping.DistributionForm(sent(request)[0], lines=shipment.lines.all())
    if request.method == "POST" and form.is_valid():
        try:
            shipments.distribute(shipment, request.user, form.packs)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. The other side gets a letter."))
            return redirect(shipment)
    return render(request, "support/giving_distribution.html", {"shipment": shipment, "form": form})


@login_required
@require_http_methods(BOTH)
def correction(request: PersonRequest, public_id: str) -> HttpResponse:
    """A reported number put right by the side that reported it, with the reason."""
    shipment = _mine(request, public_id, "donor", "recipient")
    mine = sides(request.user, shipment)
    form = shipping.CorrectionForm(sent(request)[0], lines=shipment.lines.all(), sides=mine)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            shipments.correct(form.line, request.user, form.name, data["value"], data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Corrected. The earlier number stays in the history."))
            return redirect(shipment)
    return render(request, "support/giving_correction.html", {"shipment": shipment, "form": form})
