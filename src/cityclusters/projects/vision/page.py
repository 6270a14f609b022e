"""What the pages of the vision share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cityclusters.projects.models import Project, Ranking


def between(project: Project, ranking: Ranking | None = None) -> list[tuple[str, str]]:
    """The crumbs from the project to the vision, or to one of its rankings."""
    crumbs = [(reverse("projects:vision", args=[project.public_id]), _("Vision"))]
    return [*crumbs, (ranking.get_absolute_url(), ranking.title)] if ranking else crumbs
