"""The programme: sessions one by one, several at once, from a spreadsheet, copied to the next day."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.core.sheets import Refused, refusal_text
from cityclusters.exchanges.forms.media import RecordingForm
from cityclusters.exchanges.forms.session import (
    BaseRows,
    RowFormSet,
    SessionForm,
    UploadForm,
    as_post,
    rows_of,
    tracks_of,
)
from cityclusters.exchanges.models import Exchange, Session
from cityclusters.exchanges.views.common import managed, posted
from cityclusters.journal import drafts
from cityclusters.journal.once import one_act


def session_of(request: PersonRequest, public_id: str, session_id: str) -> Session:
    """A session of an exchange that the reader manages; else Http404 or PermissionDenied."""
    exchange = managed(request, public_id)
    session = exchange.sessions.filter(public_id=session_id).first()
    if session is None:
        raise Http404
    session.exchange = exchange
    return session


def _page(request: PersonRequest, exchange: Exchange, **forms: Any) -> HttpResponse:
    """The programme with its forms; those not given are fresh."""
    last = exchange.sessions.order_by("-start").first()
    values: dict[str, Any] = {"counts": True, "language": exchange.languages[0] if exchange.languages else ""}
    if last is not None:
        last.exchange = exchange
        values["day"] = last.local_start().date()
    draft = f"session-{exchange.public_id}"
    typed = drafts.typed_before(SessionForm(exchange=exchange), drafts.load(request.user, draft))
    context = {
        "exchange": exchange,
        "sessions": _with_exchange(exchange),
        "form": SessionForm(exchange=exchange, initial=values | typed),
        "restored": bool(typed) and not forms,
        "rows": RowFormSet(form_kwargs={"exchange": exchange}),
        "upload": UploadForm(),
        "draft": draft,
        "tracks": tracks_of(exchange),
        **forms,
    }
    return render(request, "exchanges/programme.html", context)


def _with_exchange(exchange: Exchange) -> list[Session]:
    sessions = list(exchange.sessions.all())
    for session in sessions:
        session.exchange = exchange
    return sessions


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def programme(request: PersonRequest, public_id: str) -> HttpResponse:
    """The programme; a POST adds one session."""
    exchange = managed(request, public_id)
    if request.method != "POST":
        return _page(request, exchange)
    form = SessionForm(request.POST, exchange=exchange)
    if form.is_valid():
        try:
            session = Session.add(request.user, exchange, **form.fields_of_session)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.drop(request.user, f"session-{exchange.public_id}")
            messages.success(request, _("Added: %(title)s.") % {"title": session})
            return redirect("exchanges:programme", exchange.public_id)
    return _page(request, exchange, form=form, open="one")


@login_required
@require_POST
@one_act
def rows(request: PersonRequest, public_id: str) -> HttpResponse:
    """Adds the lines of the table, all or none."""
    exchange = managed(request, public_id)
    table = RowFormSet(request.POST, form_kwargs={"exchange": exchange})
    assert isinstance(table, BaseRows)
    if table.is_valid():
        try:
            with transaction.atomic():
                for form in table.filled:
                    Session.add(request.user, exchange, **form.fields_of_session)
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            number = len(table.filled)
            added = ngettext("%(n)s session is added.", "%(n)s sessions are added.", number)
            messages.success(request, added % {"n": number})
            return redirect("exchanges:programme", exchange.public_id)
    return _page(request, exchange, rows=table, open="rows")


@login_required
@require_POST
def upload(request: PersonRequest, public_id: str) -> HttpResponse:
    """Reads a spreadsheet into the table: the dry run. Nothing is kept until the table is sent."""
    exchange = managed(request, public_id)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, exchange, upload=form, open="upload")
    file = form.cleaned_data["file"]
    try:
        lines = rows_of(file, file.name)
    except (Refused, NotPossible) as refusal:
        why = refusal_text(refusal.code, refusal.params) if isinstance(refusal, Refused) else str(refusal)
        form.add_error("file", why)
        return _page(request, exchange, upload=form, open="upload")
    table = RowFormSet(as_post(lines), form_kwargs={"exchange": exchange})
    number = len(lines)
    read = ngettext("%(n)s line was read.", "%(n)s lines were read.", number) % {"n": number}
    return _page(request, exchange, rows=table, open="rows", read=read)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: PersonRequest, public_id: str, session_id: str) -> HttpResponse:
    """Changes one session; those registered are told and their calendars follow."""
    row = session_of(request, public_id, session_id)
    form = SessionForm(posted(request)[0], exchange=row.exchange, initial=SessionForm.values_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            row.change(request.user, **form.fields_of_session)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("exchanges:programme", row.exchange.public_id)
    recording = RecordingForm(initial={"link": row.recording})
    context = {"exchange": row.exchange, "session": row, "form": form, "recording": recording}
    return render(request, "exchanges/session.html", context)


@login_required
@require_POST
@one_act
def copy(request: PersonRequest, public_id: str, session_id: str) -> HttpResponse:
    """The same session on the next day."""
    row = session_of(request, public_id, session_id)
    try:
        made = row.copy_to_next_day(request.user)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        day = f"{made.local_start():%Y-%m-%d}"
        messages.success(request, _("Added on %(day)s: %(title)s.") % {"day": day, "title": made})
    return redirect("exchanges:programme", row.exchange.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: PersonRequest, public_id: str, session_id: str) -> HttpResponse:
    """Asks once, then takes the session out of the programme."""
    row = session_of(request, public_id, session_id)
    if request.method != "POST":
        return render(request, "exchanges/removal.html", {"exchange": row.exchange, "session": row})
    with saying(request, _("The session is taken out of the programme.")):
        row.remove(request.user)
    return redirect("exchanges:programme", row.exchange.public_id)


@login_required
@require_POST
def recording(request: PersonRequest, public_id: str, session_id: str) -> HttpResponse:
    """Says where the recording of a session is (rule EX5)."""
    row = session_of(request, public_id, session_id)
    form = RecordingForm(request.POST)
    if form.is_valid():
        with saying(request, _("The recording is linked.")):
            row.attach_recording(
                request.user, form.cleaned_data["link"], off_record_kept=form.cleaned_data["off_record_kept"]
            )
    else:
        messages.error(request, _("Write the whole address of the recording."))
    return redirect("exchanges:session", row.exchange.public_id, row.public_id)
