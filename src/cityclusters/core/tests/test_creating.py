"""Tables made in one step are those that single steps would make, and are dropped again."""

from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from cityclusters.core.creating import CreateModels

KEY: "tuple[str, models.Field[Any, Any]]" = ("id", models.BigAutoField(primary_key=True))
NAMED = models.CheckConstraint(condition=~models.Q(name=""), name="trial_has_a_name")
TREE = migrations.CreateModel(
    "Tree", [KEY, ("name", models.CharField(max_length=9))], {"constraints": [NAMED]}
)
LEAF = migrations.CreateModel("Leaf", [KEY, ("tree", models.ForeignKey("core.Tree", models.CASCADE))])


def _tables() -> set[str]:
    return set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_tables_are_made_together_and_dropped_again() -> None:
    before, after, both = ProjectState(), ProjectState(), CreateModels([LEAF, TREE])
    assert before.apps is not after.apps  # built before, as the executor does
    both.state_forwards("core", after)
    known = _tables()
    with connection.schema_editor() as editor:
        both.database_forwards("core", editor, before, after)
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "core_tree")
    assert _tables() - known == {"core_tree", "core_leaf"}
    assert "trial_has_a_name" in found
    with connection.schema_editor() as editor:
        both.database_backwards("core", editor, after, before)
    assert _tables() == known


def test_it_says_what_it_makes() -> None:
    assert CreateModels([TREE, LEAF]).describe() == "Create models Tree, Leaf"
