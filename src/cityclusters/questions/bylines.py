"""Who wrote something, as readers see it: post, organisation and place of that day; a name only of people who
agreed to be listed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from cityclusters.people.models import Consent, Organisation, Person
from cityclusters.people.readers import Reader
from cityclusters.places.models import Place


class Byline(NamedTuple):
    """`name` is empty for people who did not agree to be listed; `former` for somebody who has left."""

    name: str
    post: str
    organisation: Organisation | None
    place: Place | None
    mine: bool
    former: bool


class Written(Protocol):
    """A row with organisation, place and post."""

    organisation: Organisation | None
    place: Place | None
    post: str


def listed(people: Iterable[int | None]) -> set[int]:
    """Of the keys those of people who agreed to be listed. One query."""
    keys = {key for key in people if key}
    rows = Consent.objects.filter(person__in=keys, purpose=Consent.Purpose.DIRECTORY, withdrawn_at=None)
    return set(rows.values_list("person", flat=True)) if keys else set()


def byline(row: Written, person: Person | None, reader: Reader, named: set[int]) -> Byline:
    """Of one row, once it is known who agreed to be listed."""
    mine = person is not None and reader.is_authenticated and person.pk == reader.pk
    former = person is None or person.state == Person.State.ERASED
    shown = not former and person is not None and person.pk in named
    name = str(person) if shown and person is not None and person.name else ""
    return Byline(name, row.post if row.organisation else "", row.organisation, row.place, mine, former)


def sign(rows: Sequence[Written], reader: Reader, *, by: str = "author") -> None:
    """Gives each row its `byline`; `by` names the field with the person. One query for all."""
    named = listed(getattr(row, f"{by}_id") for row in rows)
    for row in rows:
        row.byline = byline(row, getattr(row, by), reader, named)  # type: ignore[attr-defined]
