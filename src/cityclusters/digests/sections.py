"""The offer on the page of a space."""

from cityclusters.core.http import Request
from cityclusters.digests import choosing
from cityclusters.spaces.models import Membership, Space
from cityclusters.spaces.sections import Section


def offer(request: Request, space: Space) -> Section | None:
    """For a member of the space who gets no regular letters: that she could. One or two queries, for people
    with an account only."""
    person = request.user
    if not person.is_authenticated:
        return None
    if not Membership.objects.now().filter(space=space, person=person).exists():
        return None
    row = choosing.of(person)
    return Section("digests/_offer.html", {}) if row is None else None
