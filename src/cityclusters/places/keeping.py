"""Adding a place that the gazetteer lacks, and making one of two. The journal is written by who calls."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from cityclusters.core.moving import move_records, records_of
from cityclusters.places.models import Place, PlaceName
from cityclusters.places.namesakes import tell_apart

LEFT_BEHIND = (PlaceName,)


class CannotMerge(ValueError):
    """The two places are the same, one is merged already, or they lie in different countries."""


@transaction.atomic
def add_place(names: Collection[str], **fields: Any) -> Place:
    """A new place with its other names, told apart from its namesakes."""
    place = Place.objects.create(**fields)
    place.add_names(names)
    tell_apart(place.country_id, place.folded)
    place.refresh_from_db()
    return place


def records_at(place: Place) -> int:
    """How many records name the place; they move when it is merged."""
    return records_of(place, LEFT_BEHIND)


@transaction.atomic
def merge_places(duplicate: Place, into: Place) -> int:
    """Makes one of two: all records and names of the duplicate move to `into`, its old id leads there
    (rule PL2); returns how many records moved. Raises CannotMerge."""
    rows = Place.objects.select_for_update().in_bulk([duplicate.pk, into.pk])
    gone, stays = rows[duplicate.pk], rows[into.pk]
    merged = Place.State.MERGED in {gone.state, stays.state}
    if gone.pk == stays.pk or merged or gone.country_id != stays.country_id:
        raise CannotMerge
    moved = move_records(gone, stays, LEFT_BEHIND)
    Place.objects.filter(pk=stays.pk, parent=stays).update(parent=gone.parent_id)
    stays.refresh_from_db()
    stays.add_names(list(gone.names.filter(whole=True).values_list("name", flat=True)))
    gone.names.all().delete()
    gone.state, gone.merged_into, gone.repeats = Place.State.MERGED, stays, False
    # Not save(): a merged place has no name of its own in the search any more.
    Place.objects.filter(pk=gone.pk).update(state=gone.state, merged_into=stays, repeats=False)
    tell_apart(gone.country_id, gone.folded)
    tell_apart(stays.country_id, stays.folded)
    duplicate.refresh_from_db()
    into.refresh_from_db()
    return moved
