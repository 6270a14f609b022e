"""Making one organisation of two: the records move to the one that stays, the old address leads there."""

from django.db import transaction

from cityclusters.core.moving import move_records
from cityclusters.people.models import Organisation, OrganisationName, Verification

LEFT_BEHIND = (OrganisationName, Verification)  # they belong to the duplicate's own row


@transaction.atomic
def merge(duplicate: Organisation, into: Organisation) -> int:
    """Moves everything that points at the duplicate to `into`, in all apps, and says how many rows moved.

    A row whose twin is there already (the same partner in the same role) stays with the duplicate; counts
    follow the merger all the same (see `agencies`). Names of the duplicate find the one that stays.

    Raises ValueError where one of them is merged already, or one stands above the other."""
    rows = Organisation.objects.select_for_update().in_bulk([duplicate.pk, into.pk])
    gone, stays = rows[duplicate.pk], rows[into.pk]
    states = {gone.state, stays.state}
    related = gone.pk in {up.pk for up in stays.ancestors()} or stays.pk in {up.pk for up in gone.ancestors()}
    if gone.pk == stays.pk or Organisation.State.MERGED in states or related:
        raise ValueError("cannot be merged")
    moved = move_records(gone, stays, LEFT_BEHIND)
    for text in [text for key, text in gone.names.items() if key != "_"]:
        if text not in stays.names.values():
            stays.other_names = [*stays.other_names, text]
    stays.save()
    gone.spellings.all().delete()
    gone.state, gone.merged_into = Organisation.State.MERGED, stays
    gone.save(update_fields=["state", "merged_into"])
    duplicate.refresh_from_db()
    into.refresh_from_db()
    return moved
