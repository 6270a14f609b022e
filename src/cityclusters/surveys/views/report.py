"""The report on an exchange: for officers as soon as the survey has closed, for everybody once published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.exchanges.errors import NotPossible
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.rules import may_manage
from cityclusters.surveys.models import Survey
from cityclusters.surveys.publishing import mark_reported, open_texts, publish
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.reporting.building import build_report, evaluation_of, missing_for_reported
from cityclusters.surveys.reporting.docx import DOCX_TYPE, write_docx
from cityclusters.surveys.reporting.parts import Report
from cityclusters.surveys.reporting.xlsx import sheets
from cityclusters.surveys.results import is_ready
from cityclusters.surveys.views.common import managed_exchange


def _seen(request: Request, public_id: str) -> tuple[Exchange, Survey | None, bool]:
    """The exchange, its survey, and whether the reader works on it. Raises Http404 for everybody else until
    the report is published."""
    rows = Exchange.objects.visible_to(request.user).select_related("organiser", "owner")
    exchange = get_object_or_404(rows, public_id=public_id)
    survey = evaluation_of(exchange)
    manages = may_manage(request.user, exchange)
    published = survey is not None and survey.state == Survey.State.PUBLISHED
    if not manages and not published:
        raise Http404
    return exchange, survey, manages


def _report(request: Request, public_id: str) -> tuple[Exchange, Report]:
    exchange, survey, manages = _seen(request, public_id)
    return exchange, build_report(exchange, survey, names_shown=manages)


@require_safe
def report(request: Request, public_id: str) -> HttpResponse:
    """The report as a page, made for paper too."""
    exchange, survey, manages = _seen(request, public_id)
    context = {
        "exchange": exchange,
        "survey": survey,
        "manages": manages,
        "ready": survey is not None and is_ready(survey),
        "published": survey is not None and survey.state == Survey.State.PUBLISHED,
        "report": build_report(exchange, survey, names_shown=manages),
        "missing": missing_for_reported(exchange, survey) if manages else [],
        "texts": open_texts(survey) if manages and survey else [],
    }
    return render(request, "surveys/report.html", context)


@require_safe
def docx(request: Request, public_id: str) -> HttpResponse:
    """The same report as a Word file."""
    exchange, made = _report(request, public_id)
    response = HttpResponse(write_docx(made), content_type=DOCX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="report-{exchange.public_id}.docx"'
    return response


@require_safe
def xlsx(request: Request, public_id: str) -> HttpResponseBase:
    """The same report as a workbook."""
    exchange, made = _report(request, public_id)
    return xlsx_response(f"report-{exchange.public_id}", sheets(made))


@login_required
@require_POST
def publication(request: PersonRequest, public_id: str) -> HttpResponse:
    """Shows the report to everybody who sees the exchange."""
    exchange = managed_exchange(request, public_id)
    survey = evaluation_of(exchange)
    try:
        if survey is None:
            raise SurveyRefused("not_open")
        publish(survey, request.user)
        messages.success(request, _("The report is published."))
    except SurveyRefused as refused:
        messages.error(request, refused.text)
    return redirect("surveys:report", exchange.public_id)


@login_required
@require_POST
def reported(request: PersonRequest, public_id: str) -> HttpResponse:
    """Calls the exchange reported, if nothing is missing (rule EX7)."""
    exchange = managed_exchange(request, public_id)
    try:
        mark_reported(exchange, request.user)
        messages.success(request, _("The exchange is reported."))
    except NotPossible as refused:
        messages.error(request, str(refused))
    return redirect("surveys:report", exchange.public_id)
