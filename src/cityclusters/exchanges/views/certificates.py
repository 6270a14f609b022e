"""Certificates for the officers: who has earned what, issuing, correcting, revoking."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.exchanges import certificates as earnings
from cityclusters.exchanges.certificate_table import certificate_table, chosen, kind_label, tally
from cityclusters.exchanges.forms.certificates import NameForm, RevokeForm
from cityclusters.exchanges.models import Certificate, Exchange
from cityclusters.exchanges.tasks import issue_certificates
from cityclusters.exchanges.views.common import managed
from cityclusters.people.models import Person

PER_PAGE = 50


@login_required
@require_safe
def certificates(request: PersonRequest, public_id: str) -> HttpResponse:
    """Everybody with what she has earned and why, or why not."""
    exchange = managed(request, public_id)
    rows = earnings.earned(exchange)
    numbers = tally(rows)
    default = "due" if numbers.due else "given" if numbers.given else "all"
    show = request.GET.get("show", default)
    page = paged(request, chosen(rows, show), per_page=PER_PAGE)
    context = {
        "exchange": exchange,
        "tally": numbers,
        "page": page,
        "rows": [(row, kind_label(row.kind)) for row in page.object_list],
        "show": show,
        "issuing": "issuing" in request.GET and numbers.due > 0,
        "refusal": _refusal(exchange),
        "past": exchange.certificates.exclude(revoked_at=None, replaced_at=None)[:100],
    }
    return render(request, "exchanges/certificates.html", context)


def _refusal(exchange: Exchange) -> str:
    try:
        earnings.check_over(exchange)
    except NotPossible as refusal:
        return str(refusal)
    return ""


@login_required
@require_safe
def certificates_file(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """The same list as a spreadsheet."""
    exchange = managed(request, public_id)
    return xlsx_response("certificates", [certificate_table(earnings.earned(exchange))])


@login_required
@require_POST
def certificates_issue(request: PersonRequest, public_id: str) -> HttpResponse:
    """Has all certificates issued that are earned; doing it again issues nothing twice."""
    exchange = managed(request, public_id)
    address = reverse("exchanges:certificates", args=[public_id])
    if refusal := _refusal(exchange):
        messages.error(request, refusal)
        return redirect(address)
    due = tally(earnings.earned(exchange)).due
    if not due:
        messages.info(request, _("Every certificate that is earned has been issued."))
        return redirect(address)
    issue_certificates.enqueue(exchange.pk, request.user.pk)
    text = ngettext(
        "%(number)s certificate is being issued.", "%(number)s certificates are being issued.", due
    )
    messages.success(request, text % {"number": due})
    return redirect(f"{address}?issuing=1")


def _found(request: PersonRequest, public_id: str, key: int) -> Certificate:
    """A certificate of the exchange. Raises as `managed`; 404 for another's certificate."""
    exchange = managed(request, public_id)
    rows = exchange.certificates.select_related("registration__person", "contributor__person", "replaced_by")
    found = rows.filter(pk=key).first() if key < 10**15 else None
    if found is None:
        raise Http404
    found.exchange = exchange
    return found


@login_required
@require_safe
def certificate_work(request: PersonRequest, public_id: str, key: int) -> HttpResponse:
    """One certificate, with what can be done to it."""
    certificate = _found(request, public_id, key)
    return _work(request, certificate, NameForm(instance=certificate), RevokeForm())


def _work(
    request: PersonRequest, certificate: Certificate, name: NameForm, revoke: RevokeForm, status: int = 200
) -> HttpResponse:
    context = {"exchange": certificate.exchange, "certificate": certificate, "name": name, "revoke": revoke}
    return render(request, "exchanges/certificate_work.html", context, status=status)


@login_required
@require_POST
def certificate_revocation(request: PersonRequest, public_id: str, key: int) -> HttpResponse:
    """Takes a certificate back, with a reason."""
    certificate = _found(request, public_id, key)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _work(request, certificate, NameForm(instance=certificate), form, status=422)
    act = partial(certificate.revoke, request.user, form.cleaned_data["revoked_reason"])
    return _act(request, certificate, act, _("The certificate is revoked; its page says so from now on."))


@login_required
@require_POST
def certificate_replacement(request: PersonRequest, public_id: str, key: int) -> HttpResponse:
    """Issues a corrected one in its place; the old code says that it was replaced."""
    certificate = _found(request, public_id, key)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _work(request, certificate, form, RevokeForm(), status=422)
    act = partial(_replace, certificate, request.user, form.cleaned_data["name"])
    return _act(request, certificate, act, _("The corrected certificate is issued, with a code of its own."))


def _replace(certificate: Certificate, by: Person, name: str) -> None:
    made = certificate.replace(by, name=name)
    if made.holder is not None:
        earnings.tell(made, made.holder)


def _act(
    request: PersonRequest, certificate: Certificate, act: Callable[[], None], done: str
) -> HttpResponse:
    try:
        act()
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("exchanges:certificates", certificate.exchange.public_id)
