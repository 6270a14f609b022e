"""Word pairs learned from texts and their translations. Pure; no Django.

Method: IBM model 1 (P. F. Brown and others, "The mathematics of statistical machine translation", 1993): how
probable a word of one text is given a word of the other, estimated in a few rounds of expectation
maximisation; here in both directions, and kept where both agree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

ROUNDS = 5
LONGEST = 60  # words of a sentence
RARE = 2  # a word that stands in fewer sentences teaches nothing
LEAST = 0.15  # both directions must be at least so sure
MOST = 3  # translations of one word

Sentence = Sequence[str]
Table = dict[str, dict[str, float]]


class Learned(NamedTuple):
    """A word, what it probably is in the other language, and how sure that is (0 to 1)."""

    word: str
    meaning: str
    weight: float


def learn(pairs: Iterable[tuple[Sentence, Sentence]]) -> list[Learned]:
    """Pairs of words from pairs of sentences, in the first's order of letters."""
    corpus = [
        (tuple(dict.fromkeys(one)), tuple(dict.fromkeys(other)))
        for one, other in pairs
        if 0 < len(one) <= LONGEST and 0 < len(other) <= LONGEST
    ]
    there, back = _estimate(corpus), _estimate([(other, one) for one, other in corpus])
    frequency = Counter(word for one, _other in corpus for word in one)
    found = []
    for word, meanings in sorted(there.items()):
        if frequency[word] < RARE:
            continue
        sure = [
            Learned(word, meaning, round((share * back.get(meaning, {}).get(word, 0.0)) ** 0.5, 3))
            for meaning, share in meanings.items()
        ]
        kept = sorted(
            (one for one in sure if one.weight >= LEAST), key=lambda one: (-one.weight, one.meaning)
        )
        found += kept[:MOST]
    return found


def _estimate(corpus: Sequence[tuple[Sentence, Sentence]]) -> Mapping[str, Mapping[str, float]]:
    """For each word of the first texts how probable each word of the second is."""
    table: Table = {}
    for one, other in corpus:
        for word in one:
            row = table.setdefault(word, {})
            row.update(dict.fromkeys(other, 1.0))
    for _round in range(ROUNDS):
        counts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for one, other in corpus:
            for meaning in other:
                total = sum(table[word].get(meaning, 0.0) for word in one)
                for word in one if total else ():
                    counts[word][meaning] += table[word].get(meaning, 0.0) / total
        for word, row in counts.items():
            whole = sum(row.values())
            table[word] = {meaning: value / whole for meaning, value in row.items() if value / whole > 0.01}
    return table
