"""Folded text in the database: compared byte by byte, so that "begins with" is a range of the index."""

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
    """Text written by `folding.fold`. On PostgreSQL it has the collation "C": a language's own order would
    neither serve the range below nor be fast; SQLite compares bytes by itself."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


@FoldedField.register_lookup
class Begins(TextLookup):
    """`folded__begins="khi"`, answered from the index by both databases (LIKE is not, on SQLite)."""

    lookup_name = "begins"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        start = str(self.rhs)
        return f"({column} >= %s AND {column} < %s)", [*params, start, *params, start + LAST]
