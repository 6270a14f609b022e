"""The report on an exchange: for officers as soon as the survey has closed, for everybody once published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.saying import saying
from cityclusters.exchanges.models import Exchange
from cityclusters.exchanges.rules import may_manage
from cityclusters.surveys.publishing import latest_release, mark_reported, open_texts, publish
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.reporting.building import build_report, evaluation_of, missing_for_reported
from cityclusters.surveys.reporting.docx import DOCX_TYPE, write_docx
from cityclusters.surveys.reporting.frozen import from_json
from cityclusters.surveys.reporting.parts import Report
from cityclusters.surveys.reporting.xlsx import sheets
from cityclusters.surveys.results import is_ready
from cityclusters.surveys.views.common import managed_exchange


def _seen(request: Request, public_id: str) -> Exchange:
    rows = Exchange.objects.visible_to(request.user).select_related("organiser", "owner")
    return get_object_or_404(rows, public_id=public_id)


def _report(request: Request, public_id: str) -> tuple[Exchange, Report]:
    """What the reader sees: as it stands now for those who work on it, as it was published for everybody
    else. Raises Http404 for these until it is published."""
    exchange = _seen(request, public_id)
    if may_manage(request.user, exchange):
        return exchange, build_report(exchange, evaluation_of(exchange), names_shown=True)
    release = latest_release(exchange)
    if release is None:
        raise Http404
    language = (get_language() or "en")[:2]
    return exchange, from_json(release.reports.get(language) or release.reports["en"])


def _for_managers(exchange: Exchange) -> dict[str, object]:
    survey = evaluation_of(exchange)
    return {
        "manages": True,
        "ready": survey is not None and is_ready(survey),
        "release": latest_release(exchange),
        "missing": missing_for_reported(exchange, survey),
        "texts": open_texts(survey) if survey else [],
    }


@require_safe
def report(request: Request, public_id: str) -> HttpResponse:
    """The report as a page, made for paper too."""
    exchange, made = _report(request, public_id)
    more = _for_managers(exchange) if may_manage(request.user, exchange) else {"manages": False}
    return render(request, "surveys/report.html", {"exchange": exchange, "report": made, **more})


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
            raise SurveyRefused("not_closed")
        publish(survey, request.user, request.POST.get("reason", "")[:300])
        messages.success(request, _("The report is published."))
    except SurveyRefused as refused:
        messages.error(request, refused.text)
    return redirect("surveys:report", exchange.public_id)


@login_required
@require_POST
def reported(request: PersonRequest, public_id: str) -> HttpResponse:
    """Calls the exchange reported, if nothing is missing (rule EX7)."""
    exchange = managed_exchange(request, public_id)
    with saying(request, _("The exchange is reported.")):
        mark_reported(exchange, request.user)
    return redirect("surveys:report", exchange.public_id)
