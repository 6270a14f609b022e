"""Guides and links: the public list, what readers report, what curators keep."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest, Request
from cityclusters.core.ids import sent_id
from cityclusters.core.paging import paged
from cityclusters.journal.once import one_act
from cityclusters.places.folding import fold
from cityclusters.practices import guides as acts
from cityclusters.practices.forms.guides import GuideFilter, GuideForm
from cityclusters.practices.guide_rules import may_curate
from cityclusters.practices.models import Guide

FORM_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def guides(request: Request) -> HttpResponse:
    """Manuals and links that curators keep, by theme and language; dead ones say so."""
    form = GuideFilter(request.GET)
    curates = may_curate(request.user)
    rows = Guide.objects.filter(removed_at=None)
    if curates and request.GET.get("removed"):
        rows = Guide.objects.filter(removed_at__isnull=False)
    context = {
        "form": form,
        "filtered": any(request.GET.get(name) for name in form.fields),
        "page": paged(request, _filtered(rows, form).prefetch_related("themes")),
        "may_curate": curates,
        "removed": curates and bool(request.GET.get("removed")),
    }
    return render(request, "practices/guides.html", context)


def _filtered(rows: "QuerySet[Guide]", form: GuideFilter) -> "QuerySet[Guide]":
    form.is_valid()
    data = form.cleaned_data
    if words := fold(data.get("q") or "").split()[:8]:
        rows = rows.filter(pk__in=_with_words(rows, words))
    if data.get("theme"):
        rows = rows.filter(themes=data["theme"])
    if data.get("language"):
        rows = rows.filter(language=data["language"])
    if data.get("dead"):
        rows = rows.exclude(failing_since=None, reported_at=None)
    return rows


def _with_words(rows: "QuerySet[Guide]", words: list[str]) -> list[int]:
    """Keys of those that have all the words, in any language and script; the list is a few hundred long."""
    texts = {
        pk: fold(" ".join([*title.values(), *about.values(), publisher]))
        for pk, title, about, publisher in rows.values_list("pk", "title", "about", "publisher")
    }
    return [pk for pk, text in texts.items() if all(word in text for word in words)]


@only(may_curate)
@FORM_PAGE
@one_act
def create(request: PersonRequest) -> HttpResponse:
    """A new guide."""
    form = GuideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = acts.add(request.user, **form.cleaned_data)
        messages.success(request, _("The guide stands on the list."))
        return redirect(made)
    return render(request, "practices/guide_edit.html", {"form": form, "guide": None})


@only(may_curate)
@FORM_PAGE
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    """Changes a guide; a report that its link is dead is settled by it."""
    guide = get_object_or_404(Guide, public_id=sent_id(public_id))
    if request.method == "POST":
        form = GuideForm(request.POST)
        if form.is_valid():
            acts.change(guide, request.user, **form.cleaned_data)
            messages.success(request, _("The changes are saved."))
            return redirect(guide)
    else:
        form = GuideForm(initial=GuideForm.values_of(guide))
    return render(request, "practices/guide_edit.html", {"form": form, "guide": guide})


@only(may_curate)
@require_POST
def remove(request: PersonRequest, public_id: str) -> HttpResponse:
    """Takes a guide off the list, or puts it back (`restore`)."""
    guide = get_object_or_404(Guide, public_id=sent_id(public_id))
    if "restore" in request.POST:
        acts.restore(guide, request.user)
        messages.success(request, _("The guide stands on the list again."))
    elif acts.remove(guide, request.user):
        messages.success(request, _("Taken off the list. Curators can put it back."))
    return redirect("practices:guides")


@login_required
@require_POST
def report(request: PersonRequest, public_id: str) -> HttpResponse:
    """A reader says that a link no longer opens."""
    guide = get_object_or_404(Guide, public_id=sent_id(public_id), removed_at=None)
    acts.report(guide, request.user)
    messages.success(request, _("Thank you. The link is looked at, and a curator sees your report."))
    return redirect(guide)
