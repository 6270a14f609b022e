"""Uploading the list of members: a dry run that names each bad cell, then the confirmation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.http import PersonRequest
from cityclusters.core.saying import saying
from cityclusters.core.sheets import Refused, read_sheet, refusal_text
from cityclusters.groups import rules
from cityclusters.groups.models import Group
from cityclusters.groups.reaching import in_group, page
from cityclusters.groups.registry import table, uploading
from cityclusters.journal import drafts
from cityclusters.surveys.forms.upload import UploadForm


@require_http_methods(["GET", "HEAD", "POST"])
@in_group(rules.may_facilitate)
def upload(request: PersonRequest, group: Group) -> HttpResponse:
    """Reads the table and shows whom it would write on the list; nothing is written here."""
    form = UploadForm(request.POST or None, request.FILES or None)
    reading = _read(request, group, form) if request.method == "POST" and form.is_valid() else None
    columns = [(words, key == "name") for key, words in table.COLUMNS.items()]
    context = {"form": form, "reading": reading, "columns": columns, "most": table.MOST}
    return page(request, group, "groups/members_upload.html", context)


def _read(request: PersonRequest, group: Group, form: UploadForm) -> table.Reading | None:
    """The table as read, kept until it is confirmed where nothing is wrong in it; None where the file could
    not be read, and then the form says why."""
    file = form.cleaned_data["file"]
    try:
        reading = table.read_table(read_sheet(file, file.name, known=table.known), group)
        if reading.problems:
            drafts.drop(request.user, uploading.key_of(group))
        else:
            uploading.keep(request.user, group, reading.members)
    except Refused as refused:
        form.add_error("file", refusal_text(refused.code, refused.params))
    except drafts.DraftRefused:
        form.add_error("file", _("The texts in this file are too long together. Split it."))
    else:
        return reading
    return None


@require_POST
@in_group(rules.may_facilitate)
def confirm(request: PersonRequest, group: Group) -> HttpResponse:
    """Writes the members of the table that was read last on the list."""
    rows = uploading.kept(request.user, group)
    if not rows:
        messages.error(request, _("Upload the table first."))
        return redirect("groups:members-upload", group.public_id)
    said = ngettext("%(number)d member is on the list.", "%(number)d members are on the list.", len(rows))
    with saying(request, said % {"number": len(rows)}):
        uploading.write(request.user, group, rows)
    return redirect("groups:members", group.public_id)
