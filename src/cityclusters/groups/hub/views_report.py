"""The report of a hub: as a page made for paper too, as a Word file, as a workbook."""

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.leaving import mark
from cityclusters.groups.hub import report
from cityclusters.groups.hub.forms import PeriodForm
from cityclusters.groups.hub.reading import Period
from cityclusters.groups.hub.rules import may_report
from cityclusters.groups.models import Group
from cityclusters.groups.reaching import in_group, page
from cityclusters.surveys.reporting.docx import DOCX_TYPE, write_docx
from cityclusters.surveys.reporting.xlsx import sheets


def _asked(request: PersonRequest, group: Group) -> tuple[PeriodForm, Period]:
    """The period that was asked for; this year where none was, or it makes no sense."""
    usual = report.default_period(group.today())
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=usual._asdict())
    if form.is_bound and form.is_valid():
        return form, Period(form.cleaned_data["first"], form.cleaned_data["last"])
    return form, usual


@in_group(may_report)
@require_safe
def shown(request: PersonRequest, group: Group) -> HttpResponse:
    """The page."""
    form, period = _asked(request, group)
    context = {"form": form, "period": period, "report": report.build(group, period)}
    return mark(page(request, group, "groups/hub_report.html", context))


@in_group(may_report)
@require_safe
def docx(request: PersonRequest, group: Group) -> HttpResponse:
    """The Word file."""
    made = report.build(group, _asked(request, group)[1])
    response = HttpResponse(write_docx(made), content_type=DOCX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="report-{group.public_id}.docx"'
    return mark(response)


@in_group(may_report)
@require_safe
def xlsx(request: PersonRequest, group: Group) -> HttpResponseBase:
    """The workbook."""
    made = report.build(group, _asked(request, group)[1])
    return mark(xlsx_response(f"report-{group.public_id}", sheets(made)))
