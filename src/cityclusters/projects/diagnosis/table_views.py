"""A grid or the chain as a spreadsheet: taken away, and sent in after a dry run that names each bad cell."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.sheets import Refused, refusal_text
from cityclusters.journal import drafts
from cityclusters.projects.diagnosis import freezing, rules, table, things, uploading
from cityclusters.projects.diagnosis.forms import TableForm
from cityclusters.projects.diagnosis.grids import CHAIN, GRIDS, columns_of
from cityclusters.projects.diagnosis.reaching import in_diagnosis
from cityclusters.projects.models import Project
from cityclusters.projects.reaching import page as answer

TABLES = (*GRIDS, CHAIN)


@require_http_methods(["GET", "HEAD", "POST"])
@in_diagnosis(may=rules.may_fill)
def upload(request: PersonRequest, project: Project, kind: str) -> HttpResponse:
    """Reads the table and shows what it would make; nothing is made here."""
    if kind not in TABLES:
        raise Http404
    form = TableForm(request.POST or None, request.FILES or None)
    reading = _read(request, project, kind, form) if request.method == "POST" and form.is_valid() else None
    columns = columns_of(kind)
    lines = [[table.cell_of(row, one) for one in columns] for row in reading.rows] if reading else []
    context: dict[str, Any] = {"form": form, "reading": reading, "columns": columns, "kind": kind}
    context |= {"lines": lines, "between": things.between(project, kind), "most": table.MOST}
    context["topic"] = _("A table for “%(grid)s”") % {"grid": table.title_of(kind)}
    return answer(request, project, "projects/diagnosis_upload.html", context)


def _read(request: PersonRequest, project: Project, kind: str, form: TableForm) -> table.Reading | None:
    """The table as read, kept until it is confirmed where nothing is wrong in it; None where the file could
    not be read, and then the form says why."""
    try:
        reading = table.read_table(uploading.sheet_of(form, kind), kind, project.language)
        if reading.problems or not reading.rows:
            uploading.forget(request.user, project, kind)
        else:
            uploading.keep(request.user, project, kind, reading, replace=form.cleaned_data["replace"])
    except Refused as refused:
        form.add_error(None, refusal_text(refused.code, refused.params))
    except drafts.DraftRefused:
        form.add_error(None, _("The texts in this table are too long together. Split it."))
    else:
        return reading
    return None


@require_POST
@in_diagnosis(may=rules.may_fill)
def confirm(request: PersonRequest, project: Project, kind: str) -> HttpResponse:
    """Makes the rows of the table that was read last; pressed twice, they are made once."""
    if kind not in TABLES:
        raise Http404
    try:
        made = uploading.make(request.user, project, kind)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:diagnosis-upload", project.public_id, kind)
    said = ngettext("%(number)d row was added.", "%(number)d rows were added.", made)
    messages.success(request, said % {"number": made})
    return redirect(things.page_of(project, kind))


@require_safe
@in_diagnosis(team=True)
def template(request: PersonRequest, project: Project, kind: str) -> HttpResponseBase:
    """The rows that are there under the headings that an upload understands, and what may stand in a cell."""
    if kind not in TABLES:
        raise Http404
    if kind == CHAIN:
        rows = [freezing.step_of(one) for one in project.chain_steps.all()]
    else:
        rows = [freezing.row_of(one) for one in project.grid_rows.filter(grid=kind)]
    name = f"{kind}-{project.public_id}"
    return xlsx_response(name, [table.table_of(kind, rows), table.allowed_table(kind)])
