"""Recorded messages and pictures: adding, changing, withdrawing, and sending their files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.exchanges.forms.media import MessageForm, PictureForm
from cityclusters.exchanges.models import Picture, RecordedMessage
from cityclusters.exchanges.views.common import managed, posted, visible

PARTS = ("video", "audio", "captions")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def media(request: PersonRequest, public_id: str) -> HttpResponse:
    """Pictures and recorded messages; a POST adds a picture."""
    exchange = managed(request, public_id)
    form = PictureForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            Picture.add(request.user, exchange, data.pop("file"), **data)
        except NotPossible as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("The picture is shown, its light version first."))
            return redirect("exchanges:media", exchange.public_id)
    context = {
        "exchange": exchange,
        "form": form,
        "pictures": exchange.pictures.all(),
        "quotes": exchange.quotes.select_related("organisation"),
        "messages_recorded": exchange.messages.select_related("organisation", "session"),
    }
    return render(request, "exchanges/media.html", context)


@login_required
@require_POST
def withdraw_picture(request: PersonRequest, public_id: str, picture_id: str) -> HttpResponse:
    """Takes a picture back; its files are deleted."""
    exchange = managed(request, public_id)
    picture = exchange.pictures.filter(public_id=picture_id).first()
    if picture is None:
        raise Http404
    picture.exchange = exchange
    picture.withdraw(request.user)
    messages.success(request, _("The picture is withdrawn and its files are deleted."))
    return redirect("exchanges:media", exchange.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: PersonRequest, public_id: str, message_id: str = "") -> HttpResponse:
    """Adds a recorded message, or changes one."""
    exchange = managed(request, public_id)
    row = exchange.messages.filter(public_id=message_id).first()
    if message_id and row is None:
        raise Http404
    values = MessageForm.values_of(row) if row else {"language": "en"}
    form = MessageForm(*posted(request), exchange=exchange, person=request.user, initial=values)
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                RecordedMessage.add(request.user, exchange, form.uploads, **form.texts)
            else:
                row.change(request.user, form.uploads, **form.texts)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The message is saved."))
            return redirect("exchanges:media", exchange.public_id)
    return render(request, "exchanges/message.html", {"exchange": exchange, "form": form, "message": row})


@login_required
@require_POST
def remove_message(request: PersonRequest, public_id: str, message_id: str) -> HttpResponse:
    """Takes a recorded message and its files away."""
    exchange = managed(request, public_id)
    row = exchange.messages.filter(public_id=message_id).select_related("organisation").first()
    if row is None:
        raise Http404
    row.remove(request.user)
    messages.success(request, _("The message is removed."))
    return redirect("exchanges:media", exchange.public_id)


@require_safe
def message_file(
    request: Request, public_id: str, message_id: str, part: str
) -> HttpResponse | StreamingHttpResponse:
    """The film, sound or captions of a message, for everybody who may see the exchange."""
    row = visible(request, public_id).messages.filter(public_id=message_id).first()
    stored = getattr(row, part, None) if part in PARTS else None
    if not stored:
        raise Http404
    return files.send(request, stored)


@require_safe
def picture_file(
    request: Request, public_id: str, picture_id: str, part: str
) -> HttpResponse | StreamingHttpResponse:
    """The light or the large version of a picture that was not withdrawn."""
    pictures = visible(request, public_id).pictures.filter(withdrawn_at=None)
    row = pictures.filter(public_id=picture_id).first()
    if row is None:
        raise Http404
    return files.send(request, row.light if part == "light" else row.file)
