"""Fetching what the reader may see, and refusing what she may not do."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cityclusters.core.http import PersonRequest
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.rules import may_manage
from cityclusters.surveys.models import Question, Survey


def managed_exchange(request: PersonRequest, public_id: str) -> Exchange:
    """The exchange for somebody who works on it. Raises Http404 where she may not see it, PermissionDenied
    where she may not change it."""
    rows = Exchange.objects.visible_to(request.user).select_related("organiser", "owner")
    exchange = rows.filter(public_id=public_id).first()
    if exchange is None:
        raise Http404
    if not may_manage(request.user, exchange):
        raise PermissionDenied
    return exchange


def managed(request: PersonRequest, public_id: str, survey: str) -> Survey:
    """A survey of that exchange for somebody who works on it. Raises as `managed_exchange`."""
    exchange = managed_exchange(request, public_id)
    found = Survey.objects.of(exchange).filter(public_id=survey).first()
    if found is None:
        raise Http404
    found.exchange = exchange
    return found


def question_of(survey: Survey, code: str) -> Question:
    """A question of the survey. Raises Http404 for an unknown code."""
    found = survey.questions.filter(code=code).first()
    if found is None:
        raise Http404
    found.survey = survey
    return found
