"""Quotations of an exchange: taking one in, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.http import PersonRequest
from cityclusters.exchanges.forms.media import QuoteForm
from cityclusters.exchanges.models import Quote
from cityclusters.exchanges.views.common import managed, posted
from cityclusters.journal.once import one_act


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@one_act
def quote(request: PersonRequest, public_id: str) -> HttpResponse:
    """Adds what somebody said, with her post and how she agreed."""
    exchange = managed(request, public_id)
    form = QuoteForm(posted(request)[0], person=request.user)
    if request.method == "POST" and form.is_valid():
        Quote.add(request.user, exchange, **form.cleaned_data)
        messages.success(request, _("The quotation stands on the page and in the report."))
        return redirect("exchanges:media", exchange.public_id)
    return render(request, "exchanges/quote.html", {"exchange": exchange, "form": form})


@login_required
@require_POST
def withdraw(request: PersonRequest, public_id: str, quote_id: str) -> HttpResponse:
    """Takes a quotation back; its words are deleted."""
    exchange = managed(request, public_id)
    row = exchange.quotes.filter(public_id=quote_id).select_related("organisation").first()
    if row is None:
        raise Http404
    row.exchange = exchange
    row.withdraw(request.user)
    messages.success(request, _("The quotation is withdrawn and its words are deleted."))
    return redirect("exchanges:media", exchange.public_id)
