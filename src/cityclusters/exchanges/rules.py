"""Who may do what with an exchange: pure questions, asked by views and templates."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cityclusters.people.models import Organisation, Person

if TYPE_CHECKING:
    from cityclusters.exchanges.models.exchange import Exchange

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


def may_create(user: Reader) -> bool:
    """An officer, or a focal point for her own organisation."""
    return is_officer(user) or bool(focal_organisations(user))


def may_create_for(user: Reader, organisation: Organisation) -> bool:
    """An officer for any organisation; a focal point for her own."""
    return is_officer(user) or organisation.pk in focal_organisations(user)


def may_manage(user: Reader, exchange: "Exchange") -> bool:
    """An officer, the owner, or a focal point of the organisation that organises it."""
    if not user.is_authenticated:
        return False
    return (
        user.is_officer or exchange.owner_id == user.pk or exchange.organiser_id in focal_organisations(user)
    )
