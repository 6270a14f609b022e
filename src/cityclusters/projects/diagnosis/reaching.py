"""Reaching the pages of a diagnosis and a vision: kinds of projects that have none answer 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase

from cityclusters.projects.diagnosis.rules import has_diagnosis
from cityclusters.projects.models import Project
from cityclusters.projects.reaching import Rule, in_project

View = Callable[..., HttpResponseBase]


def in_diagnosis(may: Rule | None = None, *, team: bool = False) -> Callable[[View], View]:
    """As `projects.reaching.in_project`, for projects that have a diagnosis."""

    def protect(view: View) -> View:
        @wraps(view)
        def checked(request: Any, project: Project, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not has_diagnosis(project):
                raise Http404
            return view(request, project, *args, **kwargs)

        return in_project(may, team=team)(checked)

    return protect
