"""Columns in any order become a `Problem` in its own order, so that neither row order nor arrival decides.

Needs and offers are sorted by a hash of their ids (and of the round's seed), pairs by need and offer. A
solver that is deterministic then gives the same answer for the same data, however the rows were shuffled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from cityclusters.core.engine_input import InputError, quoted
from cityclusters.support.engine.data import (
    Floats,
    Ints,
    Names,
    Needs,
    Offers,
    Pairs,
    Parts,
    Problem,
    Rules,
    Small,
)


@dataclass(frozen=True, slots=True)
class NeedColumns:
    """n needs in the caller's order; the lists are equally long."""

    ids: Sequence[str]
    owner: Sequence[str | None]
    wants: Sequence[int]
    urgency: Sequence[float]
    prefers: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OfferColumns:
    """m offers in the caller's order; the lists are equally long."""

    ids: Sequence[str]
    capacity: Sequence[int]
    owner: Sequence[str | None]
    country: Sequence[str | None]
    next_opening: Sequence[str | None]
    host: Sequence[str | None] = ()
    """What several offers may be parts of: a need gets no second choice of what its first is of. A file for
    `cityclusters match` names none."""


@dataclass(frozen=True, slots=True)
class PairColumns:
    """p pairs in the caller's order; `need` and `offer` are positions in the columns above."""

    need: Small
    offer: Small
    score: Floats
    parts: Parts
    rank_need: Small
    """(p) 0 where there is no rank."""
    rank_offer: Small


@dataclass(frozen=True, slots=True)
class Limits:
    """Places over all the offers of an owner, and of a country."""

    owners: Mapping[str, int]
    countries: Mapping[str, int]


def build(
    needs: NeedColumns,
    offers: OfferColumns,
    pairs: PairColumns,
    limits: Limits,
    rules: Rules,
    previous: Sequence[Names] = (),
) -> Problem:
    """The problem, sorted. Raises InputError for a pair that is there twice (`pairs[7]: …`)."""
    owners: dict[str, int] = {}
    need_order, asked = _needs(needs, rules.seed, owners)
    offer_order, given = _offers(offers, rules.seed, owners)
    owner_limit = np.full(len(owners), -1, np.int64)
    for owner, limit in limits.owners.items():
        if owner in owners:
            owner_limit[owners[owner]] = limit
    return Problem(
        needs=asked,
        offers=given,
        pairs=_sorted_pairs(pairs, _places(need_order), _places(offer_order)),
        owner_limit=owner_limit,
        country_limit=limits.countries,
        rules=rules,
        previous=sorted(set(previous)),
        need_at={name: at for at, name in enumerate(asked.ids)},
        offer_at={name: at for at, name in enumerate(given.ids)},
    )


def _needs(needs: NeedColumns, seed: str, owners: dict[str, int]) -> tuple[Ints, Needs]:
    """The order of the needs, and the needs in it; new owners are numbered on the way."""
    key = keys(needs.ids, f"need {seed}")
    order = _order(needs.ids, key)
    return order, Needs(
        ids=[needs.ids[at] for at in order],
        owner=_owners(needs.owner, order, owners),
        wants=np.array(needs.wants, np.int64)[order],
        urgency=np.array(needs.urgency, np.float64)[order],
        prefers=[needs.prefers[at] for at in order],
        key=key[order],
    )


def _offers(offers: OfferColumns, seed: str, owners: dict[str, int]) -> tuple[Ints, Offers]:
    """The order of the offers, and the offers in it."""
    key = keys(offers.ids, f"offer {seed}")
    order = _order(offers.ids, key)
    return order, Offers(
        ids=[offers.ids[at] for at in order],
        capacity=np.array(offers.capacity, np.int64)[order],
        owner=_owners(offers.owner, order, owners),
        country=[offers.country[at] or "" for at in order],
        next_opening=[offers.next_opening[at] for at in order],
        host=_owners(offers.host or [None] * len(order), order, {}),
        key=key[order],
    )


def keys(ids: Sequence[str], salt: str) -> NDArray[np.uint64]:
    """A number per id that nobody chose: the first 8 bytes of its BLAKE2b hash, salted."""
    seeded = blake2b(salt.encode(), digest_size=8)
    digests = bytearray()
    for name in ids:
        hashed = seeded.copy()
        hashed.update(name.encode())
        digests += hashed.digest()
    return np.frombuffer(bytes(digests), ">u8").astype(np.uint64)


def _order(ids: Sequence[str], key: NDArray[np.uint64]) -> Ints:
    """Positions by key; should two hashes be the same, the ids decide."""
    order = np.argsort(key, kind="stable")
    if len(order) and (key[order][1:] == key[order][:-1]).any():
        return np.array(sorted(range(len(ids)), key=lambda at: (int(key[at]), ids[at])), np.int64)
    return order


def _places(order: Ints) -> Small:
    """Where each of the caller's rows went."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def _owners(names: Sequence[str | None], order: Ints, numbers: dict[str, int]) -> Ints:
    """The owners as numbers, new names numbered on the way; -1 for none."""
    return np.array(
        [
            -1 if names[at] is None else numbers.setdefault(str(names[at]), len(numbers))
            for at in order.tolist()
        ],
        np.int64,
    )


def _sorted_pairs(pairs: PairColumns, need_place: Small, offer_place: Small) -> Pairs:
    needs, offers = len(need_place), len(offer_place)
    together = need_place[pairs.need].astype(np.int64) * max(offers, 1) + offer_place[pairs.offer]
    row = np.argsort(together, kind="stable").astype(np.int32)
    together = together[row]
    again = np.flatnonzero(together[1:] == together[:-1])
    if len(again):
        raise InputError(f"pairs[{int(row[again + 1].min())}]", "this need and offer are a pair already")
    need = (together // max(offers, 1)).astype(np.int32)
    return Pairs(
        need=need,
        offer=(together % max(offers, 1)).astype(np.int32),
        score=pairs.score[row],
        row=row,
        start=np.searchsorted(need, np.arange(needs + 1)).astype(np.int64),
        parts=pairs.parts,
        rank_need=pairs.rank_need[row] if len(pairs.rank_need) else pairs.rank_need,
        rank_offer=pairs.rank_offer[row] if len(pairs.rank_offer) else pairs.rank_offer,
    )


def numbered(ids: Sequence[str], place: str) -> dict[str, int]:
    """The positions of ids. Raises InputError for one used twice, naming the later (`needs[3].id`)."""
    positions = {name: at for at, name in enumerate(ids)}
    if len(positions) < len(ids):
        seen: set[str] = set()
        for at, name in enumerate(ids):
            if name in seen:
                raise InputError(f"{place}[{at}].id", f"{quoted(name)} is used twice")
            seen.add(name)
    return positions
