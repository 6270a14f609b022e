"""Practices for tests, made by the acts that make them in use."""

from typing import Any

from cityclusters.people.models import Organisation, Person
from cityclusters.places.models import Place
from cityclusters.practices import acts, moves, writing
from cityclusters.practices.models import Practice, Section, Version
from cityclusters.practices.models.choices import State

DONE = "The city put handwashing stations at every market."
RESULT = "Sellers and buyers wash their hands."


def draft(author: Person, place: Place, owner: Organisation | None = None, **fields: Any) -> Practice:
    """A draft with the short form filled."""
    given = {"title": "Handwashing stations", "language": "en", "done": DONE, "result": RESULT}
    return writing.create(author, place=place, organisation=owner, **{**given, **fields})


def write(practice: Practice, **texts: str) -> None:
    """Fills sections without asking who may."""
    for key, text in texts.items():
        Section.objects.update_or_create(practice=practice, key=key, defaults={"text": text})


def accepted(practice: Practice, by: Person) -> Practice:
    """Moves a draft through all states up to accepted."""
    for state in (State.SUBMITTED, State.SCREENED, State.IN_REVIEW, State.ACCEPTED):
        moves.move(practice, state, by)
    return practice


def publish(practice: Practice, by: Person, *, licence: str = "CC-BY-4.0", change_note: str = "") -> Version:
    """Accepts a draft and publishes it."""
    return acts.publish(accepted(practice, by), by, licence=licence, change_note=change_note)
