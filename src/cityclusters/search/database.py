"""The platform's own database behind the index."""

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection

from cityclusters.search.index.database import Rows, in_batches, with_rows

ROWS = 400  # of one statement
# A statement that only adds rows: PostgreSQL copies them in several times as fast as it reads statements.
ADDING = re.compile(r"INSERT INTO (\w+) \(([\w, ]+)\) VALUES :rows")


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
        statement that is prepared once, PostgreSQL as a copy, or where rows may be there already in few
        statements."""
        if not rows:
            return
        if connection.vendor == "sqlite":
            one, _values = with_rows(sql, rows[:1])
            with connection.cursor() as cursor:
                cursor.executemany(one, rows)
        elif adding := ADDING.fullmatch(sql):
            table, columns = adding.groups()
            with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            for batch in in_batches(rows, ROWS):
                self.run(*with_rows(sql, batch))
