"""What a run proposes: need by need, host by host, and as a file that anyone can check."""

from django.db.models import Count, F, Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.support.models import Outcome, Round, Run
from cityclusters.support.rounds import comparing, hosting, showing
from cityclusters.support.rounds.forms import ResultFilter
from cityclusters.support.rounds.looking import chosen
from cityclusters.support.rounds.rules import may_broker
from cityclusters.support.rounds.views.common import found_run

PER_PAGE = 12


@only(may_broker)
@require_safe
def run(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    """How far it is; what a trial changes; or what it proposes to each need."""
    row = found_run(public_id, number, light=False)
    if row.state != Run.State.DONE:
        return render(request, "support/rounds_busy.html", {"run": row, "round": row.round})
    if row.base_id is not None:
        return render(request, "support/rounds_trial.html", comparing.comparison(request, row))
    form = ResultFilter(request.GET)
    page = paged(request, chosen(showing.outcomes(row), form.asked), PER_PAGE)
    context = {
        "run": row,
        "round": row.round,
        "form": form,
        "filtered": bool(form.asked),
        "page": page,
        "rows": showing.shown(row, list(page.object_list)),
        "counts": _counts(row),
        "not_held": hosting.not_held(row),
        "is_last": row.round.state == "open",
    }
    return render(request, "support/rounds_result.html", context)


def _counts(row: Run) -> dict[str, int]:
    return Outcome.objects.filter(run=row).aggregate(
        needs=Count("pk"),
        served=Count("pk", Q(got__gt=0)),
        waiting=Count("pk", Q(got=0)),
        partly=Count("pk", Q(got__gt=0, got__lt=F("wants"))),
        wished=Count("pk", Q(wishes=True)),
        as_wished=Count("pk", Q(as_wished=True)),
        as_asked=Count("pk", Q(as_asked=True)),
        moved=Count("pk", Q(has_moved=True)),
    )


@only(may_broker)
@require_safe
def need(request: PersonRequest, public_id: str, number: int, need: str) -> HttpResponse:
    """One need in full: why this host, why not the others, what else."""
    row = found_run(public_id, number, state=Run.State.DONE)
    found = showing.outcomes(row).filter(need__public_id=sent_id(need)).first()
    if found is None:
        raise Http404
    context = {
        "run": row,
        "round": row.round,
        "shown": showing.shown(row, [found], in_full=True)[0],
        "following": _following(row, found) if row.round.state != Round.State.OPEN else "",
    }
    return render(request, "support/rounds_need.html", context)


def _following(row: Run, found: Outcome) -> str:
    """The address of the same need in the newest calculation of a round that is being prepared; '' where
    there is none."""
    runs = (
        Run.objects.light().real().done().filter(round__state=Round.State.OPEN, outcomes__need=found.need_id)
    )
    later = runs.exclude(round=row.round).select_related("round").order_by("-asked_at").first()
    if later is None:
        return ""
    return reverse("support:run-need", args=[later.round.public_id, later.number, found.need.public_id])


@only(may_broker)
@require_safe
def hosts(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    """The windows of a run with their guests, by city."""
    row = found_run(public_id, number, state=Run.State.DONE)
    page = paged(request, hosting.windows(row))
    context = {"run": row, "round": row.round, "page": page, "rows": hosting.shown(row, page.object_list)}
    return render(request, "support/rounds_hosts.html", context)


@only(may_broker)
@require_safe
def problem(request: PersonRequest, public_id: str, number: int) -> HttpResponse:
    """What went into a run, as a file for `cityclusters match`."""
    row = found_run(public_id, number, state=Run.State.DONE)
    answer = JsonResponse(row.problem)
    name = f"round-{row.round.public_id}-{row.number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
