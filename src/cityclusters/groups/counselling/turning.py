"""Turning the key: everything that is sealed is sealed anew under the first key, a few rows at a time."""

from typing import NamedTuple

from django.db import models, transaction

from cityclusters.groups.counselling import sealing
from cityclusters.groups.models import CounsellingCase, CounsellingSession, EmergencyAccess

AT_ONCE = 50  # rows in one transaction: nobody who writes meanwhile waits long
SEALED: "list[tuple[type[models.Model], tuple[str, ...]]]" = [
    (CounsellingCase, ("sealed_label",)),
    (CounsellingSession, ("sealed_note", "sealed_topics")),
    (EmergencyAccess, ("sealed_words",)),
]


class Turned(NamedTuple):
    """How many rows are under the first key now, and how many none of the keys opens."""

    rows: int
    unreadable: int


def turn(*, dry_run: bool = False) -> Turned:
    """Seals everything anew; doing it again does no harm. Raises sealing.Closed without a key."""
    done = unreadable = 0
    for model, columns in SEALED:
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for first in range(0, len(keys), AT_ONCE):
            some = _turn(model, columns, keys[first : first + AT_ONCE], dry_run=dry_run)
            done, unreadable = done + some.rows, unreadable + some.unreadable
    return Turned(done, unreadable)


@transaction.atomic
def _turn(model: type[models.Model], columns: tuple[str, ...], keys: list[int], *, dry_run: bool) -> Turned:
    done = unreadable = 0
    for row in model._default_manager.select_for_update().filter(pk__in=keys):
        try:
            for column in columns:
                if sealed := getattr(row, column):
                    setattr(row, column, sealing.turned(sealed))
        except sealing.Unreadable:
            unreadable += 1
            continue
        done += 1
        if not dry_run:
            row.save(update_fields=columns)
    return Turned(done, unreadable)
