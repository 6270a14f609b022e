"""Publishing and closing a round."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.support.models import Run
from cityclusters.support.rounds import acts, publishing
from cityclusters.support.rounds.rows import last_run, said_now
from cityclusters.support.rounds.rules import may_broker
from cityclusters.support.rounds.views.common import found


@only(may_broker)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PersonRequest, public_id: str) -> HttpResponse:
    """Says what goes out to whom, then proposes; the run is named, so that nothing else is published than
    what was looked at."""
    round_ = found(request, public_id)
    run = last_run(round_)
    if run is None or round_.state != round_.State.OPEN:
        messages.error(request, _("There is nothing to publish: calculate first; a round is published once."))
        return redirect(round_)
    if request.method == "POST":
        return _published(request, run)
    run.round = round_
    context = {
        "round": round_,
        "run": run,
        "post": publishing.post(run),
        "stale": run.rules_version != round_.rules_version,
        "changed": publishing.CHANGED if run.said != said_now(round_) else "",
    }
    return render(request, "support/rounds_publish.html", context)


def _published(request: PersonRequest, run: Run) -> HttpResponse:
    if request.POST.get("run") != str(run.number):
        messages.error(request, _("There is a later calculation. Look at that one first."))
        return redirect("support:round-publish", run.round.public_id)
    with saying(request, _("The round is published. Cities and hosts are told.")):
        publishing.publish(run.round, request.user, run)
    return redirect(run.round)


@only(may_broker)
@require_POST
def close(request: PersonRequest, public_id: str) -> HttpResponse:
    """Ends a round."""
    round_ = found(request, public_id)
    acts.close(round_, request.user)
    messages.success(request, _("The round is closed."))
    return redirect(round_)
