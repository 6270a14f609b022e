"""Which offers are worth a look for each need: 50 of each, with their scores and what these are made of.

Hard filters come first: a common language, a modality, days that overlap, nothing expired, not the own
city, a theme or an SDG target in common, and for a need that takes nobody else a host that it names. What is
left is scored in blocks of needs that ask for like things, each against only those offers that could pass,
so that neither the whole product nor its scores are ever there. Of a need's 50, 20 are kept for hosts outside
the country that it asks for: otherwise a popular country takes them all, and many needs are left without a
host that has room. A host that is asked for by name is always among them, if it passes the filters.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cityclusters.support.engine.data import Floats, Ints, Small, Truths
from cityclusters.support.finder.data import PARTS, Candidates, NeedSide, OfferSide, Traits, Weights
from cityclusters.support.finder.nearness import POWER, directions, raised
from cityclusters.support.finder.text import Likeness, Words, words

CANDIDATES = 50
ELSEWHERE = 20
"""Candidates kept for hosts outside the countries that a need asks for."""
BLOCK = 128
"""Needs of a block."""
HIGHEST_INCOME = 3
ANY_OF = {"modality": "modalities", "language": "languages"}
"""Likenesses of which one in common is as good as many, with their columns."""
NAMED_FIRST = np.float32(2)
"""Put on top when the best are chosen, not in the score: more than any score."""
Progress = Callable[[int, int], None]


def find(
    needs: NeedSide,
    offers: OfferSide,
    today: int,
    *,
    weights: Weights | None = None,
    count: int = CANDIDATES,
    elsewhere: int = ELSEWHERE,
    split: Words = words,
    progress: Progress | None = None,
) -> Candidates:
    """The best `count` offers of each need, fewer where fewer pass the filters.

    `today` is a day number of the traits' epoch; `progress(done, needs)` is called after each block.
    Raises ValueError when the sides do not fit together.
    """
    _fit(needs, offers)
    finder = _Finder(needs, offers, today, weights or Weights(), Likeness(needs.text, offers.evidence, split))
    order = finder.order()
    blocks: list[tuple[Small, Small, Floats]] = []
    for first in range(0, len(order), BLOCK):
        blocks.append(finder.block(order[first : first + BLOCK], count, elsewhere))
        if progress is not None:
            progress(min(first + BLOCK, len(order)), len(order))
    need = np.concatenate([block[0] for block in blocks] or [np.zeros(0, np.int32)])
    offer = np.concatenate([block[1] for block in blocks] or [np.zeros(0, np.int32)])
    parts = np.concatenate([block[2] for block in blocks] or [np.zeros((0, len(PARTS)))])
    score = parts.sum(axis=1)
    sort = np.lexsort((offer, -score, need))
    return Candidates(need[sort], offer[sort], score[sort], parts[sort], finder.scored)


def _fit(needs: NeedSide, offers: OfferSide) -> None:
    for name in ("themes", "targets", "modalities", "languages", "culture"):
        mine, theirs = getattr(needs.traits, name), getattr(offers.traits, name)
        if mine.shape[1:] != theirs.shape[1:]:
            raise ValueError(f"needs and offers have different columns of {name}")
    for name in ("hosts", "only"):
        named = [getattr(side, name) for side in (needs, offers)]
        if len({None if given is None else given.shape[1:] for given in named}) > 1:
            raise ValueError(f"needs and offers have different columns of {name}")
    if len(needs.text) != len(needs.traits.owner) or len(offers.evidence) != len(offers.traits.owner):
        raise ValueError("there must be as many texts as rows")


class _Finder:
    """Both sides in the shape that blocks need. Most likenesses are products of two rows."""

    def __init__(
        self, needs: NeedSide, offers: OfferSide, today: int, weights: Weights, likeness: Likeness
    ) -> None:
        self.needs, self.offers, self.today, self.weights, self.likeness = (
            needs,
            offers,
            today,
            weights,
            likeness,
        )
        self.need_rows = _rows(needs.traits, wanting=True)
        self.offer_rows = _rows(offers.traits, wanting=False)
        self.need_all = _joined(self.need_rows, weights)
        self.offer_all = _joined(self.offer_rows, None)
        self.current = np.flatnonzero(offers.traits.expires >= today)
        self.scored = 0

    def order(self) -> Ints:
        """The needs that have not expired, those that ask for like things next to each other."""
        traits = self.needs.traits
        columns = [
            traits.targets,
            traits.themes,
            traits.modalities,
            traits.languages,
        ]  # the last counts first
        keys = [column[:, at] for column in columns for at in range(column.shape[1] - 1, -1, -1)]
        order = np.lexsort(keys) if keys else np.arange(len(traits.owner))
        return order[traits.expires[order] >= self.today]

    def block(self, block: Ints, count: int, elsewhere: int) -> tuple[Small, Small, Floats]:
        """The candidates of a block of needs: need, offer, parts (in no order)."""
        offers = self._reachable(block)
        allowed = self._allowed(block, offers)
        offers, allowed = offers[allowed.any(axis=0)], allowed[:, allowed.any(axis=0)]
        self.scored += allowed.size
        text = self.likeness.block(block, offers)
        wanted = np.zeros((len(block), len(offers)), bool)
        known = self.offers.country[offers] >= 0
        wanted[:, known] = self.needs.prefers[block][:, self.offers.country[offers[known]]]
        score = self.need_all[block] @ self.offer_all[offers].T
        score += np.float32(self.weights.text) * text + np.float32(self.weights.wish) * wanted
        open_to = {name: self._meets(name, block, offers) for name in ANY_OF}
        score += sum(np.float32(getattr(self.weights, name)) * met for name, met in open_to.items())
        named = self._named(block, offers)
        score += (np.float32(self.weights.host) + NAMED_FIRST) * named
        score[~allowed] = -np.inf
        row, column = _chosen(score, wanted, count, elsewhere)
        likeness = {"text": text, "wish": wanted, "host": named, **open_to}
        beyond = {name: given[row, column] for name, given in likeness.items()}
        parts = self._parts(block[row], offers[column], beyond)
        return block[row].astype(np.int32), offers[column].astype(np.int32), parts

    def _reachable(self, block: Ints) -> Ints:
        """The offers that at least one need of the block could take, judged by the block as a whole."""
        mine, theirs = self.needs.traits, self.offers.traits
        able = self.current
        for name in ANY_OF.values():
            asked, given = getattr(mine, name)[block], getattr(theirs, name)[able]
            if asked.any(axis=1).all():
                able = able[given[:, asked.any(axis=0)].any(axis=1) | ~given.any(axis=1)]
        subject = theirs.themes[able][:, mine.themes[block].any(axis=0)].any(axis=1)
        subject |= theirs.targets[able][:, mine.targets[block].any(axis=0)].any(axis=1)
        return able[subject]

    def _allowed(self, block: Ints, offers: Ints) -> Truths:
        """(needs of the block, offers) what passes all filters."""
        mine, theirs = self.needs.traits, self.offers.traits
        allowed = _common(mine.themes[block], theirs.themes[offers])
        allowed |= _common(mine.targets[block], theirs.targets[offers])
        for name in ANY_OF:
            allowed &= self._meets(name, block, offers)
        allowed &= mine.opens[block][:, None] <= theirs.closes[offers][None, :]
        allowed &= mine.closes[block][:, None] >= theirs.opens[offers][None, :]
        owner = mine.owner[block][:, None]
        allowed &= (owner < 0) | (owner != theirs.owner[offers][None, :])
        if self.needs.only is not None and self.offers.only is not None:
            only = self.needs.only[block]
            takes_any = only.sum(axis=1, keepdims=True) == 0
            allowed &= _common(only, self.offers.only[offers]) | takes_any
        return allowed

    def _meets(self, name: str, block: Ints, offers: Ints) -> Truths:
        """(needs of the block, offers) whether both have one in common; none stands for all of them."""
        column = ANY_OF[name]
        asked: Truths = getattr(self.needs.traits, column)[block]
        given: Truths = getattr(self.offers.traits, column)[offers]
        takes_all = asked.sum(axis=1) == 0
        gives_all = given.sum(axis=1) == 0
        met: Truths = _common(asked, given) | takes_all[:, None] | gives_all[None, :]
        return met

    def _named(self, block: Ints, offers: Ints) -> Truths:
        """(needs of the block, offers) which hosts are asked for by name."""
        mine, theirs = self.needs.hosts, self.offers.hosts
        if mine is None or theirs is None:
            return np.zeros((len(block), len(offers)), bool)
        return _common(mine[block], theirs[offers])

    def _parts(self, need: Ints, offer: Ints, beyond: dict[str, NDArray[Any]]) -> Floats:
        """(pairs, parts) what each likeness adds; those in `beyond` (pairs) are no product of rows."""
        parts = np.zeros((len(need), len(PARTS)))
        for at, name in enumerate(PARTS):
            likeness = beyond.get(name)
            if likeness is None:
                likeness = np.einsum("ij,ij->i", self.need_rows[name][need], self.offer_rows[name][offer])
            if name == "proximity":
                likeness = likeness.astype(np.float64) ** POWER
            parts[:, at] = getattr(self.weights, name) * np.clip(likeness.astype(np.float64), 0, 1)
        return parts


def _rows(traits: Traits, *, wanting: bool) -> dict[str, NDArray[np.float32]]:
    """Per likeness a matrix (rows, columns): the product of a need's and an offer's row is from 0 to 1.

    Sets: the share of what the need names that the offer has; modalities and languages are not among them:
    any one will do, or else a need that takes more of them would get less. Proximity: still to be raised
    (`nearness`). Income: 1 less a third per level.
    """
    sets = {
        "theme": traits.themes,
        "target": traits.targets,
        "culture": traits.culture,
    }
    rows = {name: given.astype(np.float32) for name, given in sets.items()}
    if wanting:
        for name, given in rows.items():
            rows[name] = given / np.maximum(given.sum(axis=1, keepdims=True), 1)
    rows["proximity"] = directions(traits.latitude, traits.longitude)
    levels = np.arange(HIGHEST_INCOME + 1)
    level, told = traits.income[:, None], traits.income[:, None] >= 0
    income = 1 - np.abs(level - levels) / HIGHEST_INCOME if wanting else level == levels
    rows["income"] = (income * told).astype(np.float32)
    return rows


def _joined(rows: dict[str, NDArray[np.float32]], weights: Weights | None) -> NDArray[np.float32]:
    """All likenesses that are products, side by side, weighed where weights are given."""
    names = [name for name in PARTS if name in rows]
    scale = [np.float32(getattr(weights, name) if weights else 1) for name in names]
    rows = {**rows, "proximity": raised(rows["proximity"])}
    return np.concatenate([rows[name] * factor for name, factor in zip(names, scale, strict=True)], axis=1)


def _common(asked: Truths, given: Truths) -> Truths:
    """(rows of `asked`, rows of `given`) whether they have something in common."""
    both: Truths = asked.astype(np.float32) @ given.astype(np.float32).T > 0
    return both


def _chosen(score: NDArray[np.float32], wanted: Truths, count: int, elsewhere: int) -> tuple[Ints, Ints]:
    """Row and column of the best of each row, `elsewhere` of them outside what is wanted.

    `score` is -inf where a pair is not allowed. A need that wants nothing in particular takes the best.
    """
    inside, row_in, column_in = _best(np.where(wanted, score, -np.inf), count)
    outside, row_out, column_out = _best(np.where(wanted, -np.inf, score), count)
    asks = wanted.any(axis=1)
    take_out = np.minimum(
        outside.sum(axis=1), np.where(asks, np.maximum(elsewhere, count - inside.sum(axis=1)), count)
    )
    take_in = np.minimum(inside.sum(axis=1), count - take_out)
    keep_in = inside & (np.arange(inside.shape[1]) < take_in[:, None])
    keep_out = outside & (np.arange(outside.shape[1]) < take_out[:, None])
    rows = np.concatenate([row_in[keep_in], row_out[keep_out]])
    return rows, np.concatenate([column_in[keep_in], column_out[keep_out]])


def _best(score: NDArray[np.float32], count: int) -> tuple[Truths, Ints, Ints]:
    """The best `count` columns of each row, the best first: whether they are allowed, row, column."""
    count = min(count, score.shape[1])
    some = (
        np.argpartition(-score, count - 1, axis=1)[:, :count]
        if count
        else np.zeros((len(score), 0), np.int64)
    )
    sort = np.lexsort((some, -np.take_along_axis(score, some, axis=1)), axis=1)
    column = np.take_along_axis(some, sort, axis=1)
    row = np.broadcast_to(np.arange(len(score))[:, None], column.shape)
    return np.take_along_axis(score, column, axis=1) > -np.inf, row, column
