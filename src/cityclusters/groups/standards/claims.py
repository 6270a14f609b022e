"""Whether a quality claim may be shown (rule HU4, case T19): pure, without Django.

A claim is public only where the standard is meant for the thing, a named body has certified it, there is
evidence, and the certificate has not run out. Everything else is told to the group alone, with its reason;
only "working towards" may be said of what is in preparation."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal, NamedTuple

WARN_BEFORE = (7, 30, 90)
"""Days before a certificate runs out on which its people are warned, the nearest first."""


class Scope(NamedTuple):
    """Of a standard: see `catalogue.Standard`."""

    about: str
    needs: Collection[str] = ()
    excludes: Collection[str] = ()
    countries: Collection[str] = ()


class Thing(NamedTuple):
    """What the claim would stand on. `traits` is None for a place where things are made: it has none."""

    traits: Collection[str] | None
    country: str


class Evidence(NamedTuple):
    """What the record says: its state, who certified, whether evidence is there, and the two days."""

    state: str
    body: str = ""
    has_evidence: bool = False
    certified_on: date | None = None
    expires_on: date | None = None


class Claim(NamedTuple):
    """`shown`: as a badge; `working`: as the words "working towards"; `none`: not at all. `reason` says why
    it is no badge ('' for a badge), `about` the trait or what else the reason is about."""

    says: Literal["shown", "working", "none"]
    reason: str = ""
    about: str = ""
    since: date | None = None


def out_of_scope(scope: Scope, thing: Thing) -> tuple[str, str] | None:
    """Why the standard is not meant for the thing, and what that is about; None where it is meant.

    A trait that nobody has stated is missing: silence is no proof."""
    if scope.about == "laboratory":
        return "laboratory", ""
    if scope.countries and thing.country not in scope.countries:
        return "country", thing.country
    if thing.traits is None:
        return ("about_product", "") if scope.about == "product" else None
    for trait in scope.excludes:
        if trait in thing.traits:
            return "excluded", trait
    for trait in scope.needs:
        if trait not in thing.traits:
            return "missing", trait
    return None


def claim(scope: Scope, thing: Thing, evidence: Evidence, today: date) -> Claim:
    """What may be said in public on that day."""
    if outside := out_of_scope(scope, thing):
        return Claim("none", *outside)
    if evidence.state == "in_preparation":
        return Claim("working", "in_preparation")
    if evidence.state != "certified":
        return Claim("none", evidence.state, since=evidence.expires_on)
    if not evidence.body.strip():
        return Claim("none", "no_body")
    if not evidence.has_evidence:
        return Claim("none", "no_evidence")
    if evidence.certified_on is None or evidence.certified_on > today:
        return Claim("none", "not_yet", since=evidence.certified_on)
    if evidence.expires_on is None:
        return Claim("none", "no_last_day")
    if evidence.expires_on < today:
        return Claim("none", "expired", since=evidence.expires_on + timedelta(days=1))
    return Claim("shown")


def warning_due(expires_on: date | None, today: date, told: int | None) -> int | None:
    """Which warning (7, 30 or 90 days before) is due and not yet given; None for none. `told` is the nearest
    one given for this last day. Whoever comes late gets the nearest one alone."""
    if expires_on is None or expires_on < today:
        return None
    left = (expires_on - today).days
    due = next((days for days in WARN_BEFORE if left <= days), None)
    return due if due is not None and (told is None or due < told) else None
