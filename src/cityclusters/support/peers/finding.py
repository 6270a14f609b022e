"""Cities like one: who comes into question, how alike each is, in which order, and why."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from django.db.models import F

from cityclusters.core.texts import pick
from cityclusters.people.models import Organisation
from cityclusters.people.readers import Reader
from cityclusters.places.models import Place
from cityclusters.support.likeness import KINDS, shares, total, traits_of
from cityclusters.support.peers.subjects import Subjects, subjects_of, with_theme
from cityclusters.support.reasons import KIND_WORDS, reasons

MOST = 5000
"""Places of a country that are compared, the largest ones."""
READ = (
    "public_id", "name", "folded", "country_id", "province", "repeats", "near", "near_km", "latitude",
    "longitude", "population", "state",
)  # fmt: skip


class Acting(NamedTuple):
    """An organisation of a place: its name, its public id, and whether it is the local authority."""

    name: str
    public_id: str
    is_local: bool


class Standing(NamedTuple):
    """A place in the order: its likeness from 0 to 1, and the share of each of KINDS (NaN: not known)."""

    place: Place
    total: float
    shares: tuple[float, ...]


class Part(NamedTuple):
    """One kind of likeness: its name, the sentences, a share of 100 (None: not known), whether it counts."""

    name: str
    words: tuple[str, ...]
    share: int | None
    counts: bool


class Peer(NamedTuple):
    """A place as it is shown."""

    place: Place
    organisations: list[Acting]
    offers: int
    likeness: int
    parts: list[Part]


class Asked(NamedTuple):
    """What the reader asks: what counts how much, and which cities."""

    weights: Mapping[str, float]
    country: str = ""
    theme: str = ""
    abroad: bool = False
    offers: bool = False
    everywhere: bool = False


class Found(NamedTuple):
    """All that fit, the most alike first, and what was read to describe them."""

    mine: Place
    standings: list[Standing]
    subjects: Subjects
    acting: dict[int, list[Acting]]
    weights: Mapping[str, float]


def find(reader: Reader, mine: Place, asked: Asked) -> Found:
    """The cities that fit, ranked. Six queries, whatever the number of places."""
    acting = _acting()
    rows = Place.objects.active().exclude(pk=mine.pk).only(*READ)
    if asked.country:
        rows = rows.filter(country=asked.country)
    if asked.abroad:
        rows = rows.exclude(country=mine.country_id)
    if asked.everywhere and asked.country:
        places = list(rows.order_by(F("population").desc(nulls_last=True), "pk")[:MOST])
    else:
        with_organisation = Organisation.objects.filter(state__in=Organisation.PUBLIC)
        places = list(rows.filter(pk__in=with_organisation.exclude(place=None).values("place")))
    subjects = subjects_of(reader, {place.public_id: place.pk for place in [mine, *places]})
    left = {place.pk for place in places}
    if asked.theme:
        left = with_theme(left, subjects, asked.theme)
    if asked.offers:
        left &= set(subjects.offers)
    fitting = [place for place in places if place.pk in left]
    return Found(mine, rank(mine, fitting, subjects, asked.weights), subjects, acting, asked.weights)


def rank(
    mine: Place, places: Sequence[Place], subjects: Subjects, weights: Mapping[str, float]
) -> list[Standing]:
    """The places, the most alike first; equals in the order of their names."""
    column = {code: at for at, code in enumerate(subjects.names)}
    themes = np.zeros((len(places) + 1, len(column)), bool)
    for at, place in enumerate([mine, *places]):
        themes[at, [column[code] for code in subjects.themes.get(place.pk, ())]] = True
    found = shares(traits_of([mine]), traits_of(places), themes[0], themes[1:])
    # Names break ties: shares are rounded so that the last bit of a sum decides nothing.
    score = np.round(total(found, weights), 6).tolist() if places else []
    rows = zip(places, score, map(tuple, found.tolist()), strict=True)
    standings = [Standing(place, likeness, parts) for place, likeness, parts in rows]
    return sorted(standings, key=lambda row: (-row.total, row.place.folded, row.place.pk))


def described(found: Found, standings: Sequence[Standing]) -> list[Peer]:
    """The standings with their reasons in words. No query."""
    return [_described(found, standing) for standing in standings]


def _described(found: Found, standing: Standing) -> Peer:
    place = standing.place
    own, theirs = found.subjects.names_of(found.mine.pk), found.subjects.names_of(place.pk)
    said = zip(reasons(found.mine, place, own, theirs), standing.shares, strict=True)
    parts = [
        Part(
            str(KIND_WORDS[reason.kind]),
            reason.words,
            None if np.isnan(share) else round(share * 100),
            bool(found.weights.get(reason.kind)),
        )
        for reason, share in said
    ]
    offers = len(found.subjects.offers.get(place.pk, ()))
    return Peer(place, found.acting.get(place.pk, []), offers, round(standing.total * 100), parts)


def _acting() -> dict[int, list[Acting]]:
    """Organisations that everybody may see, by place, local authorities first. One query."""
    rows = Organisation.objects.filter(state__in=Organisation.PUBLIC, place__isnull=False)
    found: dict[int, list[Acting]] = {}
    for place, names, public_id, kind in rows.order_by("folded", "pk").values_list(
        "place", "names", "public_id", "kind"
    ):
        acting = Acting(pick(names).text, public_id, kind == Organisation.Kind.LOCAL)
        found.setdefault(place or 0, []).append(acting)
    for acting_here in found.values():
        acting_here.sort(key=lambda acting: not acting.is_local)
    return found


def own_place(reader: Reader, keys: frozenset[int]) -> Place | None:
    """The place of the first organisation that the reader acts for (`keys`). One query if there are any."""
    if not reader.is_authenticated or not keys:
        return None
    rows = Organisation.objects.filter(pk__in=keys, place__isnull=False).select_related("place")
    first = rows.order_by("pk").first()
    return first.place.current() if first and first.place else None


__all__ = ["KINDS", "Asked", "Found", "Peer", "described", "find", "own_place", "rank"]
