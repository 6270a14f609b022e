"""Abuse 16: markup that somebody has stored, in any field of any record, stays text on every page."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from cityclusters.people.models import Person
from tests.abuse.test_15_reflected_markup import RAW
from tests.abuse.walks import addresses, pages, text_of
from tests.house import FLOW
from tests.test_access import SignIn
from tests.world import World

MARKUP = "\"'><script>alert(15)</script><img src=x onerror=alert(15)>"
WORDS = 100  # letters that a field for words of people has room for; codes and the like are shorter
# Addresses, fingerprints and what programs write for programs.
NO_WORDS = {"url", "sha256", "digest", "password", "secret", "zone", "task", "path", "address", "link"}


def _is_for_words(field: Any) -> bool:
    plain = type(field) in (models.CharField, models.TextField)
    roomy = field.max_length is None or field.max_length >= WORDS
    return plain and roomy and not field.choices and field.editable and field.name not in NO_WORDS


def _marked(value: Any) -> Any:
    """A text, or a text in several languages, with markup after its words; everything else as it is."""
    if isinstance(value, str) and value:
        return f"{value} {MARKUP}"
    if isinstance(value, dict) and isinstance(value.get("_"), str):
        return {code: text if code == "_" else _marked(text) for code, text in value.items()}
    if isinstance(value, dict):
        return {key: _marked(part) if isinstance(part, dict) else part for key, part in value.items()}
    return value


def _mark(row: models.Model, field: Any) -> bool:
    """Whether the field of the row now holds markup; what the database does not let in is left out."""
    before = getattr(row, field.attname)
    after = _marked(before)
    if after == before or (isinstance(after, str) and field.max_length and len(after) > field.max_length):
        return False
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: after})
    except DatabaseError:
        return False
    return True


def _mark_everything() -> int:
    """Stores markup in every field for words of every record; in how many."""
    number = 0
    for model in (model for name in FLOW for model in apps.get_app_config(name).get_models()):
        fields = [
            field
            for field in model._meta.local_concrete_fields
            if _is_for_words(field) or isinstance(field, models.JSONField)
        ]
        number += sum(_mark(row, field) for row in model._base_manager.all()[:200] for field in fields)
    return number


@pytest.mark.parametrize("role", ["visitor", "officer"])
def test_16_what_is_stored_stays_text(role: str, world: World, as_person: SignIn) -> None:
    assert _mark_everything() > 100
    person = world.people[role]
    browser = as_person(Person.objects.get(pk=person.pk) if person else None)
    shown, running = 0, {}
    for route, address in addresses(world, pages()).items():
        text = text_of(browser.get(address, follow=True))
        shown += "&lt;script&gt;alert(15)" in text
        found = [part for part in RAW if part in text]
        if found:
            running[route] = found
    assert running == {}
    assert shown > 30, "the markup is on the pages, as text"
