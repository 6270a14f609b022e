"""Uploading shipments or pledges: a dry run that names each bad cell, then the confirmation; and the tables
to take away."""

from django.contrib import messages
from django.core import signing
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.exports import Table, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.sheets import Refused, read_sheet, refusal_text
from cityclusters.journal import drafts
from cityclusters.support.giving import rules
from cityclusters.support.giving.sheets import applying, writing
from cityclusters.support.giving.sheets.applying import Summary
from cityclusters.support.giving.sheets.columns import COLUMNS, column
from cityclusters.support.giving.sheets.reading import Reading, Values, read_table
from cityclusters.surveys.forms.upload import UploadForm


def _key(kind: str) -> str:
    return f"aid-table-{kind}"


def _titles() -> dict[str, str]:
    return {"shipments": _("Upload shipments"), "pledges": _("Upload pledges")}


def _read(request: PersonRequest, kind: str, form: UploadForm) -> Reading | None:
    """The table as read; None where the file could not be, and then the form says why."""
    file = form.cleaned_data["file"]
    try:
        sheet = read_sheet(file, file.name, known=lambda heading: column(heading) in COLUMNS[kind])
    except Refused as refused:
        form.add_error("file", refusal_text(refused.code, refused.params))
        return None
    return read_table(sheet, kind, request.user)


def _tried(request: PersonRequest, kind: str, form: UploadForm, reading: Reading) -> Summary | None:
    """What the table would do, kept until it is confirmed; None with problems."""
    if reading.problems:
        return None
    summary = applying.dry_run(kind, reading.rows, request.user)
    reading.problems.extend(summary.problems)
    if summary.problems:
        return None
    data = {"signed": signing.dumps(reading.rows, salt=_key(kind), compress=True)}
    url = reverse("support:aid-upload", args=[kind])
    try:
        drafts.save(request.user, _key(kind), data, title=_titles()[kind], url=url)
    except drafts.DraftRefused:
        form.add_error("file", _("The list is too large. Split it into several files."))
        return None
    return summary


@only(rules.may_begin)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PersonRequest, kind: str) -> HttpResponse:
    """Reads the table and shows what it would do; nothing is done here."""
    form = UploadForm(request.POST or None, request.FILES or None)
    posted = request.method == "POST" and form.is_valid()
    reading = _read(request, kind, form) if posted else None
    summary = _tried(request, kind, form, reading) if reading else None
    context = {
        "kind": kind, "title": _titles()[kind], "form": form, "reading": reading, "summary": summary,
        "columns": COLUMNS[kind],
    }  # fmt: skip
    return render(request, "support/giving_upload.html", context)


@only(rules.may_begin)
@require_POST
def confirm(request: PersonRequest, kind: str) -> HttpResponse:
    """Does what the table that was read last says."""
    kept = drafts.load(request.user, _key(kind))
    try:
        # Signed, because a draft is also what somebody sends by hand.
        rows: list[Values] = signing.loads(kept.get("signed", "") if kept else "", salt=_key(kind))
    except signing.BadSignature:
        messages.error(request, _("Upload the table first."))
        return redirect("support:aid-upload", kind)
    summary = applying.apply(kind, rows, request.user)
    drafts.drop(request.user, _key(kind))
    if summary.problems:
        messages.error(request, _("Things have changed since. Nothing was done; upload the table again."))
        return redirect("support:aid-upload", kind)
    numbers = {"new": summary.new, "completed": summary.completed}
    messages.success(request, _("Done. New: %(new)s; completed: %(completed)s.") % numbers)
    return redirect("support:aid-mine")


@only(rules.may_begin)
@require_safe
def table(request: PersonRequest, kind: str) -> FileResponse:
    """The table as a workbook, filled with what she may change."""
    sheets = [Table(_titles()[kind], COLUMNS[kind], writing.rows(kind, request.user))]
    return xlsx_response(kind, sheets)
