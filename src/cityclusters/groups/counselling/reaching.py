"""How the pages of the desk are reached: they leave nothing behind; for everybody else nothing is there."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from cityclusters.core.http import PersonRequest
from cityclusters.core.ids import sent_id
from cityclusters.core.leaving import leaves_nothing
from cityclusters.groups.counselling import rules, sealing
from cityclusters.groups.counselling.words import CLOSED
from cityclusters.groups.models import CounsellingCase, CounsellingSession, EmergencyAccess, Group
from cityclusters.people.models import Person

Rest = ParamSpec("Rest")
Page = Callable[Concatenate[PersonRequest, Rest], HttpResponseBase]


def at_desk(page: Page[Rest]) -> Callable[..., HttpResponseBase]:
    """For a page of the desk. Where the server has no key it says so, to those who would get in."""

    @leaves_nothing
    @wraps(page)
    def quiet(request: PersonRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        try:
            return page(request, *args, **kwargs)
        except sealing.Closed:
            return render(request, "groups/desk_closed.html", {"words": CLOSED}, status=503)

    return quiet


def show(
    request: PersonRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Renders a page of the desk. Raises sealing.Closed where nothing of it could be opened."""
    if not sealing.is_open():
        raise sealing.Closed
    return render(request, f"groups/desk_{template}.html", context, status=status)


def group_for(public_id: str, may: Callable[[Group], bool]) -> Group:
    """A group with counselling. Raises Http404 where there is none, and for whom the rule lets not in."""
    rows = Group.objects.select_related("place__country", "organisation")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None or not found.has(rules.COUNSELLING) or not may(found):
        raise Http404
    return found


def case_of(person: Person, public_id: str) -> CounsellingCase:
    """A case of hers. Raises Http404 for anybody else's."""
    rows = CounsellingCase.objects.select_related("group__place", "counsellor")
    found = rows.filter(public_id=sent_id(public_id), counsellor=person).first()
    if found is None or not rules.may_read(person, found):
        raise Http404
    return found


def session_for(person: Person, public_id: str) -> CounsellingSession:
    """A session of a case of hers. Raises Http404 for anybody else's."""
    rows = CounsellingSession.objects.select_related("case__group__place", "case__counsellor")
    found = rows.filter(public_id=sent_id(public_id), case__counsellor=person).first()
    if found is None or not rules.may_read(person, found.case):
        raise Http404
    return found


def access_for(person: Person, public_id: str) -> EmergencyAccess:
    """An emergency that is hers to see. Raises Http404 for anybody else."""
    rows = EmergencyAccess.objects.select_related("group__place", "counsellor", "asked_by", "decided_by")
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None or not rules.may_see_emergency(person, found):
        raise Http404
    return found
