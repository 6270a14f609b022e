"""An uploaded table of services: shown first, then put in as a whole or not at all."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest
from cityclusters.core.leaving import leaves_nothing
from cityclusters.core.sheets import Refused, read_sheet, refusal_text
from cityclusters.journal import drafts
from cityclusters.people.models import Person
from cityclusters.people.readers import is_officer
from cityclusters.places.models import Country, Place
from cityclusters.projects.directory import acts, rules, sheet
from cityclusters.projects.models import Project, Service
from cityclusters.surveys.forms.upload import UploadForm

DRAFT = "lines-table"


def own(person: Person) -> dict[str, Service]:
    """The services that she keeps, by public id."""
    return {row.public_id: row for row in rules.kept_by(person)}


def plan_for(person: Person) -> Project | None:
    """The plan of new lines: her only one, none for officers. Raises NotPossible where she has several."""
    plans = rules.plans_of(person)
    if is_officer(person):
        return None
    if len(plans) != 1:
        raise NotPossible(_("You write on several local plans: add new services on the site."))
    return plans[0]


@transaction.atomic
def put_in(read: Sequence[Mapping[str, Any]], by: Person) -> tuple[int, int]:
    """Writes what was read: how many are new, and how many were there. Raises NotPossible, and then nothing
    is written."""
    known, made, changed = own(by), 0, 0
    for line in read:
        fields = _rows(dict(line["fields"]))
        if line["id"]:
            if line["id"] not in known:
                raise NotPossible(_("None of your lines has this id. Leave the cell empty for a new one."))
            acts.change(known[line["id"]], by, **fields)
            changed += 1
        else:
            acts.add(by, project=plan_for(by), once=line["once"], **fields)
            made += 1
    return made, changed


def _rows(fields: dict[str, Any]) -> dict[str, Any]:
    if country := fields.pop("country", ""):
        fields["country"] = Country.objects.get(pk=country)
    if place := fields.pop("place", None):
        fields["place"] = Place.objects.get(pk=place)
    if day := fields.pop("checked_on", ""):
        fields["checked_on"] = date.fromisoformat(day)
    return fields


@leaves_nothing
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: PersonRequest) -> HttpResponse:
    """Reads the table and shows what it would do; nothing is written."""
    if not rules.may_keep(request.user):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    read = _read(request, form) if request.method == "POST" and form.is_valid() else None
    return render(request, "projects/lines_upload.html", {"form": form, "read": read})


def _read(request: PersonRequest, form: UploadForm) -> sheet.Reading | None:
    """The table as read, kept until it is confirmed where nothing is wrong in it; None where the file could
    not be read, and then the form says why."""
    file = form.cleaned_data["file"]
    try:
        read = sheet.Reader(read_sheet(file, file.name, known=sheet.known), own(request.user)).read()
        if not read.problems:
            if any(not line["id"] for line in read.lines):
                plan_for(request.user)
            data = {"signed": signing.dumps(read.lines, salt=DRAFT)}
            drafts.save(request.user, DRAFT, data, title=_("Table"), url=reverse("projects:lines-upload"))
    except Refused as refused:
        form.add_error("file", refusal_text(refused.code, refused.params))
    except (drafts.DraftRefused, NotPossible) as refused:
        words = str(refused) or _("The table is too large. Split it into several files.")
        form.add_error("file", words)
    else:
        return read
    return None


@leaves_nothing
@require_POST
def confirm(request: PersonRequest) -> HttpResponse:
    """Writes the table that was read last."""
    if not rules.may_keep(request.user):
        raise Http404
    stored = drafts.load(request.user, DRAFT)
    try:
        # Signed, because a draft is also what somebody sends by hand.
        read = signing.loads(stored.get("signed", "") if stored else "", salt=DRAFT)
        made, changed = put_in(read, request.user)
    except signing.BadSignature:
        messages.error(request, _("Upload the table first."))
        return redirect("projects:lines-upload")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("projects:lines-upload")
    drafts.drop(request.user, DRAFT)
    words = _("New lines: %(made)s. Lines that were there: %(changed)s.")
    messages.success(request, words % {"made": made, "changed": changed})
    return redirect("projects:lines-kept")
