"""The platform's own database behind the index."""

from collections.abc import Sequence

from django.db import connection

from cityclusters.search.index.database import Rows


class PlatformDatabase:
    """The connection of this thread. Statements take part in the transaction that is open."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> Rows:
        """The rows that a statement gives."""
        with connection.cursor() as cursor:
            cursor.execute(sql, list(values))
            return list(cursor.fetchall())

    def run(self, sql: str, values: Sequence[object] = ()) -> None:
        """A statement that gives none."""
        with connection.cursor() as cursor:
            cursor.execute(sql, list(values))
