"""A whole plan as a spreadsheet: taken away, filled in, uploaded after a dry run."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import Table, xlsx_response
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.sheets import Refused, read_sheet, refusal_text
from cityclusters.journal import drafts
from cityclusters.projects import rules
from cityclusters.projects.models import Plan, Project
from cityclusters.projects.planning import judging, sheet, uploading
from cityclusters.projects.planning.views import version_of
from cityclusters.projects.reaching import in_project, page
from cityclusters.surveys.forms.upload import UploadForm


@require_safe
@in_project()
def table(request: Request, project: Project, number: int) -> HttpResponseBase:
    """The version in the columns of the upload."""
    plan = version_of(request, project, number)
    rows = sheet.rows(plan, judging.parts_of(plan))
    return xlsx_response(f"plan-{number}", [Table(_("Plan"), sheet.COLUMNS, rows)])


def _draft(project: Project) -> Plan | None:
    plan = project.plans.filter(state=Plan.State.DRAFT).first()
    if plan is not None:
        plan.project = project
    return plan


def _key(plan: Plan) -> str:
    return f"plan-table-{plan.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@in_project(rules.may_write)
def upload(request: PersonRequest, project: Project) -> HttpResponse:
    """Reads the table and shows what it would do to the draft; nothing is written."""
    plan = _draft(project)
    if plan is None:
        messages.error(request, _("Begin a new version first."))
        return redirect("projects:plan", project.public_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    read = _read(request, form, plan) if request.method == "POST" and form.is_valid() else None
    context = {
        "topic": _("Upload the plan"),
        "between": [(plan.get_absolute_url(), _("Plan"))],
        "plan": plan,
        "form": form,
        "read": read,
        "change": uploading.change(plan, read.found) if read and not read.problems else None,
        "columns": sheet.OF,
    }
    return page(request, project, "projects/plan_upload.html", context)


def _read(request: PersonRequest, form: UploadForm, plan: Plan) -> sheet.Reading | None:
    """The table as read, kept until it is confirmed where nothing is wrong in it; None where the file could
    not be read, and then the form says why."""
    file = form.cleaned_data["file"]
    try:
        found = read_sheet(file, file.name, known=sheet.known)
        read = sheet.Reader(found, plan, sheet.keys_of(judging.parts_of(plan))).read()
        if not read.problems:
            data = {"signed": signing.dumps(read.found, salt=_key(plan), compress=True)}
            url = reverse("projects:plan-upload", args=[plan.project.public_id])
            drafts.save(request.user, _key(plan), data, title=_("Uploaded plan"), url=url)
    except Refused as refused:
        form.add_error("file", refusal_text(refused.code, refused.params))
    except drafts.DraftRefused:
        form.add_error("file", _("The table is too large. Split it into several files."))
    else:
        return read
    return None


@require_POST
@in_project(rules.may_write)
def confirm(request: PersonRequest, project: Project) -> HttpResponseBase:
    """Writes the table that was read last."""
    plan = _draft(project)
    kept = drafts.load(request.user, _key(plan)) if plan else None
    if plan is None or kept is None:
        messages.error(request, _("Upload the table first."))
        return redirect("projects:plan-upload", project.public_id)
    try:
        # Signed, because a draft is also what somebody sends by hand.
        uploading.put_in(plan, request.user, signing.loads(kept.get("signed", ""), salt=_key(plan)))
    except (signing.BadSignature, NotPossible) as refusal:
        known = isinstance(refusal, NotPossible)
        messages.error(request, str(refusal) if known else _("Upload the table first."))
        return redirect("projects:plan-upload", project.public_id)
    drafts.drop(request.user, _key(plan))
    messages.success(request, _("The draft is now what the table says."))
    return redirect(plan)
