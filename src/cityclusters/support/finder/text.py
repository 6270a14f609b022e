"""How alike the text of a need and the evidence of an offer are: TF-IDF, the mean of the three best texts.

On 477 human grades this lost less than BM25 (.256 against .291). Method: Salton and Buckley 1988, with
logarithmic term frequency and cosine.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from cityclusters.support.engine.data import Floats, Ints

BEST_TEXTS = 3
TOO_COMMON, SO_FEW = 0.5, 20
"""A word in more than this share of all texts, and in more than so few texts, says nothing."""
WORD = re.compile(r"[^\W\d_]{2,}")
WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
Words = Callable[[str], Iterable[str]]


def words(text: str) -> list[str]:
    """Words of two letters or more, in small letters; Chinese and Japanese, which do not space, in twos."""
    found = []
    for word in WORD.findall(text.casefold()):
        if WITHOUT_SPACES.search(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        else:
            found.append(word)
    return found


class Likeness:
    """The texts of all needs and offers, ready to be compared block by block."""

    def __init__(self, needs: Sequence[str], evidence: Sequence[Sequence[str]], split: Words = words) -> None:
        texts = list(chain.from_iterable(evidence))
        counted = [Counter(split(text)) for text in chain(needs, texts)]
        vectors = _vectors(counted)
        self._needs = vectors[: len(needs)]
        self._texts = vectors[len(needs) :]
        counts = np.fromiter(map(len, evidence), np.int64, len(evidence))
        self._first = np.cumsum(counts) - counts
        self._counts = counts

    def block(self, needs: Ints, offers: Ints) -> NDArray[np.float32]:
        """(needs, offers) from 0 to 1: the mean of the best three texts, or of all where there are fewer."""
        counts = self._counts[offers]
        best = [np.zeros((len(needs), len(offers)), np.float32) for _ in range(BEST_TEXTS)]
        for number in range(int(counts.max(initial=0))):
            having = np.flatnonzero(counts > number)
            column = np.zeros((len(needs), len(offers)), np.float32)
            texts = self._texts[self._first[offers[having]] + number]
            column[:, having] = (self._needs[needs] @ texts.T).toarray()
            for kept in best:
                np.maximum(kept, column, out=(higher := np.empty_like(column)))
                np.minimum(kept, column, out=column)
                kept[:] = higher
        texts_counted = np.maximum(np.minimum(counts, BEST_TEXTS), 1).astype(np.float32)
        shown: NDArray[np.float32] = np.add(best[0], best[1] + best[2]) / texts_counted
        return shown


def _vectors(counted: Sequence[Counter[str]]) -> csr_array:
    """One row of length 1 per text (of length 0 for a text without words that tell)."""
    number: dict[str, int] = {}
    column = [number.setdefault(word, len(number)) for counter in counted for word in counter]
    times: Floats = np.fromiter(chain.from_iterable(counter.values() for counter in counted), np.float64)
    rows = np.repeat(np.arange(len(counted)), [len(counter) for counter in counted])
    columns = np.array(column, np.int64)
    texts = np.bincount(columns, minlength=max(len(number), 1))
    telling = (texts > 1) & (texts <= max(TOO_COMMON * len(counted), SO_FEW))
    rarity: Floats = np.log(max(len(counted), 1) / np.maximum(texts, 1))
    weight: Floats = (1 + np.log(np.maximum(times, 1))) * rarity[columns]
    used = telling[columns] & (weight > 0)
    rows, columns, weight = rows[used], columns[used], weight[used]
    length = np.sqrt(np.bincount(rows, weight * weight, len(counted)))
    shape = (len(counted), len(texts))
    return csr_array(((weight / length[rows]).astype(np.float32), (rows, columns)), shape=shape)
