"""The page of a practice, of one of its versions, of what differs between two, and of the working copy."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cityclusters.core.http import PersonRequest, Request
from cityclusters.practices import fact_changes, page, reading, rules
from cityclusters.practices.models import Practice, Version
from cityclusters.practices.versions import working_copy as frozen_now
from cityclusters.practices.views.common import visible


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    """What is published now; before that, the working copy for those who have a part in it."""
    practice = visible(request, public_id)
    if practice.version is None:
        return _unpublished(request, practice)
    return render(request, "practices/detail.html", page.build(request, practice, practice.version))


def _unpublished(request: Request, practice: Practice) -> HttpResponse:
    version = frozen_now(practice)
    text = reading.Reading(version.content, version.language)
    context = page.shown(practice, version, text)
    context["is_writer"] = rules.is_writer(request.user, practice)
    return render(request, "practices/working_copy.html", context)


@login_required
@require_safe
def working_copy(request: PersonRequest, public_id: str) -> HttpResponse:
    """The working copy beside what is published, for its writers, reviewers and managers."""
    practice = visible(request, public_id)
    if not rules.sees_working_copy(request.user, practice):
        raise Http404
    return _unpublished(request, practice)


def _version(practice: Practice, number: int) -> Version:
    found = get_object_or_404(practice.versions.all(), number=number)
    found.practice = practice
    return found


@require_safe
def version(request: Request, public_id: str, number: int) -> HttpResponse:
    """Exactly this version, which never changes (rule PR4)."""
    practice = visible(request, public_id)
    context = page.build(request, practice, _version(practice, number))
    return render(request, "practices/detail.html", context)


@require_safe
def changes(request: Request, public_id: str, number: int) -> HttpResponse:
    """What differs between a version and the one before it."""
    practice = visible(request, public_id)
    newer, older = _version(practice, number), _version(practice, number - 1)
    context = {
        "practice": practice,
        "newer": newer,
        "older": older,
        "changes": fact_changes.changes(older, newer),
    }
    return render(request, "practices/changes.html", context)
