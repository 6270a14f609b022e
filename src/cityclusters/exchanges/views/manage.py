"""Making an exchange, changing it, moving it from state to state, publishing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.exchanges import page, rules
from cityclusters.exchanges.forms.exchange import (
    BalanceForm,
    ExchangeForm,
    NewExchangeForm,
    ReasonForm,
    SpaceForm,
)
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.views.common import managed, posted
from cityclusters.journal import drafts
from cityclusters.journal.acts import record
from cityclusters.journal.once import one_act

NEW_DRAFT = "exchange-new"
# Acts that a button does at once, and acts that ask for a reason first.
PLAIN_ACTS = {"planning", "opening"}
REASONED_ACTS = {"postponement", "cancellation"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def create(request: PersonRequest) -> HttpResponse:
    """A new exchange: for officers, and for focal points on behalf of their organisation."""
    if not rules.may_create(request.user):
        raise PermissionDenied
    typed: dict[str, Any] = {}
    if request.method == "POST":
        form = NewExchangeForm(request.POST, person=request.user)
        if form.is_valid():
            exchange = Exchange.create(request.user, **form.cleaned_data)
            drafts.drop(request.user, NEW_DRAFT)
            messages.success(request, _("The exchange is made. Next, write its programme."))
            return redirect("exchanges:manage", exchange.public_id)
    else:
        typed = drafts.typed_before(
            NewExchangeForm(person=request.user), drafts.load(request.user, NEW_DRAFT)
        )
        first = NewExchangeForm.first_values(request.user)
        form = NewExchangeForm(initial=first | typed, person=request.user)
    context = {"form": form, "draft": NEW_DRAFT, "restored": not form.is_bound and bool(typed)}
    return render(request, "exchanges/create.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Changes everything but programme, partners and people."""
    exchange = managed(request, public_id)
    draft = f"exchange-{exchange.public_id}"
    typed = drafts.typed_before(ExchangeForm(), drafts.load(request.user, draft))
    if request.method == "POST":
        form = ExchangeForm(request.POST)
        if form.is_valid():
            try:
                exchange.change(request.user, **form.cleaned_data)
            except NotPossible as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.drop(request.user, draft)
                messages.success(request, _("The changes are saved."))
                return redirect("exchanges:manage", exchange.public_id)
    else:
        form = ExchangeForm(initial=ExchangeForm.values_of(exchange) | typed)
    context = {
        "exchange": exchange,
        "form": form,
        "draft": draft,
        "restored": not form.is_bound and bool(typed),
    }
    return render(request, "exchanges/edit.html", context)


@login_required
@require_safe
def overview(request: PersonRequest, public_id: str) -> HttpResponse:
    """Where the exchange stands, and what to do next."""
    exchange = managed(request, public_id)
    people = page.contributors(exchange)
    context: dict[str, Any] = {
        "exchange": exchange,
        "seats": page.seats_and_origins(exchange)[0],
        "states": [(state, label) for state, label in Exchange.State.choices if _may_go(exchange, state)],
        "sessions": exchange.sessions.count(),
        "publications": exchange.publications.select_related("space"),
        "space_form": SpaceForm(person=request.user, exchange=exchange),
        "balance": page.stage_balance(people),
        "balance_form": BalanceForm(initial={"balance_reason": exchange.balance_reason}),
        "asked": exchange.contributors.filter(state="asked").count(),
        "trainers": page.people_given(people, "trainer"),
        "off_record": exchange.registrations.filter(state="confirmed", off_record=True).count(),
        "links": page.links(exchange, request.user),
    }
    return render(request, "exchanges/manage.html", context)


def _may_go(exchange: Exchange, state: str) -> bool:
    """Whether somebody may move it to the state by hand: what the clock and the report do is left out."""
    wanted = Exchange.State(state)
    by_hand = wanted in (
        Exchange.State.PLANNED, Exchange.State.OPEN, Exchange.State.POSTPONED, Exchange.State.CANCELLED
    )  # fmt: skip
    return by_hand and exchange.state in Exchange.MOVES[wanted]


@login_required
@require_POST
def move(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Plans it or opens its registration."""
    exchange = managed(request, public_id)
    try:
        exchange.open(request.user) if act == "opening" else exchange.plan(request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done: %(state)s.") % {"state": exchange.get_state_display()})
    return redirect("exchanges:manage", exchange.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Postpones or cancels it, after asking for the reason that everybody registered will read."""
    exchange = managed(request, public_id)
    form = ReasonForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        with saying(request, _("Done. Everybody who is registered gets a letter.")):
            exchange.postpone(request.user, reason) if act == "postponement" else exchange.cancel(
                request.user, reason
            )
        return redirect("exchanges:manage", exchange.public_id)
    told = exchange.registrations.filter(state__in=["confirmed", "waitlisted", "invited"]).count()
    context = {"exchange": exchange, "form": form, "act": act, "told": told}
    return render(request, "exchanges/call_off.html", context)


@login_required
@require_POST
def publish(request: PersonRequest, public_id: str) -> HttpResponse:
    """Puts it into one or several spaces at once: one record, no copy (seed item A1)."""
    exchange = managed(request, public_id)
    form = SpaceForm(request.POST, person=request.user, exchange=exchange)
    if form.is_valid():
        with transaction.atomic():
            for space in form.cleaned_data["spaces"]:
                exchange.publish(request.user, space)
        messages.success(request, _("Published: one record, no copies."))
    else:
        messages.error(request, _("Choose a Cities Cluster of which you are a member."))
    return redirect("exchanges:manage", exchange.public_id)


@login_required
@require_POST
def withdraw(request: PersonRequest, public_id: str, slug: str) -> HttpResponse:
    """Takes it out of one space; the others keep it."""
    exchange = managed(request, public_id)
    stands = get_object_or_404(exchange.publications.select_related("space"), space__slug=slug)
    exchange.withdraw(request.user, stands.space)
    messages.success(request, _("The exchange no longer stands in this Cities Cluster."))
    return redirect("exchanges:manage", exchange.public_id)


@login_required
@require_POST
def explain_balance(request: PersonRequest, public_id: str) -> HttpResponse:
    """Keeps the reason for a panel that is out of balance (rule EX6)."""
    exchange = managed(request, public_id)
    form = BalanceForm(request.POST)
    if form.is_valid():
        exchange.change(request.user, **form.cleaned_data)
        record(request.user, "exchange.balance_explained", exchange, organisation=exchange.organiser)
        messages.success(request, _("The reason is kept."))
    else:
        messages.error(request, _("Write the reason in at most 300 characters."))
    return redirect("exchanges:manage", exchange.public_id)
