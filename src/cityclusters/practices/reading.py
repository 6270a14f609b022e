"""Which text of a version a reader gets: the best one in her language, else the original."""

from dataclasses import dataclass
from typing import Any

from cityclusters.core.texts import RIGHT_TO_LEFT
from cityclusters.people.models import Person
from cityclusters.practices.models import Version


@dataclass(frozen=True, slots=True)
class Reading:
    """A text to be read: `content` as Version.content, in `language`.

    `original`: it is the author's own. `machine`: the service that made the draft, '' where no machine did;
    always to be shown. `reviewed`: a second person looked at the translation. `outdated_since`: the newer
    version that the translation does not follow, or None. `translator` and `reviewer` are to be credited."""

    content: dict[str, Any]
    language: str
    original: bool = True
    machine: str = ""
    reviewed: bool = False
    outdated_since: Version | None = None
    translator: Person | None = None
    reviewer: Person | None = None

    @property
    def direction(self) -> str:
        """'rtl' or 'ltr'."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


def texts(version: Version, language: str) -> Reading:
    """The text of the version in the language: a reviewed translation, else a machine's draft where one is
    shown, else the original."""
    return Reading(version.content, version.language)
