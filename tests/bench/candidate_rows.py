"""Synthetic needs and offers with themes, places and texts, for measuring how candidates are found."""

from typing import Any

import numpy as np

from cityclusters.support.finder.data import NeedSide, OfferSide, Traits

THEMES, TARGETS, MODALITIES, LANGUAGES, CULTURES, COUNTRIES = 7, 169, 5, 8, 30, 60
WORDS, WORDS_PER_TEXT, TEXTS = 12_000, 60, 3
TODAY = 100
TOP_SHARE = 0.71


def sides(needs: int, offers: int, seed: int = 1) -> tuple[NeedSide, OfferSide]:
    """Both sides; words are as frequent as Zipf says, and follow the themes a little."""
    dice = np.random.default_rng(seed)
    mine, theirs = _traits(dice, needs, 0), _traits(dice, offers, needs)
    wish = np.where(dice.random(needs) < TOP_SHARE, 0, dice.integers(1, COUNTRIES, needs))
    country = np.minimum(dice.geometric(0.1, offers) - 1, COUNTRIES - 1)
    evidence = [[_text(dice, theirs.themes[at]) for _ in range(TEXTS)] for at in range(offers)]
    text = [_text(dice, mine.themes[at]) for at in range(needs)]
    return (
        NeedSide(mine, text, np.eye(COUNTRIES, dtype=bool)[wish]),
        OfferSide(theirs, evidence, country.astype(np.int64)),
    )


def _traits(dice: np.random.Generator, rows: int, first_owner: int) -> Traits:
    def some(columns: int, each: float) -> Any:
        found = dice.random((rows, columns)) < each / columns
        found[np.arange(rows), dice.integers(0, columns, rows)] = True
        return found

    start = dice.integers(0, 200, rows)
    return Traits(
        owner=np.arange(first_owner, first_owner + rows),
        themes=some(THEMES, 0.7),
        targets=some(TARGETS, 2),
        modalities=some(MODALITIES, 1),
        languages=some(LANGUAGES, 1),
        culture=some(CULTURES, 3),
        latitude=dice.uniform(-50, 60, rows),
        longitude=dice.uniform(-180, 180, rows),
        income=dice.integers(0, 4, rows),
        opens=start,
        closes=start + dice.integers(30, 300, rows),
        expires=dice.integers(80, 465, rows),
    )


def _text(dice: np.random.Generator, themes: Any) -> str:
    common = np.minimum(dice.zipf(1.3, WORDS_PER_TEXT * 3 // 4), WORDS)
    own = int(np.flatnonzero(themes)[0]) * 400 + dice.integers(0, 400, WORDS_PER_TEXT // 4)
    return " ".join([*(_word(int(at)) for at in common), *(_word(WORDS + int(at)) for at in own)])


def _word(number: int) -> str:
    """A word of its own for each number."""
    letters = ""
    while number:
        number, last = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[last]
    return f"a{letters}e"
