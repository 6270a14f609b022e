"""The report on a round: for officers after the first calculation, for everybody once it is published."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import Request
from cityclusters.people.readers import is_officer
from cityclusters.support.models import Round
from cityclusters.support.rounds.report import build, counted, run_of
from cityclusters.support.rounds.views.common import found
from cityclusters.surveys.reporting.docx import DOCX_TYPE, write_docx
from cityclusters.surveys.reporting.parts import Report
from cityclusters.surveys.reporting.xlsx import sheets


def _report(request: Request, public_id: str) -> tuple[Round, Report]:
    round_ = found(request, public_id)
    run = run_of(round_)
    if run is None:
        raise Http404
    return round_, build(round_, counted(round_, run), names=is_officer(request.user))


@require_safe
def page(request: Request, public_id: str) -> HttpResponse:
    """As a page, made for paper too."""
    round_, made = _report(request, public_id)
    context = {"round": round_, "report": made, "is_officer": is_officer(request.user)}
    return render(request, "support/rounds_report.html", context)


@require_safe
def docx(request: Request, public_id: str) -> HttpResponse:
    """As a Word file."""
    round_, made = _report(request, public_id)
    answer = HttpResponse(write_docx(made), content_type=DOCX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="round-{round_.public_id}.docx"'
    return answer


@require_safe
def xlsx(request: Request, public_id: str) -> HttpResponseBase:
    """As a workbook."""
    round_, made = _report(request, public_id)
    return xlsx_response(f"round-{round_.public_id}", sheets(made))
