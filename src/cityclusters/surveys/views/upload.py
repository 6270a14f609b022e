"""Uploading a questionnaire: a dry run that names each bad cell, then the confirmation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.http import PersonRequest
from cityclusters.core.sheets import Refused, read_sheet, refusal_text
from cityclusters.journal import drafts
from cityclusters.surveys import building, table
from cityclusters.surveys.forms.upload import UploadForm
from cityclusters.surveys.models import Survey
from cityclusters.surveys.refusals import SurveyRefused
from cityclusters.surveys.views.common import managed


def _draft_key(survey: Survey) -> str:
    return f"survey-table-{survey.public_id}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PersonRequest, public_id: str, survey: str) -> HttpResponse:
    """Reads the table and shows what it would change; nothing of the survey changes here."""
    found = managed(request, public_id, survey)
    form = UploadForm(request.POST or None, request.FILES or None)
    reading = _read(request, found, form) if request.method == "POST" and form.is_valid() else None
    changes = table.differences(found, reading.questions) if reading else {}
    context = {"exchange": found.exchange, "survey": found, "form": form, "reading": reading}
    return render(request, "surveys/upload.html", {**context, "changes": changes})


def _read(request: PersonRequest, survey: Survey, form: UploadForm) -> table.Reading | None:
    """The table as read, kept until it is confirmed where nothing is wrong in it; None where the file could
    not be read, and then the form says why."""
    file = form.cleaned_data["file"]
    try:
        survey.must_be_editable()
        reading = table.read_table(read_sheet(file, file.name, known=table.known), survey.original)
        if not reading.problems:
            _keep(request, survey, reading)
    except Refused as refused:
        form.add_error("file", refusal_text(refused.code, refused.params))
    except SurveyRefused as refused:
        form.add_error(None, refused.text)
    except drafts.DraftRefused:
        form.add_error("file", _("The questionnaire is too large."))
    else:
        return reading
    return None


def _keep(request: PersonRequest, survey: Survey, reading: table.Reading) -> None:
    """Keeps what was read as a draft of the officer's own, until she confirms it."""
    address = reverse("surveys:upload", args=[survey.exchange.public_id, survey.public_id])
    data = {"signed": signing.dumps([reading.questions, reading.languages], salt=_draft_key(survey))}
    title = _("Uploaded questions of “%(survey)s”") % {"survey": survey}
    drafts.save(request.user, _draft_key(survey), data, title=title, url=address)


@login_required
@require_POST
def confirm_upload(request: PersonRequest, public_id: str, survey: str) -> HttpResponse:
    """Puts the questions of the table that was read last in the place of the survey's."""
    found = managed(request, public_id, survey)
    kept = drafts.load(request.user, _draft_key(found))
    try:
        # Signed, because a draft is also what somebody sends by hand.
        rows, languages = signing.loads(kept.get("signed", "") if kept else "", salt=_draft_key(found))
        building.replace_questions(found, rows, request.user, languages=languages)
    except signing.BadSignature:
        messages.error(request, _("Upload the table first."))
        return redirect("surveys:upload", found.exchange.public_id, found.public_id)
    except SurveyRefused as refused:
        messages.error(request, refused.text)
    else:
        messages.success(request, _("The questions of the table are now those of the survey."))
    drafts.drop(request.user, _draft_key(found))
    return redirect("surveys:questions", found.exchange.public_id, found.public_id)
