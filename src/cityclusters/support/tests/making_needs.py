"""Needs for tests: what a browser sends, and needs made by the acts."""

from typing import Any

from cityclusters.people.models import Organisation, Person
from cityclusters.spaces.models import Theme
from cityclusters.support.models import Need, Wish
from cityclusters.support.needs import writing
from cityclusters.support.needs.writing import Written

FIELDS: dict[str, Any] = {
    "language": "en",
    "title": "Selling crafts of women weavers online",
    "problem": "Two hundred weavers sell only to passing tourists.",
    "result": "Half of them sell online within a year.",
    "sdg_targets": ["5.5"],
    "modalities": ["study_tour", "training"],
    "languages": ["en", "ru"],
    "urgency": "soon",
    "wants": 1,
    "shown_to": "members",
}


def typed(owner: Organisation, /, **changes: Any) -> dict[str, Any]:
    """What the browser sends with the form of a need; a change to None leaves the field out."""
    sent = {
        **FIELDS, "organisation": owner.public_id, "themes": ["e-commerce"], "sdg_targets": "5.5",
        "country_1": "CN", "country_2": "", "country_3": "", **changes,
    }  # fmt: skip
    return {name: value for name, value in sent.items() if value is not None}


def draft(by: Person, organisation: Organisation, *themes: Theme, wishes: Any = (), **fields: Any) -> Need:
    """A draft that nobody was asked to sign."""
    rows = [wish if isinstance(wish, Wish) else Wish(country_id=wish) for wish in wishes]
    return writing.create(by, organisation, Written({**FIELDS, **fields}, list(themes), rows))


def signed(by: Person, organisation: Organisation, *themes: Theme, wishes: Any = (), **fields: Any) -> Need:
    """A need that a focal point wrote and signed."""
    need = draft(by, organisation, *themes, wishes=wishes, **fields)
    writing.sign(need, by)
    return need
