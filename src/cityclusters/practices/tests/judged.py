"""A call, a practice of Khiva handed in to it, and people who can review it: helpers, no tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cityclusters.core.texts import make_texts
from cityclusters.people.models import Mandate, Organisation, Person, RoleGrant
from cityclusters.places.models import Place
from cityclusters.practices import rules
from cityclusters.practices.judging import calls, deciding, dialogue, reviewing
from cityclusters.practices.judging.criteria import questions
from cityclusters.practices.models import Call, Practice, Review, Section
from cityclusters.practices.models.choices import State
from cityclusters.practices.moves import move
from cityclusters.spaces.models import Membership, Space, Theme

__all__ = ["RoleGrant", "calls", "deciding", "dialogue", "reviewing", "rules"]


def today() -> date:
    return timezone.localdate()


def make_call(by: Person, organisation: Organisation, themes: list[Theme], **fields: Any) -> Call:
    """A draft of a call that runs from yesterday for ten days."""
    values: dict[str, Any] = {
        "title": make_texts("en", en="Good practices on COVID-19"),
        "purpose": make_texts("en", en="Tell us what you did, also what failed."),
        "languages": ["en", "fr"],
        "opens_on": today() - timedelta(days=1),
        "closes_on": today() + timedelta(days=10),
        "zone": "UTC",
    }
    return calls.make(by, organisation, themes, **{**values, **fields})


def write(author: Person, place: Place, **fields: Any) -> Practice:
    """A draft with the two texts that are needed."""
    values: dict[str, Any] = {"language": "en", "title": "Handwashing stations", "licence": "CC-BY-4.0"}
    practice = Practice.objects.create(author=author, place=place, **{**values, **fields})
    for key in ("done", "result"):
        Section.objects.create(practice=practice, key=key, text=f"What is told under {key}.")
    return practice


def hand_in(practice: Practice) -> Practice:
    """Submitted by its author."""
    move(practice, State.SUBMITTED, practice.author)
    return practice


def screened(practice: Practice, by: Person) -> Practice:
    """Submitted and screened."""
    hand_in(practice)
    deciding.screen(practice, by, State.SCREENED)
    return practice


def colleague(email: str, city: Organisation | None, space: Space | None = None, **fields: Any) -> Person:
    """Somebody with a post in the organisation, and a member of the space."""
    post, _at, domain = email.partition("@")
    name = f"{post.title()} of {domain.partition('.')[0].title()}"
    person = Person.objects.create_user(email=email, name=name, **fields)
    if city:
        Mandate.objects.create(
            person=person, organisation=city, post="Adviser", state="confirmed", start=date(2020, 1, 1)
        )
    if space:
        Membership.objects.create(space=space, person=person)
    return person


def city_of(place: Place) -> Organisation:
    """The local authority of a place, verified."""
    return Organisation.objects.create(
        names=make_texts("en", en=f"Municipality of {place.name}"), kind="local_authority", place=place,
        state="verified",
    )  # fmt: skip


def done(review: Review, **fields: str) -> Review:
    """Accepted and handed in with a 4 everywhere."""
    if review.state == Review.State.ASKED:
        reviewing.accept(review)
    texts = {
        "advice": "accept",
        "level": "good",
        "to_author": f"Good work, says {review.pk}.",
        "to_managers": "",
    }
    reviewing.hand_in(review, {q.key: 4 for q in questions(review.practice)}, **{**texts, **fields})
    return review
