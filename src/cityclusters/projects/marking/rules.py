"""Who may propose and confirm a gender marker: pure questions."""

from cityclusters.people.readers import Reader
from cityclusters.projects import rules
from cityclusters.projects.models import Project


def may_propose(reader: Reader, project: Project) -> bool:
    """Those who write in the project, unless it was cancelled; at the end it is looked at once more."""
    return project.state != Project.State.CANCELLED and rules.may_write(reader, project)


def may_confirm(reader: Reader, project: Project) -> bool:
    """Those who lead the project, and officers of the programme."""
    return project.state != Project.State.CANCELLED and rules.may_lead(reader, project)
