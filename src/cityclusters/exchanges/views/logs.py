"""Connection logs of the meeting program: upload, lines to match by hand, withdrawal."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.exchanges import log_acts
from cityclusters.exchanges.forms.attendance import AsideForm, LogForm
from cityclusters.exchanges.log_groups import groups, log_counts
from cityclusters.exchanges.log_matching import Participants, seats
from cityclusters.exchanges.log_words import notice_text, problem_text
from cityclusters.exchanges.models import ConnectionLog, LogRow
from cityclusters.exchanges.tasks import read_connections
from cityclusters.exchanges.views.common import managed
from cityclusters.places.folding import fold

GROUPS = 30
FOUND = 20


def found_log(request: PersonRequest, public_id: str, log_id: str) -> ConnectionLog:
    """The log, for somebody who works on its exchange. Raises as `managed`; 404 for another's log."""
    exchange = managed(request, public_id)
    log = exchange.logs.filter(public_id=log_id).first()
    if log is None:
        raise Http404
    log.exchange = exchange
    return log


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_logs(request: PersonRequest, public_id: str) -> HttpResponse:
    """The logs so far, and the form for another one; the same file is read once."""
    exchange = managed(request, public_id)
    form = LogForm(request.POST or None, request.FILES or None, exchange=exchange)
    if request.method == "POST" and form.is_valid():
        try:
            log, new = log_acts.receive(exchange, request.user, form.upload, form.cleaned_data["zone"])
        except NotPossible as refusal:
            form.add_error("file", str(refusal))
        else:
            if new:
                read_connections.enqueue(log.pk)
            else:
                messages.info(request, _("This file was uploaded before. Nothing has changed."))
            return redirect(log)
    context = {"exchange": exchange, "form": form, "logs": exchange.logs.select_related("by")[:50]}
    return render(request, "exchanges/attendance_logs.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def attendance_log(request: PersonRequest, public_id: str, log_id: str) -> HttpResponse:
    """One log: what was matched, what waits to be matched by hand, what can't be used."""
    log = found_log(request, public_id, log_id)
    context: dict[str, Any] = {"exchange": log.exchange, "log": log}
    if log.state == ConnectionLog.State.REFUSED:
        context["refusal"] = notice_text(log.problem["code"], log.problem["params"])
    elif log.state != ConnectionLog.State.READING:
        unmatched = groups(log, LogRow.Match.OPEN)
        context.update(
            counts=log_counts(log),
            notices=[notice_text(code, params) for code, params in log.notices],
            page=paged(request, unmatched, per_page=GROUPS),
            by_hand=groups(log, LogRow.Match.HAND),
            aside=groups(log, LogRow.Match.ASIDE),
            bad=[(row, problem_text(row.problem)) for row in log.rows.exclude(problem="")[:200]],
        )
    return render(request, "exchanges/attendance_log.html", context)


@login_required
@require_safe
def attendance_log_row(request: PersonRequest, public_id: str, log_id: str, line: int) -> HttpResponse:
    """Whose is this label? Similar names first, then what is searched for."""
    log = found_log(request, public_id, log_id)
    row = _row(log, line)
    text = request.GET.get("q", "")[:100]
    if text.strip():
        rows = seats(log.exchange)
        for word in fold(text).split()[:8]:
            rows = rows.filter(Q(person__folded_name__contains=word) | Q(person__email__icontains=word))
        proposed = list(rows[:FOUND])
    else:
        proposed = Participants(log.exchange).similar(row.name)
    context = {
        "exchange": log.exchange,
        "log": log,
        "row": row,
        "rows": log_acts.same_person(row),
        "proposed": proposed,
        "q": text,
        "form": AsideForm(initial={"reason": row.reason}),
    }
    return render(request, "exchanges/attendance_log_row.html", context)


def _row(log: ConnectionLog, line: int) -> LogRow:
    row = log.rows.filter(line=line).first() if line < 10**9 else None
    if row is None:
        raise Http404
    row.log = log
    return row


def _act(request: PersonRequest, log: ConnectionLog, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(log)


@login_required
@require_POST
def attendance_log_match(request: PersonRequest, public_id: str, log_id: str, line: int) -> HttpResponse:
    """Says whose the lines are."""
    log = found_log(request, public_id, log_id)
    seat = seats(log.exchange).filter(public_id=request.POST.get("seat", "")).first()
    if seat is None:
        raise Http404
    act = partial(log_acts.match, _row(log, line), seat, request.user)
    return _act(request, log, act, _("The lines now count for %(name)s.") % {"name": seat.person})


@login_required
@require_POST
def attendance_log_aside(request: PersonRequest, public_id: str, log_id: str, line: int) -> HttpResponse:
    """Sets the lines aside with a reason, or opens them again."""
    log = found_log(request, public_id, log_id)
    row = _row(log, line)
    if request.POST.get("act") == "reopen":
        act: Callable[[], object] = partial(log_acts.reopen, row, request.user)
        return _act(request, log, act, _("The lines wait to be matched again."))
    act = partial(log_acts.set_aside, row, request.user, request.POST.get("reason", "")[:200])
    return _act(request, log, act, _("The lines are set aside."))


@login_required
@require_POST
def attendance_log_withdrawal(request: PersonRequest, public_id: str, log_id: str) -> HttpResponse:
    """Takes back the minutes that the log gave."""
    log = found_log(request, public_id, log_id)
    act = partial(log.withdraw, request.user)
    return _act(request, log, act, _("The log is withdrawn: its minutes no longer count."))
