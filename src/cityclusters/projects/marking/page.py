"""What the gender marker gives to other pages."""

from typing import Any

from django.db.models import Count, Q

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.projects.marking import acts, words
from cityclusters.projects.models import Project


def of_project(request: Request, project: Project) -> Section:
    """The marker on the page of a project; 'not screened' is said in words."""
    found = acts.in_force(project)
    value = found.value if found else None
    return Section(
        "projects/_marker_section.html", {"mark": found, "short": words.short(value), "project": project}
    )


def of_programme(request: Request, _nothing: None) -> Section | None:
    """How many projects have which marker, side by side and never added up to money or to a score."""
    rows = Project.objects.visible_to(request.user)
    force = Q(marks__confirmed_at__isnull=False, marks__superseded_at=None)
    counts: dict[str, Any] = {
        f"value_{value}": Count("pk", filter=force & Q(marks__value=value), distinct=True)
        for value in (0, 1, 2)
    }
    found = rows.aggregate(all=Count("pk", distinct=True), **counts)
    if not found["all"]:
        return None
    screened = sum(found[f"value_{value}"] for value in (0, 1, 2))
    lines = [(words.short(value), found[f"value_{value}"]) for value in (0, 1, 2)]
    lines.append((words.short(None), found["all"] - screened))
    return Section("projects/_marker_programme.html", {"lines": lines})
