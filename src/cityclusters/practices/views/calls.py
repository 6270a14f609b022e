"""Calls as everybody sees them: the list, and one call with what came of it."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.core.paging import paged
from cityclusters.people.readers import Reader
from cityclusters.practices.cards import read_by
from cityclusters.practices.forms.lists import CallFilterForm
from cityclusters.practices.judging import call_rules, criteria
from cityclusters.practices.models import Call, CallPartner, Practice
from cityclusters.practices.models.choices import Level, State
from cityclusters.practices.views.judging import seen_call

WHEN = ("open", "past", "draft")
NOT_HANDED_IN = (State.DRAFT, State.WITHDRAWN)
LEVELS = Case(
    *(When(level=level, then=place) for place, level in enumerate(Level)), output_field=IntegerField()
)


def with_numbers(calls: "QuerySet[Call]") -> "QuerySet[Call]":
    """Adds `handed_in`: how many practices each call has got."""
    return calls.annotate(
        handed_in=Count("practices", filter=~Q(practices__state__in=NOT_HANDED_IN), distinct=True)
    )


@require_safe
def calls(request: Request) -> HttpResponse:
    """Open calls, the one that closes first at the top; past ones; drafts, for those who see them; by theme
    and language."""
    when = request.GET.get("when", "")
    when = when if when in WHEN else "open"
    form = CallFilterForm(request.GET)
    rows = form.chosen(with_numbers(Call.objects.visible_to(request.user)))
    rows = rows.select_related("organisation").prefetch_related("themes")
    if when == "open":
        rows = rows.filter(state=Call.State.OPEN).order_by("closes_on", "pk")
    elif when == "draft":
        rows = rows.filter(state=Call.State.DRAFT).order_by("opens_on", "pk")
    else:
        past = rows.filter(state__in=[Call.State.CLOSED, Call.State.EVALUATED])
        rows = past.order_by("-closes_on", "-pk")
    context = {
        "page": paged(request, rows),
        "when": when,
        "form": form,
        "kept": form.asked,
        "may_make": call_rules.may_make(request.user),
        "feed": reverse(settings.CALL_FEED),
    }
    return render(request, "practices/calls.html", context)


@require_safe
def call(request: Request, public_id: str) -> HttpResponse:
    """One call: what is wanted, by when, from whom; later what was accepted, never what was not."""
    found = seen_call(request, public_id)
    runs = call_rules.may_run(request.user, found)
    rows = found.practices.exclude(state__in=NOT_HANDED_IN)
    context: dict[str, Any] = {
        "call": found,
        "takes_entries": found.takes_entries(),
        "themes": found.themes.all(),
        "partners": CallPartner.objects.filter(call=found).select_related("organisation").order_by("pk"),
        "criteria": criteria.of_call(found),
        "handed_in": rows.count(),
        "runs": runs,
        "fixed": runs and criteria.fixed(found),
        "links": _links(found, request.user),
    }
    if found.state == Call.State.EVALUATED:
        context["page"] = paged(request, accepted(found), per_page=60)
        context["page"].object_list = read_by(list(context["page"].object_list))
    if request.user.is_authenticated:
        mine = found.practices.filter(author=request.user)
        context["mine"] = mine.select_related("version").order_by("-changed_at")[:20]
    return render(request, "practices/call.html", context)


def accepted(call: Call) -> "QuerySet[Practice]":
    """What came of the call and can be read, by level."""
    rows = call.practices.all()
    published = Practice.objects.published().filter(pk__in=rows.values("pk"))
    return published.select_related("version", "place__country", "organisation").order_by(LEVELS, "pk")


def _links(call: Call, reader: Reader) -> list[tuple[str, str]]:
    """What upper apps offer on the page: (address, words), from the functions of settings.CALL_LINKS."""
    makers = [
        cast("Callable[[Call, Reader], list[tuple[str, str]]]", import_string(path))
        for path in settings.CALL_LINKS
    ]
    return [link for make in makers for link in make(call, reader)]
