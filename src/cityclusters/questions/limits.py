"""How much one person may post in an hour (abuse case 27), counted as rows that all processes share."""

import re
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cityclusters.core.errors import NotPossible
from cityclusters.people.models import Attempt, Person

LINK = re.compile(r"(?i)(?:https?://|www\.)\S+")
REPORTS_AN_HOUR = 10
HOUR = timedelta(hours=1)
TOO_MANY = _("You have posted a lot within an hour. Please wait a little and send it again; it is kept here.")


def links_in(*texts: str) -> set[str]:
    """The addresses in the texts."""
    return {address for text in texts for address in LINK.findall(text)}


def has_links(*texts: str) -> bool:
    """Whether a text points somewhere outside."""
    return bool(links_in(*texts))


def count_post(person: Person, *, newcomer: bool) -> None:
    """Counts a post; a newcomer has a quarter of the others' number. Raises NotPossible above it."""
    most = max(1, settings.POSTS_AN_HOUR // 4) if newcomer else settings.POSTS_AN_HOUR
    if not Attempt.allow("question-post", Attempt.digest(person.public_id), most, HOUR):
        raise NotPossible(TOO_MANY)


def count_report(person: Person) -> None:
    """Counts a report. Raises NotPossible above the limit."""
    if not Attempt.allow("question-report", Attempt.digest(person.public_id), REPORTS_AN_HOUR, HOUR):
        raise NotPossible(_("You have reported a lot within an hour. Please wait a little."))
