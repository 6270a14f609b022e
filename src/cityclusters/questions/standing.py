"""As whom somebody writes: for herself, or with a post of hers for its organisation, as of this day."""

from typing import Any, NamedTuple

from cityclusters.people.models import Mandate, Organisation, Person
from cityclusters.places.models import Place


class Standing(NamedTuple):
    """What a post keeps of its author's post on the day of writing."""

    organisation: Organisation | None = None
    place: Place | None = None
    post: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a post."""
        return self._asdict()


def mandates(person: Person) -> list[Mandate]:
    """Her posts in force today; those for which she may act come first."""
    rows = Mandate.objects.valid().filter(person=person).select_related("organisation__place__country")
    return list(rows.order_by("-may_act", "pk"))


def standing(person: Person, mandate: Mandate | None) -> Standing:
    """With the post, or for herself. Raises ValueError for a post that is not hers today."""
    if mandate is None:
        return Standing(place=person.place)
    if mandate.person_id != person.pk or not mandate.is_valid():
        raise ValueError("not a post of hers")
    return Standing(mandate.organisation, mandate.organisation.place or person.place, mandate.post)


def usual(person: Person) -> Standing:
    """As whom she writes by mail, where nobody can ask her: with her only post; with several, for herself."""
    posts = mandates(person)
    return standing(person, posts[0] if len(posts) == 1 else None)
