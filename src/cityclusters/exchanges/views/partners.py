"""Partners in their roles, what they give, and the people who contribute."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.exchanges import page, rules
from cityclusters.exchanges.forms.partners import ContributionForm, DeliveryForm, PartnerForm
from cityclusters.exchanges.models import Contribution, Contributor, Exchange, Partner
from cityclusters.exchanges.views.common import managed, posted
from cityclusters.journal.once import one_act


def _page(request: PersonRequest, exchange: Exchange, **forms: Any) -> HttpResponse:
    """Partners, contributions and contributors, with their forms."""
    people = exchange.contributors.select_related("organisation__place", "person", "session").order_by("pk")
    partners = exchange.partners.select_related("organisation__parent", "organisation__place")
    rows = list(people)
    for row in rows:
        row.exchange = exchange
    context = {
        "exchange": exchange,
        "partners": page.grouped(list(partners)),
        "given": exchange.contributions.select_related("organisation").order_by("pledged_at", "pk"),
        "contributors": rows,
        "balance": page.stage_balance([row for row in rows if row.state == Contributor.State.CONFIRMED]),
        "messages_recorded": exchange.messages.count(),
        "partner_form": PartnerForm(person=request.user, prefix="partner"),
        "given_form": ContributionForm(person=request.user, prefix="given"),
        "delivery_form": DeliveryForm(initial={"on": timezone.localdate()}),
        "may_confirm": rules.may_confirm_delivery(request.user),
        **forms,
    }
    return render(request, "exchanges/partners.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: PersonRequest, public_id: str) -> HttpResponse:
    """Everybody who makes it happen; a POST gives an organisation a role."""
    exchange = managed(request, public_id)
    if request.method != "POST":
        return _page(request, exchange)
    form = PartnerForm(request.POST, person=request.user, prefix="partner")
    if not form.is_valid():
        return _page(request, exchange, partner_form=form)
    partner = Partner.add(
        request.user, exchange, form.cleaned_data["organisation"], form.cleaned_data["role"]
    )
    messages.success(request, _("Added: %(partner)s.") % {"partner": partner})
    return redirect("exchanges:partners", exchange.public_id)


@login_required
@require_POST
def remove_partner(request: PersonRequest, public_id: str, key: int) -> HttpResponse:
    """Takes a role away."""
    exchange = managed(request, public_id)
    partner = exchange.partners.filter(pk=key).select_related("organisation").first()
    if partner is None:
        raise Http404
    with saying(request, _("The role is taken away.")):
        partner.remove(request.user)
    return redirect("exchanges:partners", exchange.public_id)


@login_required
@require_POST
@one_act
def pledge(request: PersonRequest, public_id: str) -> HttpResponse:
    """Notes what an organisation promises."""
    exchange = managed(request, public_id)
    form = ContributionForm(request.POST, person=request.user, prefix="given")
    if not form.is_valid():
        return _page(request, exchange, given_form=form)
    data = form.cleaned_data
    organisation = data.pop("organisation")
    Contribution.pledge(request.user, exchange, organisation, **data)
    messages.success(request, _("The promise is noted. When it arrives, note the delivery."))
    return redirect("exchanges:partners", exchange.public_id)


def _contribution(request: PersonRequest, public_id: str, given_id: str) -> Contribution:
    exchange = managed(request, public_id)
    found = exchange.contributions.filter(public_id=given_id).select_related("organisation").first()
    if found is None:
        raise Http404
    found.exchange = exchange
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: PersonRequest, public_id: str, given_id: str) -> HttpResponse:
    """Notes what arrived."""
    row = _contribution(request, public_id, given_id)
    first = {"on": timezone.localdate(), "quantity": row.quantity, "rate": row.rate, "rate_on": row.rate_on}
    form = DeliveryForm(posted(request)[0], initial=first, given=row)
    if request.method == "POST" and form.is_valid():
        with saying(request, _("The delivery is noted. An officer confirms it.")):
            row.deliver(request.user, **form.cleaned_data)
        return redirect("exchanges:partners", row.exchange.public_id)
    return render(request, "exchanges/delivery.html", {"exchange": row.exchange, "given": row, "form": form})


@login_required
@require_POST
def settle(request: PersonRequest, public_id: str, given_id: str, act: str) -> HttpResponse:
    """Confirms a delivery (officers), or takes a promise back."""
    row = _contribution(request, public_id, given_id)
    with saying(request, _("Done.")):
        row.confirm(request.user) if act == "confirmation" else row.withdraw(request.user)
    return redirect("exchanges:partners", row.exchange.public_id)
