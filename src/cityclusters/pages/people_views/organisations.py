"""Organisations: naming, changing, opening an office or a hub, checking, merging."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.exports import Table, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.core.texts import pick
from cityclusters.journal.once import one_act
from cityclusters.pages import people_services as services
from cityclusters.people import rules
from cityclusters.people.forms.directory import DirectoryForm
from cityclusters.people.forms.organisation import CheckForm, MergeForm, OrganisationForm
from cityclusters.people.models import NotIndependent, Organisation

if TYPE_CHECKING:
    from collections.abc import Callable

    from cityclusters.people.models import Person

BOTH = ["GET", "HEAD", "POST"]


def fetch(request: PersonRequest, public_id: str) -> Organisation:
    """The organisation, if she may see it; else 404."""
    rows = Organisation.objects.visible_to(request.user).select_related("place__country", "parent")
    return get_object_or_404(rows, public_id=public_id)


def fetch_if(
    may: "Callable[[Person, Organisation], bool]", request: PersonRequest, public_id: str
) -> Organisation:
    """The organisation, if she may do this with it; else the same 404 as for one that does not exist."""
    row = fetch(request, public_id)
    if not may(request.user, row):
        raise Http404
    return row


def _fields(form: OrganisationForm, **more: Any) -> dict[str, Any]:
    return {**form.changed_fields(), **more}


@login_required
@require_http_methods(BOTH)
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """What it says of itself: officers everything, focal points all but kind, parent and domain."""
    row = fetch_if(rules.may_edit_organisation, request, public_id)
    form = OrganisationForm.of(row, request.user, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.change_organisation(request.user, row, form.changed_fields())
        messages.success(request, _("Saved."))
        return redirect(row)
    return render(request, "pages/people_organisation_form.html", {"form": form, "organisation": row})


@only(rules.may_create_organisation)
@require_http_methods(BOTH)
@one_act
def new(request: PersonRequest) -> HttpResponse:
    """An organisation that an officer enters for others."""
    form = OrganisationForm(request.POST or None, person=request.user)
    if form.is_bound and form.is_valid():
        row = services.name_organisation(request.user, **form.changed_fields())
        return redirect(row)
    return render(request, "pages/people_organisation_form.html", {"form": form})


@login_required
@require_http_methods(BOTH)
@one_act
def office(request: PersonRequest, public_id: str) -> HttpResponse:
    """An office or a hub below an organisation (seed items A4, A5)."""
    parent = fetch_if(rules.may_add_office, request, public_id)
    known = {"kind": parent.kind, "place": parent.place, "parent": parent}
    form = OrganisationForm(request.POST or None, person=request.user, initial=known)
    form.fields.pop("parent", None)
    if form.is_bound and form.is_valid():
        row = services.name_organisation(request.user, **_fields(form, parent=parent))
        messages.success(request, _("The page is open. Two programme officers will check it."))
        return redirect(row)
    return render(request, "pages/people_organisation_form.html", {"form": form, "parent": parent})


@login_required
@require_safe
def waiting(request: PersonRequest) -> HttpResponse:
    """Organisations that wait for this officer's check."""
    if not request.user.is_officer:
        raise Http404
    rows = Organisation.objects.waiting_for(request.user).select_related("place__country", "claimed_by")
    page = paged(request, rows.order_by("created_at"))
    return render(request, "pages/people_organisations_waiting.html", {"page": page})


@login_required
@require_http_methods(BOTH)
def check(request: PersonRequest, public_id: str) -> HttpResponse:
    """One of the two checks (rule PE4)."""
    row = fetch(request, public_id)
    if not request.user.is_officer:
        raise Http404
    form = CheckForm(request.POST or None)
    if form.is_bound and form.is_valid():
        accepted, note = form.cleaned_data["verdict"] == "yes", form.cleaned_data["note"]
        try:
            services.check_organisation(request.user, row, accepted=accepted, note=note)
        except NotIndependent:
            form.add_error(None, _("Two people from outside check an organisation, each of them once."))
        except ValueError:
            form.add_error(None, _("It does not wait for a check any more."))
        else:
            messages.success(request, _("Your check is kept."))
            return redirect(row)
    return render(request, "pages/people_check.html", _check_context(request, row, form))


def _check_context(request: PersonRequest, row: Organisation, form: CheckForm) -> dict[str, Any]:
    similar = Organisation.objects.visible_to(request.user).exclude(pk=row.pk)
    of_place = similar.filter(place=row.place, kind=row.kind) if row.place else similar.none()
    named = similar.called(str(row))
    return {
        "form": form,
        "organisation": row,
        "similar": (of_place | named).select_related("place__country")[:8],
        "checks": row.checks.filter(round=row.check_round).select_related("by"),
        "posts": row.mandates.waiting().select_related("person"),
        "may": rules.may_verify(request.user, row),
    }


@only(rules.may_merge)
@require_POST
def check_again(request: PersonRequest, public_id: str) -> HttpResponse:
    """Puts an organisation back in the line for two fresh checks."""
    row = fetch(request, public_id)
    services.check_again(request.user, row)
    messages.success(request, _("It waits for two fresh checks."))
    return redirect(row)


@only(rules.may_merge)
@require_http_methods(BOTH)
def merge(request: PersonRequest, public_id: str) -> HttpResponse:
    """Makes one organisation of two; the old address leads to the one that stays."""
    row = fetch(request, public_id)
    form = MergeForm(request.POST or None, person=request.user, duplicate=row)
    if form.is_bound and form.is_valid():
        into = form.cleaned_data["into"]
        try:
            services.merge_organisations(request.user, row, into)
        except ValueError:
            form.add_error("into", _("One of these stands above the other, or was merged already."))
        else:
            messages.success(request, _("The two are one now."))
            return redirect(into)
    return render(request, "pages/people_merge.html", {"form": form, "organisation": row})


@only(rules.may_create_organisation)
@require_safe
def table(request: PersonRequest) -> HttpResponseBase:
    """The directory as a spreadsheet for officers: what the page's filters leave, one row each."""
    rows = DirectoryForm(request.GET).chosen(Organisation.objects.visible_to(request.user))
    header = [
        *(_("Name"), _("Kind"), _("Part of"), _("Place"), _("Country"), _("State")),
        *(_("Verified on"), _("E-mail domain"), _("Website")),
    ]
    lines = (
        [
            pick(row.names).text,
            str(row.get_kind_display()),
            pick(row.parent.names).text if row.parent else "",
            row.place.name if row.place else "",
            str(row.place.country) if row.place else "",
            str(row.get_state_display()),
            timezone.localtime(row.verified_at).date() if row.verified_at else None,
            row.domain,
            row.website,
        ]
        for row in rows.iterator(chunk_size=500)
    )
    return xlsx_response("organisations", [Table(_("Organisations"), header, lines)])
