"""Who may find what: the names of audiences that pages have, and those that a reader belongs to."""

from cityclusters.people.readers import Reader, is_officer
from cityclusters.search.sources.base import MEMBERS, OFFICERS, PUBLIC, of_space
from cityclusters.spaces.models import Membership, Space


def audiences_of(reader: Reader) -> list[str]:
    """The audiences of a reader: everybody's; with an account, members' and those of her spaces; an officer's
    also those of all spaces. At most one query."""
    if not reader.is_authenticated:
        return [PUBLIC]
    if is_officer(reader):
        slugs = Space.objects.values_list("slug", flat=True)
        return [PUBLIC, MEMBERS, OFFICERS, *map(of_space, slugs)]
    mine = Membership.objects.now().filter(person=reader).values_list("space__slug", flat=True)
    return [PUBLIC, MEMBERS, *map(of_space, mine)]
