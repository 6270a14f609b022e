"""The product's own list of ideas in seven languages: a word of one language finds pages in the others.

`data/concepts.txt` holds one idea a line: seven fields `en | fr | es | ar | zh | ru | pt`, each with words or
short phrases parted by semicolons. Pure; no Django."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cityclusters.search.analysis import analyze

LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru", "pt")
FILE = Path(__file__).parent / "data" / "concepts.txt"
LONGEST = 4  # words of a phrase

Phrase = tuple[str, ...]
"""The search words of one expression."""
Concept = dict[str, tuple[Phrase, ...]]
"""Language to the expressions of one idea."""


class Found(NamedTuple):
    """Concepts that the words from `start` to `end` of a question stand for."""

    start: int
    end: int
    concepts: list[Concept]


@dataclass
class Concepts:
    """Ideas by their expressions in each language."""

    by_phrase: dict[str, dict[Phrase, list[Concept]]] = field(
        default_factory=lambda: {language: defaultdict(list) for language in LANGUAGES}
    )

    def add(self, concept: Concept) -> None:
        """Takes an idea in."""
        for language, phrases in concept.items():
            for phrase in phrases:
                self.by_phrase.setdefault(language, defaultdict(list))[phrase].append(concept)

    def find(self, words: Sequence[str], language: str) -> Iterator[Found]:
        """The ideas in a question, the longest expressions first; no word is used twice."""
        known = self.by_phrase.get(language, {})
        used = [False] * len(words)
        for length in range(min(LONGEST, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                end = start + length
                concepts = known.get(tuple(words[start:end]))
                if concepts and not any(used[start:end]):
                    used[start:end] = [True] * length
                    yield Found(start, end, concepts)


def read(lines: Iterable[str]) -> Concepts:
    """The list in the lines of a file. Raises ValueError with the number of a line that is none."""
    concepts = Concepts()
    for number, line in enumerate(lines, start=1):
        fields = [one.strip() for one in line.split("|")]
        if len(fields) != len(LANGUAGES) or not all(fields):
            raise ValueError(f"line {number}: seven fields are needed")
        concepts.add(dict(_expressions(fields)))
    return concepts


def _expressions(fields: Sequence[str]) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    for language, written in zip(LANGUAGES, fields, strict=True):
        phrases = (tuple(analyze(one, language)) for one in written.split(";"))
        yield language, tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


@cache
def built_in() -> Concepts:
    """The list that comes with the product."""
    return read(FILE.read_text(encoding="utf-8").splitlines())
