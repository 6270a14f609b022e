"""Acts on places with their line in the journal, which stands above places."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from cityclusters.journal.acts import record
from cityclusters.people.models import Person
from cityclusters.places import keeping
from cityclusters.places.models import Place


@transaction.atomic
def add_place(by: Person, names: Collection[str], fields: dict[str, Any]) -> Place:
    """Adds a place that the gazetteer lacks."""
    place = keeping.add_place(names, **fields)
    record(by, "place.added", place, source=place.source, sourced=place.population_is_sourced)
    return place


@transaction.atomic
def change_place(by: Person, place: Place, changed: Collection[str]) -> None:
    """Saves the place's kind and what it is a part of; `changed` names the fields that differ."""
    if changed:
        place.save(update_fields=list(changed))
        record(by, "place.changed", place, fields=sorted(changed), kind=place.kind)


@transaction.atomic
def merge_places(by: Person, duplicate: Place, into: Place) -> int:
    """Makes one of two; returns how many records moved. Raises keeping.CannotMerge."""
    was = duplicate.label("en")
    moved = keeping.merge_places(duplicate, into)
    record(by, "place.merged", into, duplicate=was, duplicate_id=duplicate.public_id, records=moved)
    return moved
