"""What a dictionary is to the search: expressions of one language, and ideas that have expressions in others.

Pure; no Django."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from cityclusters.search.analysis import words

Phrase = tuple[str, ...]
"""The search words of one expression."""

LONGEST = 4  # words of an expression in a question


@dataclass(frozen=True, eq=False)
class Idea:
    """One idea: language to its expressions there. They are given as text and analysed when they are needed,
    which for most languages of most ideas is never."""

    texts: Mapping[str, tuple[str, ...]]
    weight: float = 1.0

    def expressions(self, language: str) -> tuple[Phrase, ...]:
        """Its expressions in a language as search words."""
        return phrases_of(self.texts.get(language, ()), language)


class Lexicon(Protocol):
    """Somewhere to look expressions up."""

    def find(self, phrases: Collection[Phrase], language: str) -> Mapping[Phrase, list[Idea]]:
        """The ideas that some of the expressions of a language stand for."""
        ...


@lru_cache(maxsize=20_000)
def phrase_of(text: str, language: str) -> Phrase:
    """The search words of one expression, in order: one for each word that says something."""
    found = words(text, language)
    kept = [word for word in found if not word.stop] or found
    return tuple(word.stems[0] for word in kept)


def phrases_of(texts: Iterable[str], language: str) -> tuple[Phrase, ...]:
    """The expressions as search words, each once, those of no words left out."""
    found = (phrase_of(text, language) for text in texts)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))


@dataclass
class WordList:
    """Ideas that are held in memory. `ideas` is called when the first question is looked up."""

    ideas: Callable[[], Iterable[Idea]]
    _known: list[Idea] | None = field(default=None, init=False)
    _by_phrase: dict[str, dict[Phrase, list[Idea]]] = field(default_factory=dict, init=False)

    def find(self, phrases: Collection[Phrase], language: str) -> Mapping[Phrase, list[Idea]]:
        """The ideas of those of the expressions that are in the list."""
        if language not in self._by_phrase:
            self._by_phrase[language] = self._index(language)
        known = self._by_phrase[language]
        return {phrase: known[phrase] for phrase in phrases if phrase in known}

    def _index(self, language: str) -> dict[Phrase, list[Idea]]:
        if self._known is None:
            self._known = list(self.ideas())
        found: dict[Phrase, list[Idea]] = {}
        for idea in self._known:
            for phrase in idea.expressions(language):
                found.setdefault(phrase, []).append(idea)
        return found
