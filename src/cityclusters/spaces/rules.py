"""Who may do what in a space: pure answers, no writing."""

from cityclusters.people.models import Mandate, Person
from cityclusters.spaces.models import Membership, Space


def may_curate(person: Person) -> bool:
    """Officers and administrators keep the themes, open spaces and appoint stewards."""
    return person.is_officer or person.is_administrator


def is_steward(person: Person, space: Space) -> bool:
    """Whether she keeps this space now."""
    return Membership.objects.now().stewards().filter(space=space, person=person).exists()


def may_edit(person: Person, space: Space) -> bool:
    """Curators, and the stewards of the space: its purpose, rules and languages."""
    return may_curate(person) or is_steward(person, space)


def may_see_members(person: Person, space: Space) -> bool:
    """Members and curators see who else is there (of those who agreed to be listed)."""
    return may_curate(person) or space.membership_of(person) is not None


def share_an_organisation(one: Person, other: Person) -> bool:
    """Whether both hold a post in the same organisation today."""
    mine = Mandate.objects.valid().filter(person=one).values("organisation")
    return Mandate.objects.valid().filter(person=other, organisation__in=mine).exists()


def may_ban(by: Person, person: Person, space: Space) -> bool:
    """Officers and stewards, but nobody herself, nor somebody of her own organisation (rule SP3); a steward
    is for officers to send away."""
    if by.pk == person.pk or share_an_organisation(by, person):
        return False
    return by.is_officer or (is_steward(by, space) and not is_steward(person, space))
