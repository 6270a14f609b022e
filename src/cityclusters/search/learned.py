"""What the platform learns from its own reviewed translations: which word is which in another language."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from cityclusters.practices.models import Translation
from cityclusters.search.analysis import words
from cityclusters.search.models import Pair
from cityclusters.search.pairs import drop, write
from cityclusters.search.words.learning import learn

MOST_TRANSLATIONS = 3000  # the newest ones
MOST_SENTENCES = 20_000  # of a pair of languages
SENTENCE = re.compile(r"(?<=[.!?؟。！？;])\s+|\n+|(?<=[。！？])")
Sentences = list[tuple[list[str], list[str]]]


class Forms:
    """How a search word is usually written, in each language."""

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def stems(self, text: str, language: str) -> list[str]:
        """The search words of a sentence that say something; remembers how they are written."""
        kept = [word for word in words(text, language) if not word.stop and word.script != "number"]
        for word in kept:
            self._counts[language, word.stems[0]][word.form] += 1
        return [word.stems[0] for word in kept]

    def usual(self, stem: str, language: str) -> str:
        """The form that was seen most."""
        found = self._counts[language, stem]
        return min(found, key=lambda form: (-found[form], form)) if found else stem


def learn_again() -> int:
    """Learns from all reviewed translations and replaces what was learned before; how many pairs."""
    forms = Forms()
    rows = [
        row
        for (language, target), pairs in sorted(_sentences(forms).items())
        for row in _rows(pairs, language, target, forms)
    ]
    drop(Pair.LEARNED)
    return write(rows)


def _sentences(forms: Forms) -> Mapping[tuple[str, str], Sentences]:
    found: defaultdict[tuple[str, str], Sentences] = defaultdict(list)
    rows = Translation.objects.filter(state=Translation.State.REVIEWED).select_related("version")
    for row in rows.order_by("-reviewed_at", "-pk")[:MOST_TRANSLATIONS].iterator(chunk_size=50):
        version = row.version
        pairs = found[version.language, row.language]
        for one, other in aligned(version.content, row.content):
            if len(pairs) < MOST_SENTENCES:
                pairs.append((forms.stems(one, version.language), forms.stems(other, row.language)))
    return found


def aligned(content: Mapping[str, Any], translated: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The sentences of a text beside those of its translation, where both have as many; else whole parts."""
    for one, other in zip(_parts(content), _parts(translated), strict=False):
        if one and other:
            first, second = (list(filter(None, SENTENCE.split(text))) for text in (one, other))
            yield from zip(first, second, strict=True) if len(first) == len(second) else [(one, other)]


def _parts(content: Mapping[str, Any]) -> list[str]:
    """The texts of a content in an order that depends on its shape alone (see Version.content)."""
    sections: Mapping[str, str] = content.get("sections", {})
    parts = [content.get("title", ""), content.get("summary", "")]
    parts += [sections[key] for key in sorted(sections)]
    for step in content.get("steps", []):
        parts += [step.get("title", ""), step.get("text", "")]
    parts += [result.get("statement", "") for result in content.get("results", [])]
    return [str(part or "") for part in parts]


def _rows(pairs: Sentences, language: str, target: str, forms: Forms) -> Iterator[Pair]:
    for one in learn(pairs):
        for source, stem, goal, other in (
            (language, one.word, target, one.meaning),
            (target, one.meaning, language, one.word),
        ):
            yield Pair(
                origin=Pair.LEARNED,
                language=source,
                phrase=stem[:200],
                target=goal,
                expression=forms.usual(other, goal)[:200],
                weight=one.weight,
            )
