"""People in the details of journal lines: kept as codes, shown by the names they have today."""

from collections.abc import Iterable, Iterator
from typing import Any

from cityclusters.core.ids import PUBLIC_LENGTH
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person

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
        shown: dict[str, Any] = {
            key: people.get(value, value) if key in KEYS and isinstance(value, str) else value
            for key, value in line.details.items()
        }
        line.shown = shown  # type: ignore[attr-defined]  # for the template that shows the line
    return lines
