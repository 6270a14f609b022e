"""Keeping the directory: adding, changing, calling, closing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.errors import NotPossible
from cityclusters.core.exports import Table, xlsx_response
from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import leaves_nothing
from cityclusters.core.paging import paged
from cityclusters.core.saying import saying
from cityclusters.projects.directory import acts, rules, sheet
from cityclusters.projects.directory.forms import CheckForm, KeptFilter, NewServiceForm, ServiceForm
from cityclusters.projects.models import Service

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


def _enter(request: PersonRequest) -> None:
    """Raises Http404 for whoever does not keep the directory."""
    if not rules.may_keep(request.user):
        raise Http404


def _kept(request: PersonRequest, public_id: str) -> Service:
    """A service that she keeps. Raises Http404 for any other."""
    found = rules.kept_by(request.user).filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    return found


@leaves_nothing
@require_safe
def kept(request: PersonRequest) -> HttpResponseBase:
    """What she keeps, and what has to be called."""
    _enter(request)
    form = KeptFilter(request.GET)
    rows, asked = rules.kept_by(request.user), form.asked
    if asked.get("due"):
        rows = rows.to_check(timezone.localdate())
    for name in ("kind", "country"):
        if name in asked:
            rows = rows.filter(**{name: asked[name]})
    if request.GET.get("format") == "xlsx":
        return xlsx_response("lines", [Table(_("Lines"), sheet.COLUMNS, sheet.lines(rows))])
    context = {"form": form, "kept": asked, "page": paged(request, rows)}
    return render(request, "projects/lines_kept.html", context)


@leaves_nothing
@FORM_PAGE
def new(request: PersonRequest) -> HttpResponse:
    """A new service."""
    _enter(request)
    form = NewServiceForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_bound and form.is_valid():
        try:
            made = acts.add(request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is kept. Everybody sees it once somebody has called."))
            return redirect(made)
    return render(request, "projects/line_form.html", {"form": form})


@leaves_nothing
@FORM_PAGE
def line(request: PersonRequest, public_id: str) -> HttpResponse:
    """One service with its checks; a form for the next call."""
    found = _kept(request, public_id)
    form = CheckForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        try:
            acts.check(found, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down."))
            return redirect(found)
    context: dict[str, Any] = {"line": found, "form": form, "checks": found.checks.select_related("by")[:50]}
    return render(request, "projects/line.html", context)


@leaves_nothing
@FORM_PAGE
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Changes a service."""
    found = _kept(request, public_id)
    values = ServiceForm.values_of(found)
    form = ServiceForm(request.POST if request.method == "POST" else None, initial=values)
    if form.is_bound and form.is_valid():
        try:
            acts.change(found, request.user, **form.cleaned_data)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(found)
    return render(request, "projects/line_form.html", {"form": form, "line": found})


@leaves_nothing
@require_POST
def reopen(request: PersonRequest, public_id: str) -> HttpResponse:
    """A closed service is there again."""
    found = _kept(request, public_id)
    with saying(request, _("It is there again, and waits for a call.")):
        acts.reopen(found, request.user)
    return redirect(found)
