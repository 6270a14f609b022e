"""What the candidate finder knows of needs and offers, and what it gives. No arithmetic.

Only places, subjects and practical matters are here. Nothing about persons is, so that no score can come
from a protected trait (MA7): `culture` is of places (official languages, legal tradition, region), never of
people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from cityclusters.support.engine.build import PairColumns
from cityclusters.support.engine.data import Floats, Ints, Parts, Small, Truths


@dataclass(frozen=True, slots=True)
class Traits:
    """What needs and offers have alike: k rows. Both sides use the same columns for the same thing."""

    owner: Ints
    """(k) number of the city or institution, -1 for none."""
    themes: Truths
    """(k, themes)"""
    targets: Truths
    """(k, SDG targets)"""
    modalities: Truths
    """(k, modalities) accepted or offered; none stands for all of them."""
    languages: Truths
    """(k, languages) understood or spoken; none stands for all of them."""
    culture: Truths
    """(k, traits of places)"""
    latitude: Floats
    """(k) degrees, NaN where unknown; longitude likewise."""
    longitude: Floats
    income: Ints
    """(k) level of the country from 0 (low) to 3 (high), -1 where unknown."""
    opens: Ints
    """(k) first day that suits, as a number of days (of whatever epoch, the same for all)."""
    closes: Ints
    """(k) last day that suits."""
    expires: Ints
    """(k) last day on which the need or offer counts at all."""


@dataclass(frozen=True, slots=True)
class NeedSide:
    """n needs."""

    traits: Traits
    text: Sequence[str]
    prefers: Truths
    """(n, countries) the countries that each need asks for."""
    hosts: Truths | None = None
    """(n, hosts) the cities and organisations that each need asks for by name; None where nobody does."""
    only: Truths | None = None
    """(n, names) which hosts alone come into question, by any name they have; a row without one takes any."""


@dataclass(frozen=True, slots=True)
class OfferSide:
    """m offers."""

    traits: Traits
    evidence: Sequence[Sequence[str]]
    """Per offer its texts: what it says of itself, and the practices behind it."""
    country: Ints
    """(m) column of `prefers`, -1 for a country that nobody can ask for."""
    hosts: Truths | None = None
    """(m, hosts) which of the named cities and organisations each offer is of."""
    only: Truths | None = None
    """(m, names) which of the names that needs insist on each offer has."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each likeness adds at most. A score is their sum, from 0 to 1."""

    theme: float = 0.28
    target: float = 0.10
    modality: float = 0.06
    language: float = 0.06
    proximity: float = 0.08
    income: float = 0.06
    culture: float = 0.06
    wish: float = 0.08
    """The host stands in a country that the need asks for."""
    host: float = 0.04
    """The host is a city or an organisation that the need asks for by name."""
    text: float = 0.18


PARTS = tuple(field.name for field in fields(Weights))


@dataclass(frozen=True, slots=True)
class Candidates:
    """p pairs worth matching, sorted by need; those of one need by score, the best first."""

    need: Small
    offer: Small
    score: Floats
    parts: NDArray[np.float64]
    """(p, len(PARTS)) what each likeness adds; a row sums up to the score."""
    scored: int
    """How many pairs got a score at all: fewer than needs times offers."""

    def columns(self) -> PairColumns:
        """The pairs as the match takes them (`engine.build.build`); parts that add nothing are left out."""
        given = self.parts != 0
        none = np.zeros(0, np.int32)
        return PairColumns(
            need=self.need,
            offer=self.offer,
            score=self.score,
            parts=Parts(
                words=PARTS,
                start=np.concatenate([[0], np.cumsum(given.sum(axis=1))]).astype(np.int32),
                word=np.nonzero(given)[1].astype(np.uint16),
                value=self.parts[given],
            ),
            rank_need=none,
            rank_offer=none,
        )
