"""Reaching a project's pages: the same 404 for what is hidden as for what is not there, 403 by a rule, and
one frame for all rooms.

A room's view is `@in_project(may=rules.may_write)` above `def view(request, project, …)`, and answers with
`page(request, project, template, context)`. Its template says `{% extends frame %}` and fills the blocks
`lead`, `actions` and `body`; `context["topic"]` is its heading, `context["between"]` a list of (address,
words) for the crumbs between the project and this page."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string

from cityclusters.core import leaving
from cityclusters.core.http import Request
from cityclusters.core.ids import sent_id
from cityclusters.people.readers import Reader
from cityclusters.projects import rules
from cityclusters.projects.models import Project

Rest = ParamSpec("Rest")
View = Callable[Concatenate[Any, Project, Rest], HttpResponseBase]
Reached = Callable[Concatenate[Any, str, Rest], HttpResponseBase]
Rule = Callable[[Reader, Project], bool]
WITH = ("lead__place__country", "place__country")
FRAME = "projects/_project_page.html"
QUIET_FRAME = "projects/_quiet_project_page.html"


class Tab(NamedTuple):
    """A room of the project above its pages."""

    url: str
    words: str
    is_here: bool


def seen(request: Request, public_id: str) -> Project:
    """The project with its lead and places. Raises Http404 for one that does not exist and, alike, for one
    that she may not see."""
    rows = Project.objects.visible_to(request.user).select_related(*WITH)
    found = rows.filter(public_id=sent_id(public_id)).first()
    if found is None:
        raise Http404
    rules.remember(request.user, found)
    return found


def in_project(may: Rule | None = None, *, team: bool = False) -> "Callable[[View[Rest]], Reached[Rest]]":
    """The view of a project: for everybody who may see it, for its team and partners (`team`), or for those
    whom the rule `may` (reader, project) lets in: others of the team get a 403, everybody else a 404."""

    def protect(view: View[Rest]) -> Reached[Rest]:
        @wraps(view)
        def reached(
            request: Request, /, public_id: str, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponseBase:
            inside = team or may is not None
            if inside and not request.user.is_authenticated:
                return _sign_in_first(request, public_id)
            project = seen(request, public_id)
            request.quiet = project.is_sensitive
            if leaving.has_left(request):
                return leaving.mark(redirect("core:hello"))
            if inside and not rules.is_team(request.user, project):
                raise Http404
            if may is not None and not may(request.user, project):
                raise PermissionDenied
            response = view(request, project, *args, **kwargs)
            return leaving.mark(response) if project.is_sensitive else response

        return cast("Reached[Rest]", reached)

    return protect


def _sign_in_first(request: Request, public_id: str) -> HttpResponseBase:
    """The page to sign in; for a local plan the neutral page, with no address to come back to."""
    rows = Project.objects.filter(public_id=sent_id(public_id), kind=Project.Kind.LOCAL_PLAN)
    if not rows.exists():
        return redirect_to_login(request.get_full_path())
    request.quiet = True
    return leaving.mark(redirect("core:hello"))


def tabs(request: Request, project: Project) -> list[Tab]:
    """The rooms of the project that this reader may enter (settings.PROJECT_TABS)."""
    made = []
    for route, words, rule in settings.PROJECT_TABS:
        if rule and not cast("Rule", import_string(rule))(request.user, project):
            continue
        url = reverse(route, args=[project.public_id])
        made.append(Tab(url, str(words), request.path.startswith(url)))
    return made


def page(
    request: Request, project: Project, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """A page of a project in its frame, with its tabs; pages of a local plan leave nothing behind."""
    given = {
        "topic": "",
        "between": [],
        **context,
        "project": project,
        "frame": QUIET_FRAME if project.is_sensitive else FRAME,
        "tabs": tabs(request, project),
    }
    return render(request, template, given, status=status)
