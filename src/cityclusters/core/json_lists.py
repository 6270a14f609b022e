"""Rows whose JSON list holds a code, on both databases."""

from typing import TypeVar

from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

Row = TypeVar("Row", bound=Model)


def holding(rows: "QuerySet[Row]", column: str, code: str) -> "QuerySet[Row]":
    """Rows whose JSON list holds the code. SQLite has no such test, so on both databases the list's text is
    searched: codes are quoted in it, and hold no quotation marks themselves."""
    text = {f"{column}_text": Cast(column, TextField())}
    found: QuerySet[Row] = rows.alias(**text)
    return found.filter(**{f"{column}_text__contains": f'"{code}"'})
