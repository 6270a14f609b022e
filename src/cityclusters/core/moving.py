"""Moving the records of one row to another that replaces it, in all apps, whatever points at it."""

from collections.abc import Collection, Iterator
from typing import TypeAlias

from django.db import IntegrityError, models, transaction

Pointer: TypeAlias = "models.ForeignKey[models.Model, models.Model]"


def pointers_at(model: type[models.Model], left_behind: Collection[type[models.Model]] = ()) -> list[Pointer]:
    """The foreign keys of all apps that point at the model, but those of the models that are left behind."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if isinstance(field, models.ForeignKey) and field.model not in left_behind:
            found.append(field)
    return found


def records_of(row: models.Model, left_behind: Collection[type[models.Model]] = ()) -> int:
    """How many records point at the row."""
    return sum(rows.count() for _, rows in _pointing(row, left_behind))


def move_records(
    gone: models.Model, stays: models.Model, left_behind: Collection[type[models.Model]] = ()
) -> int:
    """Turns everything that points at `gone` to `stays` and says how many rows moved. A row that a unique
    constraint does not let move, because its twin is there already, stays with `gone`."""
    return sum(_move(field, rows, stays) for field, rows in _pointing(gone, left_behind))


def _pointing(
    row: models.Model, left_behind: Collection[type[models.Model]]
) -> "Iterator[tuple[Pointer, models.QuerySet[models.Model]]]":
    for field in pointers_at(type(row), left_behind):
        yield field, field.model._base_manager.filter(**{field.name: row})


def _move(field: Pointer, rows: "models.QuerySet[models.Model]", stays: models.Model) -> int:
    try:
        with transaction.atomic():
            return rows.update(**{field.name: stays})
    except IntegrityError:
        return sum(_move_one(field, row.pk, stays) for row in list(rows))


def _move_one(field: Pointer, key: object, stays: models.Model) -> int:
    try:
        with transaction.atomic():
            return field.model._base_manager.filter(pk=key).update(**{field.name: stays})
    except IntegrityError:
        return 0
