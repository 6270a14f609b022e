"""Practices as cards: each with the text that the reader of the page gets."""

from collections.abc import Sequence

from django.utils.translation import get_language

from cityclusters.practices import reading
from cityclusters.practices.models import Practice


def read_by(rows: Sequence[Practice]) -> list[Practice]:
    """The practices with `reading`: the text that this reader gets of each. One query."""
    versions = [row.version for row in rows if row.version]
    found = reading.many(versions, (get_language() or "en")[:2])
    for row in rows:
        row.reading = found[row.version_id]  # type: ignore[attr-defined,index]
    return list(rows)
