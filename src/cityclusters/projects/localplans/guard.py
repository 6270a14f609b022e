"""A local plan is shown to everybody by being published and in no other way (rule LP1)."""

from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.projects.localplans.acts import of_project
from cityclusters.projects.localplans.looking import Look
from cityclusters.projects.models import Project


def check_shown(project: Project) -> None:
    """For a local plan that everybody would read: it has been published, and its title and summary hold no
    words that may tell of one person. Raises NotPossible, naming the words."""
    if not project.is_sensitive or project.shown_to != Project.Audience.PUBLIC:
        return
    beside = of_project(project)
    if beside is None or not beside.is_published:
        raise NotPossible(_("Its texts are checked before everybody reads them: see “About the plan”."))
    look = Look(project, beside)
    texts = [text for names in (project.title, project.summary) for key, text in names.items() if key != "_"]
    if found := [one.words for text in texts for one in look.at(text)]:
        words = "; ".join(dict.fromkeys(found))
        raise NotPossible(_("These words may tell of one person: %(words)s.") % {"words": words})
