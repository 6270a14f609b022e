"""What the commission has endorsed, and which versions it can (rule CO5)."""

from collections.abc import Callable
from typing import NamedTuple, cast

from django.conf import settings
from django.utils.module_loading import import_string

from cityclusters.projects.models import Endorsement, Project


class Version(NamedTuple):
    """A version that can be endorsed: its number, what it is in words, and its page."""

    number: int
    words: str
    url: str


Finder = Callable[[Project, int | None], Version | None]


def endorsed(project: Project, what: str, version: int) -> Endorsement | None:
    """The commission's endorsement of this very version; another version has none (rule CO5)."""
    rows = project.endorsements.filter(what=what, version=version, withdrawn_at=None)
    return rows.select_related("meeting").first()


def latest(project: Project, what: str) -> Version | None:
    """The latest version of a diagnosis, vision … that is ready to be endorsed."""
    return version(project, what, None)


def version(project: Project, what: str, number: int | None) -> Version | None:
    """One version, as the room that makes it says (settings.ENDORSABLE)."""
    path = settings.ENDORSABLE.get(what)
    return cast("Finder", import_string(path))(project, number) if path else None
