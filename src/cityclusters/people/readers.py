"""The reader of a page, signed in or not, and what she stands for."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cityclusters.people.models import Person

Reader = Person | AnonymousUser


def focal_organisations(user: Reader) -> frozenset[int]:
    """Keys of the organisations that the reader may act for today; asked of the database once a request."""
    if not user.is_authenticated:
        return frozenset()
    known: frozenset[int] | None = user.__dict__.get("focal_organisations")
    if known is None:
        known = user.__dict__["focal_organisations"] = user.organisations_on(timezone.localdate())
    return known


def is_officer(user: Reader) -> bool:
    """Somebody who runs the programme."""
    return user.is_authenticated and user.is_officer
