"""Whose practice it is: its author and those who act for the organisation that owns it."""

from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.practices.models import CallManager, Practice, Review


def focal_points(organisation: Organisation | int | None) -> list[Person]:
    """The people who may act for it (or for that of this key) today, each once; nobody for None."""
    held = Mandate.objects.valid().filter(organisation=organisation, may_act=True).select_related("person")
    return list({row.person_id: row.person for row in held.order_by("pk")}.values())


def owners(practice: Practice) -> list[Person]:
    """The author, then the focal points of the organisation that owns the practice, each once."""
    people = [practice.author, *focal_points(practice.organisation)]
    return list({person.pk: person for person in people}.values())


def colleagues_to_tell(practice: Practice, by: Person | None) -> list[Person]:
    """The other focal points, without whoever acted, and without those who stand on the other side of the
    table: managers of its call, and its reviewers."""
    besides = {practice.author_id, by.pk if by else 0}
    besides |= set(CallManager.objects.filter(call=practice.call_id).values_list("person", flat=True))
    besides |= set(Review.objects.filter(practice=practice).values_list("reviewer", flat=True))
    return [person for person in focal_points(practice.organisation) if person.pk not in besides]
