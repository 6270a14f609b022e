"""A lookup for "begins with" that both databases answer from the index."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler

LAST = "\U0010ffff"


if TYPE_CHECKING:
    TextField = models.CharField[str, str]
    TextLookup = Lookup[str]
else:  # the framework's fields take no types when the program runs
    TextField = models.CharField
    TextLookup = Lookup


class FoldedField(TextField):
    """Text written by `folding.fold`: compared byte by byte, found by its beginning.

    On PostgreSQL the framework adds a varchar_pattern_ops index beside the plain one, which serves LIKE
    whatever the collation of the database is."""


@FoldedField.register_lookup
class Begins(TextLookup):
    """`folded__begins="khi"`: a range on SQLite (whose LIKE ignores a binary index), LIKE elsewhere."""

    lookup_name = "begins"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        start = str(self.rhs)
        if connection.vendor == "sqlite":
            return f"({column} >= %s AND {column} < %s)", [*params, start, *params, start + LAST]
        escaped = start.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        return f"{column} LIKE %s", [*params, escaped + "%"]
