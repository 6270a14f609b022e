"""People in the details of journal lines: kept as codes, shown by the names they have today."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from cityclusters.core.ids import PUBLIC_LENGTH
from cityclusters.core.templatetags.core import day
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person

DAY = re.compile(r"\d{4}-\d\d-\d\d")
KEYS = {"owner", "before", "after", "person"}  # details that may name a person


def _codes(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for key, value in entry.details.items():
            if key in KEYS and isinstance(value, str) and len(value) == PUBLIC_LENGTH:
                yield value


def named(entries: Iterable[Entry]) -> list[Entry]:
    """The lines with `shown`: their details with people's codes replaced by names, in one query for all."""
    lines = list(entries)
    codes = set(_codes(lines))
    people = {row.public_id: str(row) for row in Person.objects.filter(public_id__in=codes)} if codes else {}
    for line in lines:
        shown = {key: _in_words(key, value, people) for key, value in line.details.items()}
        line.shown = shown  # type: ignore[attr-defined]  # for the template that shows the line
    return lines


def _in_words(key: str, value: Any, people: dict[str, str]) -> Any:
    """A person's name for her code, a day as the reader writes it; anything else as it is."""
    if not isinstance(value, str):
        return value
    if DAY.fullmatch(value):
        try:
            return day(date.fromisoformat(value))
        except ValueError:  # somebody's words that look like a day
            return value
    return people.get(value, value) if key in KEYS else value
