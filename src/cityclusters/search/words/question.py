"""A question becomes weighted search words, one set for each language that is searched. Pure; no Django."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

from cityclusters.search.analysis import Word, words
from cityclusters.search.words.lexicon import LONGEST, Idea, Lexicon, Phrase, phrase_of

MOST_WORDS = 400  # of a question; what comes after them is left out
SYNONYMS = 0.2  # weight of other words for the same idea in the question's own language
SECOND_STEM = 0.5  # weight of a word's other stem

Weights = dict[str, float]
"""Search word to its weight in the question."""


class Piece(NamedTuple):
    """The words from `start` to `end` of a question and the ideas that they may stand for."""

    start: int
    end: int
    ideas: list[Idea]


@dataclass(frozen=True)
class Question:
    """A question taken apart: its words that say something, and what they stand for."""

    text: str
    language: str
    words: tuple[Word, ...]
    pieces: tuple[Piece, ...] = ()
    lighter: Mapping[str, float] = field(default_factory=dict)
    """Words that count less than others (because they are guessed), with how much they count."""

    def weights(self, target: str) -> Weights:
        """The search words to look for among texts in the language `target`."""
        if target == self.language:
            return self._own()
        found: defaultdict[str, float] = defaultdict(float)
        covered: set[int] = set()
        for piece in self.pieces:
            translated = list(_translations(piece, target))
            if translated:
                covered.update(range(piece.start, piece.end))
            for stem, weight in translated:
                found[stem] += weight
        for at, word in enumerate(self.words):
            if at not in covered:
                for stem, weight in self.stems_of(word, target):
                    found[stem] += weight
        return dict(found)

    def stems_of(self, word: Word, target: str) -> Iterator[tuple[str, float]]:
        """The stem of a word, and others with less weight: what else it may be a form of, and, of a word that
        stands as it is in a text of another language (a name), its stem there."""
        weight = self.lighter.get(word.form, 1.0)
        stems = list(word.stems)
        if target != self.language:
            stems = [*phrase_of(word.form, target)[:1], *stems]
        for at, stem in enumerate(dict.fromkeys(stems)):
            yield stem, weight * (SECOND_STEM if at else 1.0)

    def _own(self) -> Weights:
        """The words as they were asked, and with less weight others for the same ideas."""
        asked: defaultdict[str, float] = defaultdict(float)
        for word in self.words:
            for stem, weight in self.stems_of(word, self.language):
                asked[stem] += weight
        others: defaultdict[str, float] = defaultdict(float)
        for piece in self.pieces:
            for stem, weight in _translations(piece, self.language):
                if stem not in asked:
                    others[stem] += weight * SYNONYMS
        return {**asked, **others}


def _translations(piece: Piece, target: str) -> Iterator[tuple[str, float]]:
    """Words for the piece in another language: each idea has the same part of its weight, and so have, by
    the root of their number, its expressions; the words of an expression share its weight."""
    ideas = [(idea, phrases) for idea in piece.ideas if (phrases := idea.expressions(target))]
    for idea, phrases in ideas:
        share = idea.weight / len(ideas) / sqrt(len(phrases))
        for phrase in phrases:
            for stem in phrase:
                yield stem, share / len(phrase)


def ask(text: str, language: str, lexicons: Iterable[Lexicon] = ()) -> Question:
    """Takes a question in a language apart and looks its words up in the dictionaries."""
    found = words(text, language)[:MOST_WORDS]
    kept = tuple([word for word in found if not word.stop] or found)
    return Question(text, language, kept, tuple(look_up(kept, language, lexicons)))


def look_up(found: Sequence[Word], language: str, lexicons: Iterable[Lexicon]) -> list[Piece]:
    """What the words stand for: the longest expressions first, no word used twice, the first dictionary that
    knows an expression has the word."""
    phrases = {phrase for _start, _end, phrase in _phrases(found)}
    known: dict[Phrase, list[Idea]] = {}
    for lexicon in lexicons:
        wanted: Collection[Phrase] = phrases - known.keys()
        known.update(lexicon.find(wanted, language))
    pieces: list[Piece] = []
    used = [False] * len(found)
    for start, end, phrase in _phrases(found):
        if phrase in known and not any(used[start:end]):
            used[start:end] = [True] * (end - start)
            pieces.append(Piece(start, end, known[phrase]))
    return sorted(pieces)


def _phrases(found: Sequence[Word]) -> Iterator[tuple[int, int, Phrase]]:
    """All runs of words of a question as expressions, the longest first; a single word also by its second
    stem."""
    for length in range(min(LONGEST, len(found)), 0, -1):
        for start in range(len(found) - length + 1):
            part = found[start : start + length]
            yield start, start + length, tuple(word.stems[0] for word in part)
            if length == 1 and len(part[0].stems) > 1:
                yield start, start + 1, (part[0].stems[1],)
