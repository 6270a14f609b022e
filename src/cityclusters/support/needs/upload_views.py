"""Uploading needs: a dry run that names each bad cell, then the confirmation. For officers."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.sheets import Refused, read_sheet, refusal_text
from cityclusters.journal import drafts
from cityclusters.spaces.models import Theme
from cityclusters.support.needs import rules, table, uploading
from cityclusters.surveys.forms.upload import UploadForm


@only(rules.may_upload)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PersonRequest) -> HttpResponse:
    """Reads the table and shows what it would make; nothing is made here."""
    form = UploadForm(request.POST or None, request.FILES or None)
    reading = _read(request, form) if request.method == "POST" and form.is_valid() else None
    columns = [(words, key in table.MUST) for key, words in table.COLUMNS.items()]
    context = {"form": form, "reading": reading, "columns": columns, "most": table.MOST}
    return render(request, "support/needs_upload.html", context)


def _read(request: PersonRequest, form: UploadForm) -> table.Reading | None:
    """The table as read, kept until it is confirmed where nothing is wrong in it; None where the file could
    not be read, and then the form says why."""
    file = form.cleaned_data["file"]
    try:
        reading = table.read_table(read_sheet(file, file.name, known=table.known), request.user)
        if reading.problems:
            drafts.drop(request.user, uploading.KEY)
        else:
            uploading.keep(request.user, reading.needs)
    except Refused as refused:
        form.add_error("file", refusal_text(refused.code, refused.params))
    except drafts.DraftRefused:
        form.add_error("file", _("The texts in this file are too long together. Split it."))
    else:
        return reading
    return None


@only(rules.may_upload)
@require_POST
def confirm(request: PersonRequest) -> HttpResponse:
    """Makes the needs of the table that was read last."""
    rows = uploading.kept(request.user)
    if not rows:
        messages.error(request, _("Upload the table first."))
        return redirect("support:needs-upload")
    try:
        made = uploading.make(request.user, rows)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("support:needs-upload")
    said = ngettext(
        "%(number)d draft waits for its signature.", "%(number)d drafts wait for their signatures.", made
    )
    messages.success(request, said % {"number": made})
    return redirect("support:needs")


@only(rules.may_upload)
@require_safe
def template(request: PersonRequest) -> HttpResponseBase:
    """An empty table with our headings, and what may stand in its cells."""
    return xlsx_response("needs", [table.empty_table(), table.allowed_table(Theme.objects.offered())])
