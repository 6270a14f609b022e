"""The offer on the page of a space."""

from cityclusters.core.http import Request
from cityclusters.digests import choosing
from cityclusters.spaces.models import Space
from cityclusters.spaces.sections import Section


def offer(request: Request, space: Space) -> Section | None:
    """For a member of the space who gets no regular letters: that she could. At most two queries."""
    person = request.user
    if not person.is_authenticated:
        return None
    if space.standing_of(person) is None:
        return None
    row = choosing.of(person)
    return Section("digests/_offer.html", {}) if row is None else None
