"""Drives of mutual aid, and the list of items."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cityclusters.core import files
from cityclusters.core.access import only
from cityclusters.core.errors import NotPossible
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import public_id as new_id
from cityclusters.journal.letters import absolute
from cityclusters.people.readers import is_officer
from cityclusters.support.giving import drives, evidence, items, overview, rules, words
from cityclusters.support.giving.forms.keeping import DriveForm, ItemForm
from cityclusters.support.giving.rows import Asked, Labels
from cityclusters.support.giving.views import common
from cityclusters.support.models import Drive, Evidence, Item

BOTH = ["GET", "HEAD", "POST"]
PICTURES = 12


def _shown(drive: Drive) -> list[Evidence]:
    """Photos of its shipments that everybody may see."""
    rows = Evidence.objects.filter(shipment__pledge__request__drive=drive, shown=True).exclude(light="")
    return list(rows.select_related("shipment").order_by("-at", "-pk")[:PICTURES])


@require_safe
def drive(request: Request, public_id: str) -> HttpResponse:
    """What is still needed, what was pledged, is on its way and arrived, by item and by place."""
    found = common.drive_of(public_id)
    known = common.items()
    entries = overview.entries(Asked(drive=found.pk), known)
    page = drives.page_of(found)
    points = [
        {"lat": place.latitude, "lon": place.longitude, "label": place.label()}
        for place in page["places"]
        if place.latitude is not None and place.longitude is not None
    ]
    context = {
        "drive": found,
        **page,
        "lines": overview.lines(entries, Labels(known), {"drive": found.public_id}),
        "bars": [
            words.bar(one.item, one.currency, one.progress, one.needed, one.unpledged) for one in page["sums"]
        ],
        "groups": words.bar_groups(),
        "points": points,
        "evidence": _shown(found),
        "link": absolute(found.get_absolute_url()),
        "is_officer": is_officer(request.user),
    }
    return render(request, "support/giving_drive.html", context)


def _kept(request: PersonRequest, form: DriveForm) -> bool:
    """Whether the drive is saved; where its picture is refused, the form says why."""
    made = form.filled()
    try:
        if upload := form.cleaned_data["picture"]:
            evidence.picture_of(made, upload)
    except NotPossible as refusal:
        form.add_error("picture", str(refusal))
        return False
    drives.save(request.user, made)
    messages.success(request, _("Saved."))
    return True


@only(rules.may_run_drives)
@require_http_methods(BOTH)
def edit_drive(request: PersonRequest, public_id: str = "") -> HttpResponse:
    """A new drive, or another text."""
    found = common.drive_of(public_id) if public_id else Drive()
    form = DriveForm(*common.sent(request), person=request.user, drive=found)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        return redirect(found)
    return render(request, "support/giving_drive_edit.html", {"form": form, "drive": found})


@require_safe
def drive_picture(
    request: Request, public_id: str, part: str
) -> HttpResponse | StreamingHttpResponse | FileResponse:
    """The light or the large version."""
    found = common.drive_of(public_id)
    if part not in ("light", "large") or not found.picture:
        raise Http404
    return files.send(request, found.light if part == "light" else found.picture)


@only(rules.may_run_drives)
@require_safe
def listing(request: PersonRequest) -> HttpResponse:
    """All that can be given."""
    return render(request, "support/giving_items.html", {"items": common.items()})


@only(rules.may_run_drives)
@require_http_methods(BOTH)
def edit_item(request: PersonRequest, code: str = "") -> HttpResponse:
    """One more item, or other words for one."""
    found = get_object_or_404(Item, code=code) if code else Item(code=f"own-{new_id()}")
    form = ItemForm(common.sent(request)[0], item=found)
    if request.method == "POST" and form.is_valid():
        save: Any = items.change if found.pk else items.add
        save(request.user, form.filled())
        messages.success(request, _("Saved."))
        return redirect("support:items")
    return render(request, "support/giving_item_edit.html", {"form": form, "item": found})
