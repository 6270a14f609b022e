"""Whoever stands in a row can take it along and be forgotten: no column that names a person is left out."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from cityclusters.people.models import Person

COLUMNS = sorted(
    (model._meta.db_table, field.column)
    for model in apps.get_app_config("support").get_models()
    for field in model._meta.get_fields()
    if field.concrete and field.is_relation and field.related_model is Person
)


def _asked(person: Person, hook: str) -> str:
    """The SQL of all functions of a hook for this person."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for path in getattr(settings, hook):
            if ".support." in path:
                import_string(path)(person)
    return "\n".join(query["sql"] for query in queries)


def test_there_are_columns_to_look_at() -> None:
    assert ("support_wanted", "by_id") in COLUMNS
    assert len(COLUMNS) > 20


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_SA4_each_column_that_names_a_person_is_in_her_copy(table: str, column: str, officer: Person) -> None:
    wanted = f'"{table}"."{column}" = {officer.pk}'
    assert re.search(rf"{re.escape(wanted)}\b", _asked(officer, "PERSONAL_DATA"))


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_SA4_each_column_that_names_a_person_is_emptied(table: str, column: str, officer: Person) -> None:
    done = rf'UPDATE "{table}" SET "{column}" = NULL.* WHERE "{table}"."{column}" = \(?{officer.pk}\b'
    assert re.search(done, _asked(officer, "ERASERS"))
