"""Filling the tables of countries and places from the packages and data files."""

from django.db import transaction

from cityclusters.places.countries import list_date, listed
from cityclusters.places.models import Country


@transaction.atomic
def load_countries() -> int:
    """Writes the dated list of States and territories; returns how many there are. May be repeated."""
    rows = [
        Country(
            code=row.code,
            kind=Country.Kind.STATE if row.is_state else Country.Kind.TERRITORY,
            region=row.region,
            as_of=list_date(),
        )
        for row in listed().values()
    ]
    Country.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["kind", "region", "as_of"]
    )
    return len(rows)
