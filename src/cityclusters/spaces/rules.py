"""Who may do what in a space: pure answers, no writing."""

from cityclusters.people.models import Mandate, Person
from cityclusters.people.trees import of_one_tree
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
    """Whether both hold a post today in organisations that count as one: an office is its agency."""
    posts = Mandate.objects.valid()
    mine, theirs = (posts.filter(person=who).values_list("organisation", flat=True) for who in (one, other))
    return of_one_tree(mine, theirs)


def may_lift(by: Person, row: Membership) -> bool:
    """Curators let somebody in again, but nobody herself, nor somebody of her own organisation (rule SP3)."""
    return may_curate(by) and by.pk != row.person_id and not share_an_organisation(by, row.person)


def may_appeal(person: Person, row: Membership) -> bool:
    """Who was sent away, once, as long as it holds."""
    in_force = row.banned_at is not None and row.ban_lifted_at is None
    return in_force and row.person_id == person.pk and row.appeal == Membership.Appeal.NONE


def may_decide_appeal(by: Person, row: Membership) -> bool:
    """A curator, another one than who sent her away (rules SP2 and SP3)."""
    asked = row.appeal == Membership.Appeal.ASKED and row.ban_lifted_at is None
    return asked and may_lift(by, row) and row.ended_by_id != by.pk


def may_ban(by: Person, person: Person, space: Space) -> bool:
    """Officers and stewards, but nobody herself, nor somebody of her own organisation (rule SP3); a steward
    is for officers to send away."""
    if by.pk == person.pk or share_an_organisation(by, person):
        return False
    return by.is_officer or (is_steward(by, space) and not is_steward(person, space))
