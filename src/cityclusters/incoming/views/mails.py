"""For officers: the mail that arrived, what became of it, and decisions on what is held."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.incoming import bounces, deciding
from cityclusters.incoming.errors import Refused
from cityclusters.incoming.forms.mails import FilterForm
from cityclusters.incoming.models import IncomingMail, Pause
from cityclusters.incoming.replies import address_shown
from cityclusters.journal import rules


@only(rules.runs_programme)
@require_safe
def mails(request: PersonRequest) -> HttpResponse:
    """All mails, newest first."""
    form = FilterForm(request.GET)
    context = {
        "form": form,
        "page": paged(request, form.filtered()),
        "held": IncomingMail.objects.filter(state=IncomingMail.State.HELD).count(),
        "pauses": Pause.objects.now().count(),
    }
    return render(request, "incoming/mails.html", context)


@only(rules.runs_programme)
@require_safe
def mail(request: PersonRequest, public_id: str) -> HttpResponse:
    """One mail: who, when, what became of it, and its text. The raw message is shown to nobody."""
    found = get_object_or_404(
        IncomingMail.objects.select_related("person", "decided_by"), public_id=public_id
    )
    context = {
        "mail": found,
        "address": address_shown(found),
        "may_decide": deciding.may_decide(request.user, found) and found.state in IncomingMail.OPEN,
    }
    return render(request, "incoming/mail.html", context)


@only(rules.runs_programme)
@require_POST
def decide(request: PersonRequest, public_id: str, act: str) -> HttpResponse:
    """Releases a held mail, or does not."""
    found = get_object_or_404(IncomingMail, public_id=public_id)
    if act not in ("release", "refusal"):
        raise Http404
    try:
        if act == "refusal":
            deciding.decline(found, request.user)
            messages.success(request, _("This mail is dealt with."))
        elif deciding.release(found, request.user):
            messages.success(request, _("The mail is released."))
        else:
            messages.error(
                request, _("The mail is released, but could not be taken. Its sender is told why.")
            )
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("incoming:mail", public_id)


@only(rules.runs_programme)
@require_safe
def pauses(request: PersonRequest) -> HttpResponse:
    """Addresses to which nothing regular goes, because letters came back."""
    rows = Pause.objects.now().select_related("person")
    return render(request, "incoming/pauses.html", {"page": paged(request, rows)})


@only(rules.runs_programme)
@require_POST
def lift(request: PersonRequest, key: int) -> HttpResponse:
    """An officer says that the address works again."""
    bounces.lift(get_object_or_404(Pause, pk=key), request.user)
    messages.success(request, _("Regular letters go to this address again."))
    return redirect("incoming:pauses")
