"""Who was there: the table, a session's list with check-in by hand, the code for the room."""

import io
from collections.abc import Sequence

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.exports import csv_response, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.exchanges.attendance_table import Grid, attendance_table, grid
from cityclusters.exchanges.forms.attendance import AttendanceFilter, CodeForm
from cityclusters.exchanges.models import Attendance, CheckInCode, Exchange, Registration, Session
from cityclusters.exchanges.views.common import managed
from cityclusters.journal.letters import absolute
from cityclusters.places.folding import fold

PER_PAGE = 50
FILE_NAME = "attendance"


def session_of(request: PersonRequest, public_id: str, session_id: str) -> Session:
    """A session, for somebody who works on its exchange. Raises as `managed`; 404 for another's session."""
    exchange = managed(request, public_id)
    session = exchange.sessions.filter(public_id=session_id).first()
    if session is None:
        raise Http404
    session.exchange = exchange
    return session


@login_required
@require_safe
def attendance(request: PersonRequest, public_id: str) -> HttpResponse:
    """Everybody with a seat and everybody seen, with minutes in each session and the result."""
    exchange = managed(request, public_id)
    form = AttendanceFilter(request.GET, exchange=exchange)
    shown = grid(exchange, **form.asked)
    context = {
        "exchange": exchange,
        "form": form,
        "grid": shown,
        "page": paged(request, shown.lines, per_page=PER_PAGE),
        "sessions": _numbered(exchange, shown),
        "logs": exchange.logs.all()[:10],
        "query": request.GET.urlencode(),
    }
    return render(request, "exchanges/attendance.html", context)


def _numbered(exchange: Exchange, shown: Grid) -> list[tuple[Session, int]]:
    """All sessions; those that count with the number of their column in the table, the others with 0."""
    numbers = {session.pk: number for number, session in enumerate(shown.sessions, start=1)}
    return [(session, numbers.get(session.pk, 0)) for session in exchange.sessions.all()]


@login_required
@require_safe
def attendance_file(request: PersonRequest, public_id: str, ending: str) -> HttpResponseBase:
    """The table as it is filtered, as a spreadsheet."""
    exchange = managed(request, public_id)
    form = AttendanceFilter(request.GET, exchange=exchange)
    table = attendance_table(grid(exchange, **form.asked))
    if ending == "csv":
        return csv_response(FILE_NAME, table.header, table.rows)
    return xlsx_response(FILE_NAME, [table])


@login_required
@require_safe
def attendance_session(request: PersonRequest, public_id: str, session_id: str) -> HttpResponse:
    """One session: its code, and everybody with a seat, to be checked in by hand."""
    session = session_of(request, public_id, session_id)
    text = request.GET.get("q", "")[:100]
    page = paged(request, _seats(session, text), PER_PAGE)
    code = CheckInCode.objects.filter(session=session).first()
    context = {
        "exchange": session.exchange,
        "session": session,
        "page": page,
        "seats": _with_sources(session, list(page.object_list)),
        "seen": session.attendances.values("registration").distinct().count(),
        "code": code,
        "form": CodeForm(instance=code) if code else None,
        "q": text,
    }
    return render(request, "exchanges/attendance_session.html", context)


def _seats(session: Session, text: str) -> QuerySet[Registration]:
    """Those with a seat whose names hold the words, by name."""
    seats = session.exchange.registrations.filter(state=Registration.State.CONFIRMED)
    for word in fold(text).split()[:8]:
        seats = seats.filter(person__folded_name__contains=word)
    return seats.select_related("person", "organisation").order_by("person__folded_name", "pk")


def _with_sources(session: Session, seats: Sequence[Registration]) -> list[tuple[Registration, set[str]]]:
    """Each with the ways in which she was seen in the session."""
    sources: dict[int, set[str]] = {}
    here = Attendance.objects.filter(session=session, registration__in=[seat.pk for seat in seats])
    for seat, source in here.values_list("registration", "source"):
        sources.setdefault(seat, set()).add(source)
    return [(seat, sources.get(seat.pk, set())) for seat in seats]


@login_required
@require_POST
def attendance_presence(
    request: PersonRequest, public_id: str, session_id: str, seat_id: str
) -> HttpResponse:
    """Checks somebody in by hand, or takes it back."""
    session = session_of(request, public_id, session_id)
    seat = session.exchange.registrations.select_related("person").filter(public_id=seat_id).first()
    if seat is None:
        raise Http404
    if request.POST.get("present") == "no":
        Attendance.take_back(session, seat, request.user)
    else:
        Attendance.enter(session, seat, request.user)
    address = redirect("exchanges:attendance-session", public_id, session_id)
    page = request.POST.get("page", "")
    if page.isascii() and page.isdigit():
        address["Location"] += f"?page={page[:6]}"
    return address


@login_required
@require_POST
def attendance_code(request: PersonRequest, public_id: str, session_id: str) -> HttpResponse:
    """Makes the session's code, gives it another, or changes from when it works."""
    session = session_of(request, public_id, session_id)
    code = CheckInCode.show(session, request.user)
    if request.POST.get("act") == "renew":
        code.renew(request.user)
        messages.success(request, _("There is a new code; the old one no longer works."))
    elif "opens_before" in request.POST:
        form = CodeForm(request.POST, instance=code)
        if form.is_valid():
            form.save()
        else:
            messages.error(request, _("Write a number of minutes from 0 to 240."))
    return redirect("exchanges:attendance-session", public_id, session_id)


@login_required
@require_safe
def attendance_screen(request: PersonRequest, public_id: str, session_id: str) -> HttpResponse:
    """The page for the big screen in the room: the code as text and as a picture to be scanned."""
    session = session_of(request, public_id, session_id)
    code = CheckInCode.objects.filter(session=session).first()
    if code is None:
        raise Http404
    context = {
        "exchange": session.exchange,
        "session": session,
        "code": code,
        "link": absolute(code.get_absolute_url()),
        "where": absolute(reverse("exchanges:check-in")),
        "seen": session.attendances.values("registration").distinct().count(),
    }
    return render(request, "exchanges/check_in_screen.html", context)


@login_required
@require_safe
def attendance_qr(request: PersonRequest, public_id: str, session_id: str) -> HttpResponse:
    """The link to check in, as a QR code (SVG)."""
    session = session_of(request, public_id, session_id)
    code = CheckInCode.objects.filter(session=session).first()
    if code is None:
        raise Http404
    return qr_response(absolute(code.get_absolute_url()))


def qr_response(link: str) -> HttpResponse:
    """A QR code as a picture; black on white also in dark mode, because cameras need it so."""
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="svg", scale=8, dark="#000", light="#fff", xmldecl=False)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": "no-store"})
