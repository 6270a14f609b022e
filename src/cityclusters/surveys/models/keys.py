"""A primary key whose order says nothing (rule SU2)."""

import secrets
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

BITS = 63


def random_key() -> int:
    """A random whole number from 1 to 2⁶³ - 1."""
    return secrets.randbits(BITS) or 1


if TYPE_CHECKING:
    WholeNumberField = models.BigIntegerField[int, int]
else:  # the framework's fields take no types when the program runs
    WholeNumberField = models.BigIntegerField


class RandomKeyField(WholeNumberField):
    """A random 63-bit primary key that leaves no other order to look at.

    SQLite numbers the rows of every table (`rowid`), also where the key is something else; only a column
    declared as exactly INTEGER PRIMARY KEY is that number itself. So on SQLite the type is "integer", not
    Django's "bigint", and the number of a row is its random key. PostgreSQL has no such number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("primary_key", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column's type."""
        return "integer" if connection.vendor == "sqlite" else "bigint"
