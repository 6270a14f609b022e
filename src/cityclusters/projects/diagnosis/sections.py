"""The diagnosis and the vision on the page of a project."""

from cityclusters.core.http import Request
from cityclusters.core.sections import Section
from cityclusters.projects.diagnosis import freezing, rules
from cityclusters.projects.models import Project
from cityclusters.projects.vision import acts as vision_acts


def of_project(request: Request, project: Project) -> Section | None:
    """The vision in force in its own words, and where the diagnosis stands; nothing where neither is there
    for this reader."""
    if not rules.has_diagnosis(project):
        return None
    vision, diagnosis = vision_acts.in_force(project), freezing.in_force(project)
    inside = rules.sees_work(request.user, project)
    if not (vision or diagnosis or inside):
        return None
    context = {"vision": vision, "diagnosis": diagnosis, "inside": inside, "project": project}
    return Section("projects/_diagnosis_section.html", context)
