"""Names of what a commission endorses."""

from cityclusters.projects.commission import endorsing
from cityclusters.projects.models import Project


def name_of(project: Project, what: str, number: int) -> endorsing.Version:
    """The version in words and its page, as the room that makes it says; its code where that room is gone."""
    found = endorsing.version(project, what, number)
    return found or endorsing.Version(number, f"{what} {number}", "")
