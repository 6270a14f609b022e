"""Moving an offer: handed in, verified, confirmed, paused, opened again, closed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.support.models import Offer
from cityclusters.support.offers import confirming, rules, states, windows
from cityclusters.support.offers.forms import ReasonForm, ReopenForm
from cityclusters.support.offers.reading import form_name
from cityclusters.support.offers.views import own, seen

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
REASONED = {"pause": states.pause, "closing": states.close}


@login_required
@require_POST
def submit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Hands it in to be verified."""
    offer = own(request, public_id)
    with saying(request, _("Thank you. An officer looks at it; you get a letter.")):
        states.submit(offer, request.user)
    return redirect(offer)


def _to_check(request: PersonRequest, public_id: str) -> Offer:
    """The offer for those who may verify it. Raises Http404 for anybody else."""
    offer = seen(request, public_id)
    if not rules.may_verify(request.user, offer):
        raise Http404
    return offer


@login_required
@require_POST
def verify(request: PersonRequest, public_id: str) -> HttpResponse:
    """Accepts it."""
    offer = _to_check(request, public_id)
    with saying(request, _("The offer is verified. The host gets a letter.")):
        states.verify(offer, request.user)
    return redirect(offer)


@login_required
@FORM_PAGE
def refuse(request: PersonRequest, public_id: str) -> HttpResponse:
    """Does not accept it, with the reason."""
    offer = _to_check(request, public_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            states.refuse(offer, request.user, form.cleaned_data["reason"])
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The host gets a letter with the reason."))
            return redirect(offer)
    return render(request, "support/offer_move.html", {"offer": offer, "form": form, "act": "refusal"})


@login_required
@FORM_PAGE
def confirm(request: PersonRequest, public_id: str) -> HttpResponse:
    """The host sees what stands and confirms it by one press; the windows lead to their own pages."""
    offer = own(request, public_id)
    if request.method == "POST":
        with saying(request, _("Thank you. The offer is confirmed.")):
            confirming.confirm(offer, request.user)
        return redirect(offer)
    rooms = [(row, form_name(row.modality)) for row in windows.shown(offer)]
    return render(request, "support/offer_confirm.html", {"offer": offer, "windows": rooms})


@login_required
@FORM_PAGE
def move(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Pauses or closes it with the reason, or opens it again with its last day."""
    offer = own(request, public_id)
    if act not in (*REASONED, "opening"):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form: Any = ReopenForm(sent, initial={"until": offer.expires_on})
    if act in REASONED:
        form = ReasonForm(sent)
    if sent is not None and form.is_valid():
        try:
            _moved(offer, request, act, form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, offer.get_state_display())
            return redirect(offer)
    return render(request, "support/offer_move.html", {"offer": offer, "form": form, "act": act})


def _moved(offer: Offer, request: PersonRequest, act: str, data: dict[str, Any]) -> None:
    if act in REASONED:
        REASONED[act](offer, request.user, data["reason"])
    else:
        states.reopen(offer, request.user, data["until"])
