"""Evidence: adding a photo or a paper, letting everybody see it or not, removing it, its file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core import files
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.support.giving import evidence
from cityclusters.support.giving.forms.shipping import EvidenceForm, ShowForm
from cityclusters.support.giving.views.common import sent, shipment_of
from cityclusters.support.giving.views.shipments import sides
from cityclusters.support.models import Evidence, Shipment

BOTH = ["GET", "HEAD", "POST"]
SAID = ("words", "shown", "agreed", "agreed_on")


def _mine(request: PersonRequest, public_id: str) -> Shipment:
    shipment = shipment_of(public_id)
    if not sides(request.user, shipment):
        raise Http404
    return shipment


def _one(request: Request, shipment: Shipment, evidence_id: str) -> Evidence:
    """One that the reader may see. Raises Http404."""
    wanted = sent_id(evidence_id)
    found = next(
        (one for one in evidence.visible_to(request.user, shipment) if one.public_id == wanted), None
    )
    if found is None:
        raise Http404
    found.shipment = shipment
    return found


@login_required
@require_http_methods(BOTH)
def add(request: PersonRequest, public_id: str) -> HttpResponse:
    """A photo from a telephone, or a signed paper."""
    shipment = _mine(request, public_id)
    form = EvidenceForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        about: dict[str, Any] = {name: form.cleaned_data[name] for name in SAID}
        try:
            evidence.add(request.user, shipment, form.cleaned_data["file"], **about)
        except NotPossible as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Thank you. It is kept with the shipment."))
            return redirect(shipment)
    return render(request, "support/giving_evidence_new.html", {"shipment": shipment, "form": form})


@login_required
@require_http_methods(BOTH)
def change(request: PersonRequest, public_id: str, evidence_id: str) -> HttpResponse:
    """Lets everybody see it, takes that back, or (`remove`) takes it away."""
    shipment = _mine(request, public_id)
    one = _one(request, shipment, evidence_id)
    form = ShowForm(
        sent(request)[0],
        initial={"shown": one.shown, "agreed": one.agreed, "agreed_on": one.agreed_on},
    )
    if "remove" in request.POST:
        evidence.remove(one, request.user)
        messages.success(request, _("It is gone, with its files."))
        return redirect(shipment)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        evidence.show(one, request.user, data["shown"], data["agreed"], data["agreed_on"])
        messages.success(request, _("Saved."))
        return redirect(shipment)
    context = {"shipment": shipment, "evidence": one, "form": form}
    return render(request, "support/giving_evidence.html", context)


@require_safe
def file(
    request: Request, public_id: str, evidence_id: str, part: str
) -> HttpResponse | StreamingHttpResponse:
    """The photo in one of its sizes, or the paper, for those who may see it."""
    one = _one(request, shipment_of(public_id), evidence_id)
    if part not in ("light", "large") or (part == "light" and not one.light):
        raise Http404
    return files.send(request, one.light if part == "light" else one.file)
