"""The list of projects and a project's page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cityclusters.core.http import Request
from cityclusters.projects.models import Project
from cityclusters.projects.reaching import in_project, page


@require_safe
def listing(request: Request) -> HttpResponse:
    """All projects that the reader may see."""
    return render(request, "projects/list.html", {})


@require_safe
@in_project()
def detail(request: Request, project: Project) -> HttpResponse:
    """One project."""
    return page(request, project, "projects/project.html", {})
