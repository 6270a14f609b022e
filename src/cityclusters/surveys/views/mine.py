"""The reader's own way to the survey of an exchange, for somebody who is signed in."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cityclusters.core.http import PersonRequest
from cityclusters.exchanges.models import Exchange
from cityclusters.surveys.models import Survey, Ticket
from cityclusters.surveys.tokens import link


@login_required
@require_safe
def mine(request: PersonRequest, public_id: str) -> HttpResponse:
    """Sends her to her questionnaire where one is open to her; else says when it opens, or that it is for
    those who attended."""
    exchange = Exchange.objects.visible_to(request.user).filter(public_id=public_id).first()
    if exchange is None:
        raise Http404
    tickets = Ticket.objects.filter(person=request.user, survey__exchange=exchange).select_related("survey")
    newest = tickets.order_by("spent", "-survey__opened_at").first()
    if newest is not None:
        return redirect(link(newest))
    surveys = list(Survey.objects.of(exchange))
    coming = next((survey for survey in surveys if survey.state == Survey.State.CHECKED), None)
    context = {
        "exchange": exchange,
        "coming": coming,
        "opens": coming.opening_time() if coming else None,
        "is_open": any(survey.takes_answers() for survey in surveys),
    }
    return render(request, "surveys/mine.html", context)
