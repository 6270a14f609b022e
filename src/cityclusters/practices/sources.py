"""What a practice can be begun from: a question, an exchange … (settings.PRACTICE_SOURCES)."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from cityclusters.core.ids import sent_id
from cityclusters.people.models import Person

Maker = Callable[[str, Person], "dict[str, Any] | None"]


def first_values(named: str, person: Person) -> dict[str, Any]:
    """First values of a new practice for `?from=kind:public id`: title, done, result, place, language,
    themes, made_from. {} for what does not exist or she may not see."""
    kind, _colon, public_id = named.partition(":")
    path = settings.PRACTICE_SOURCES.get(kind, "")
    if not path or not sent_id(public_id):
        return {}
    return cast(Maker, import_string(path))(public_id, person) or {}
