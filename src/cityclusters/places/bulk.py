"""Writing many rows fast, in small transactions, so that nobody who writes meanwhile waits long."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

CHUNK = 500
# SQLite lets one writer in at a time, and those who wait look again at intervals of up to 0.1 s: after each
# chunk leave them as long as it took, so that they find the door open every other time.
LONGEST_GAP = 0.05  # seconds


def chunks(rows: Sequence[Any], size: int = CHUNK, *, alone: bool = False) -> Iterator[list[Any]]:
    """The rows in pieces of `size`, larger ones where nobody waits for them: PostgreSQL locks rows only, and
    `alone` says that nobody else writes at all (the first loading, before the server starts)."""
    size *= 10 if alone or connection.vendor != "sqlite" else 1
    source = iter(rows)
    while piece := list(islice(source, size)):
        yield piece


@contextmanager
def _short_transaction(alone: bool) -> Iterator[Any]:
    """A cursor in a transaction of its own, and a gap for other writers after it, unless there are none."""
    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor
    if connection.vendor == "sqlite" and not alone:
        time.sleep(min(LONGEST_GAP, time.monotonic() - began))


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    alone: bool = False,
) -> None:
    """Inserts rows of values (in the order of `columns`, database types), skipping those that a unique
    constraint refuses; one transaction and, unless `alone`, a gap after it. Call it with one chunk at a
    time."""
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(map(connection.ops.quote_name, columns))
    with _short_transaction(alone) as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, model, columns, rows)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608
                rows,
            )


def _copy(
    cursor: Any, model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """The same on PostgreSQL, which takes six times as long row by row. COPY knows no conflicts, so the rows
    come by way of a passing table."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(map(connection.ops.quote_name, columns))
    cursor.execute(f"CREATE TEMP TABLE arriving (LIKE {table})")
    cursor.execute(_optional("arriving", model, columns))
    with cursor.copy(f"COPY arriving ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM arriving ON CONFLICT DO NOTHING")  # noqa: S608
    cursor.execute("DROP TABLE arriving")


def _optional(table: str, model: type[models.Model], columns: Sequence[str]) -> str:
    """A statement that lets the columns that are not given be empty in the passing table."""
    others = [field.column for field in model._meta.concrete_fields if field.column not in columns]
    steps = ", ".join(f"ALTER COLUMN {connection.ops.quote_name(name)} DROP NOT NULL" for name in others)
    return f"ALTER TABLE {table} {steps}"


def update(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    alone: bool = False,
) -> None:
    """Sets the columns of rows named by their primary key, which is the last value of each row; one
    transaction and, unless `alone`, a gap after it."""
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    sets = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in columns)
    with _short_transaction(alone) as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", rows)  # noqa: S608
