"""The platform's own database behind the index."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from cityclusters.search.index.database import Rows, in_batches, with_rows

ROWS = 400  # of one statement


class PlatformDatabase:
    """The connection of this thread. Statements take part in the transaction that is open."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        """The rows that a statement gives."""
        with connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            return list(cursor.fetchall())

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """A statement that gives none."""
        with connection.cursor() as cursor:
            cursor.execute(sql, list(values))

    def insert(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """A statement with `:rows`, for any number of them. SQLite takes them fastest one by one into a
        statement that is prepared once, PostgreSQL in few statements."""
        if not rows:
            return
        if connection.vendor == "sqlite":
            one, _values = with_rows(sql, rows[:1])
            with connection.cursor() as cursor:
                cursor.executemany(one, rows)
        else:
            for batch in in_batches(rows, ROWS):
                self.run(*with_rows(sql, batch))
