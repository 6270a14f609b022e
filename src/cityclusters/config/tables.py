"""Whether the tables are as the code wants them; apart from the rest of `preparation`, so that starting the
server loads nothing that only preparing needs."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrations_wait() -> bool:
    """Whether the code knows migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
