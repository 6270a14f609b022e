"""Preparing a round: opening it, its rules, confirmations, demand against room, and calculating it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.saying import saying
from cityclusters.journal.once import one_act
from cityclusters.people.readers import is_officer
from cityclusters.support.engine.report import TOO_MUCH_SHARE
from cityclusters.support.rounds import acts
from cityclusters.support.rounds import demand as counting
from cityclusters.support.rounds.forms import NewRoundForm, RoundForm, countries_in_words
from cityclusters.support.rounds.overview import overview
from cityclusters.support.rounds.report import summary
from cityclusters.support.rounds.rules import may_broker
from cityclusters.support.rounds.views.common import found, found_run

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])
MOST_GAPS = 40


@only(may_broker)
@FORM_PAGE
@one_act
def create(request: PersonRequest) -> HttpResponse:
    """Opens a round and asks the hosts to confirm."""
    form = NewRoundForm(
        request.POST if request.method == "POST" else None, initial=NewRoundForm.first_values()
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = acts.open_round(
                request.user, data["title"], form.rules, data["next_on"], data["confirm_by"]
            )
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The round is open. Hosts are asked to confirm their offers."))
            return redirect(made)
    status = 422 if form.errors else 200
    return render(request, "support/rounds_new.html", {"form": form}, status=status)


@require_safe
def page(request: Request, public_id: str) -> HttpResponse:
    """Officers see where the round stands; everybody what came of it, once it is published."""
    round_ = found(request, public_id)
    if is_officer(request.user):
        return render(request, "support/rounds_work.html", overview(round_))
    return render(request, "support/rounds_public.html", summary(round_))


@only(may_broker)
@require_safe
def demand(request: PersonRequest, public_id: str) -> HttpResponse:
    """Demand against room, by country, theme and form."""
    round_ = found(request, public_id)
    asked = counting.wished(round_)
    room = counting.places(round_)
    gaps, enough = counting.gaps(asked, room)
    context: dict[str, Any] = {
        "round": round_,
        "needs": asked.needs,
        "warnings": counting.warnings(asked),
        "gaps": gaps[:MOST_GAPS],
        "more_gaps": max(0, len(gaps) - MOST_GAPS),
        "enough": enough,
        "limits": countries_in_words(round_.rules),
        "limit": TOO_MUCH_SHARE,
        "countries": counting.bar_rows(counting.by_country(asked, room.countries)),
        "themes": counting.bar_rows(counting.by_theme(round_)),
        "forms": counting.bar_rows(counting.by_form(asked, room.forms)),
        "heads": [_("Needs that ask for it"), pgettext("room", "Places")],
    }
    return render(request, "support/rounds_demand.html", context)


@only(may_broker)
@FORM_PAGE
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Title, day and rules, until the round is published."""
    round_ = found(request, public_id)
    first = {"title": round_.title, "next_on": round_.next_on, **RoundForm.values_of(round_.rules)}
    form = RoundForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with saying(request, _("The rules are saved. Calculate again to see what they change.")):
            acts.change(round_, request.user, data["title"], form.rules, data["next_on"])
        return redirect(round_)
    context = {"round": round_, "form": form}
    return render(request, "support/rounds_edit.html", context, status=422 if form.errors else 200)


@only(may_broker)
@require_POST
def ask(request: PersonRequest, public_id: str) -> HttpResponse:
    """Asks the hosts once more that have not confirmed."""
    round_ = found(request, public_id)
    count = acts.ask(round_, timezone.localdate() + acts.DAYS_TO_CONFIRM)
    said = ngettext("%(count)s host was asked again.", "%(count)s hosts were asked again.", count)
    messages.success(request, said % {"count": count})
    return redirect(round_)


@only(may_broker)
@require_POST
def start(request: PersonRequest, public_id: str) -> HttpResponse:
    """Has the round calculated."""
    round_ = found(request, public_id)
    try:
        return redirect(acts.start(round_, request.user))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(round_)


@only(may_broker)
@require_POST
def again(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    """Wakes the worker for a calculation about which it is silent."""
    run = found_run(public_id, number)
    acts.start_again(run)
    return redirect(run)
