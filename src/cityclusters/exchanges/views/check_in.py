"""Checking in: a person in the room types the code or scans it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core.http import PersonRequest, Request
from cityclusters.exchanges.check_in import Door, look, problem_text
from cityclusters.exchanges.models import Attendance
from cityclusters.exchanges.models.attendance import plain_code

STATUS = {"unknown": 404, "too_often": 429}


@require_safe
def check_in(request: Request) -> HttpResponse:
    """The form for the code. It sends a GET, so that somebody who has to sign in first comes back to it."""
    text = request.GET.get("code", "")[:40]
    if text.strip():
        plain = plain_code(text)
        if plain:
            return redirect("exchanges:check-in-code", plain)
    problem = problem_text("unknown") if text.strip() else ""
    context = {"typed": text, "problem": problem}
    return render(request, "exchanges/check_in.html", context, status=404 if problem else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_code(request: PersonRequest, code: str) -> HttpResponse:
    """What the code opens for the person: one button to come in, and one to leave."""
    door = look(code, request.user)
    if door.code is None:
        context = {"typed": code[:40], "problem": problem_text(door.problem)}
        return render(request, "exchanges/check_in.html", context, status=STATUS[door.problem])
    if request.method == "POST" and not door.problem:
        _pass(door, leaving=request.POST.get("act") == "leave")
        return redirect(door.code)
    page: dict[str, object] = {
        "door": door,
        "session": door.code.session,
        "exchange": door.code.session.exchange,
        "problem": problem_text(door.problem),
    }
    return render(request, "exchanges/check_in_code.html", page)


def _pass(door: Door, *, leaving: bool) -> None:
    """In or out."""
    assert door.code is not None
    assert door.seat is not None
    if leaving:
        Attendance.check_out(door.code.session, door.seat)
    else:
        Attendance.check_in(door.code.session, door.seat)
