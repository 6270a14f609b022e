"""What the broker tries and wants: what if, keeping a trial, together or not together."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.support.models import Need, Run, Wanted
from cityclusters.support.rounds import acts, finding
from cityclusters.support.rounds.forms import TrialForm, WantedForm
from cityclusters.support.rounds.rows import last_run
from cityclusters.support.rounds.rules import may_broker
from cityclusters.support.rounds.views.common import found, found_run

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@only(may_broker)
@FORM_PAGE
@one_act
def what_if(request: PersonRequest, public_id: str) -> HttpResponse:
    """Another number of places, another host, a pair or other rules, tried beside the last calculation."""
    round_ = found(request, public_id)
    asked = finding.asked(request, round_)
    form = TrialForm(
        request.POST if request.method == "POST" else None,
        now=round_.rules,
        windows=asked.windows,
        taken=asked.taken,
        unconfirmed=asked.unconfirmed,
        initial={"need": asked.need, "offer": asked.offer},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(acts.start(round_, request.user, form.changes))
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    context = {
        "round": round_,
        "form": form,
        "asked": asked,
        "pair": finding.pair(form),
        "last": asked.last,
    }
    return render(request, "support/rounds_what_if.html", context, status=422 if form.errors else 200)


@only(may_broker)
@require_POST
def keep(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    """Makes what the broker may decide of a trial the round's own."""
    run = found_run(public_id, number, state=Run.State.DONE, base__isnull=False)
    try:
        made = acts.keep_trial(run, request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(run)
    messages.success(request, _("It is kept. The round is calculated with it now."))
    return redirect(made)


@only(may_broker)
@FORM_PAGE
def wanted(request: PersonRequest, public_id: str, need: str) -> HttpResponse:
    """This need and a host together, or not together, with the reason."""
    round_ = found(request, public_id)
    row = Need.objects.select_related("place", "organisation").filter(public_id=sent_id(need)).first()
    if row is None:
        raise Http404
    offers = finding.offers_for(request, round_, row)
    by_id = {offer.public_id: offer for offer in offers}
    first = {"offer": request.GET.get("offer", ""), "kind": request.GET.get("kind", "")}
    form = WantedForm(request.POST if request.method == "POST" else None, offers=offers, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            acts.say(round_, request.user, row, by_id[data["offer"]], data["kind"], data["reason"])
            messages.success(request, _("It is written down. Calculate again to see what it changes."))
            return redirect(round_)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    context = {
        "round": round_,
        "need": row,
        "form": form,
        "q": request.GET.get("q", ""),
        "last": last_run(round_),
    }
    return render(request, "support/rounds_wanted.html", context, status=422 if form.errors else 200)


@only(may_broker)
@require_POST
def unsay(request: PersonRequest, public_id: str, need: str, offer: str) -> HttpResponse:
    """Takes back what was said about a need and a host."""
    round_ = found(request, public_id)
    rows = Wanted.objects.select_related("need", "offer").filter(round=round_, need__public_id=sent_id(need))
    row = rows.filter(offer__public_id=sent_id(offer)).first()
    if row is None:
        raise Http404
    with saying(request, _("It is taken back. Calculate again to see what it changes.")):
        acts.unsay(round_, request.user, row)
    return redirect(round_)
