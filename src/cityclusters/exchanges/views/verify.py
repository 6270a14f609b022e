"""Certificates in public: anybody with a code sees whether it is genuine (rule EX4); the holder downloads."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cityclusters.core.http import PersonRequest, Request
from cityclusters.exchanges import rules
from cityclusters.exchanges.certificate_file import certificate_file, days
from cityclusters.exchanges.models import Certificate
from cityclusters.exchanges.models.certificate import plain_code
from cityclusters.people.limits import network
from cityclusters.people.models.attempt import Attempt

WRONG_CODES = ("certificate", 60, timedelta(minutes=10))  # of one network; a code has 133 bits
HIDDEN = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "private, no-store"}


def _certificates() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("exchange", "registration__person", "contributor__person")


@require_safe
def certificates_check(request: Request) -> HttpResponse:
    """The form for a code; below it, a signed-in person's own certificates."""
    text = request.GET.get("code", "")[:100]
    if plain := plain_code(text):
        return redirect("exchanges:certificate", plain)
    if text.strip():
        return _unknown(request, text)
    own = []
    if request.user.is_authenticated:
        mine = Q(registration__person=request.user) | Q(contributor__person=request.user)
        own = list(
            _certificates().filter(mine, revoked_at=None, replaced_at=None).order_by("-issued_at")[:50]
        )
    return _hidden(render(request, "exchanges/certificate_check.html", {"own": own}))


def _hidden(response: HttpResponse) -> HttpResponse:
    """Out of search engines and shared caches: the address alone shows a name."""
    for header, value in HIDDEN.items():
        response.headers[header] = value
    return response


def _unknown(request: Request, typed: str) -> HttpResponse:
    """One answer for a code that is forged, mistyped or malformed; after many of them, wait."""
    kind, most, within = WRONG_CODES
    allowed = Attempt.allow(kind, Attempt.digest(network(request)), most, within)
    context = {"typed": typed, "wrong": allowed, "too_often": not allowed}
    status = 404 if allowed else 429
    return _hidden(render(request, "exchanges/certificate_check.html", context, status=status))


@require_safe
def certificate(request: Request, code: str) -> HttpResponse:
    """Name, event, date, kind and validity of the certificate with this code, and nothing else."""
    plain = plain_code(code[:100])
    found = _certificates().filter(code=plain).first() if plain else None
    if found is None:
        return _unknown(request, code[:100])
    context = {
        "certificate": found,
        "days": days(found, get_language() or "en"),
        "may_download": found.valid and _may_download(request, found),
    }
    return _hidden(render(request, "exchanges/certificate_page.html", context))


def _may_download(request: Request, found: Certificate) -> bool:
    """The holder, and those who manage the exchange."""
    if not request.user.is_authenticated:
        return False
    holds = found.holder is not None and found.holder.pk == request.user.pk
    return holds or rules.may_manage(request.user, found.exchange)


@login_required
@require_safe
def certificate_download(request: PersonRequest, code: str) -> HttpResponse:
    """The PDF. Raises Http404 for everybody else's, and for one that is no longer valid."""
    found = (
        _certificates()
        .select_related("exchange__organiser")
        .filter(code=plain_code(code[:100]) or "-")
        .first()
    )
    if found is None or not found.valid or not _may_download(request, found):
        raise Http404
    document = certificate_file(found)
    response = HttpResponse(document.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{found.code[:9]}.pdf"'
    return _hidden(response)
