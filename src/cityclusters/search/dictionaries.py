"""The dictionaries of the platform: its own lists, imported and learned pairs, names of places."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from django.core.cache import caches

from cityclusters.places.folding import fold, spellings
from cityclusters.places.models import PlaceName
from cityclusters.search.models import Pair
from cityclusters.search.words import concepts, names
from cityclusters.search.words.lexicon import Idea, Lexicon, Phrase
from cityclusters.search.words.question import Piece, Question

PAIRS_KEY = "search-pairs"
KNOWN_SECONDS = 60
MOST_NAMES = 300  # rows that are read for the names of a question
MOST_PLACES = 3  # of one name
LONGEST_NAME = 3  # words
MOST_FORMS = 60
SCRIPTS = {
    "Latn": ("en", "fr", "es", "pt", "uz"),
    "Arab": ("ar",),
    "Hani": ("zh",),
    "Cyrl": ("ru",),
}


class PairLexicon:
    """Imported dictionaries and learned pairs, in the database."""

    def find(self, phrases: Collection[Phrase], language: str) -> Mapping[Phrase, list[Idea]]:
        """What some expressions of a language are in others; one query, or none where there are no pairs."""
        if not phrases or not self._any():
            return {}
        wanted = {" ".join(phrase): phrase for phrase in phrases}
        rows = Pair.objects.filter(language=language, phrase__in=sorted(wanted)).order_by("-weight", "pk")
        found: defaultdict[Phrase, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for phrase, target, expression in rows.values_list("phrase", "target", "expression")[:2000]:
            found[wanted[phrase]][target].append(expression)
        return {
            phrase: [Idea({target: tuple(texts) for target, texts in by_target.items()})]
            for phrase, by_target in found.items()
        }

    def _any(self) -> bool:
        """Whether there are pairs at all; looked up once a minute."""
        cache = caches["memory"]
        known: bool | None = cache.get(PAIRS_KEY)
        if known is None:
            known = Pair.objects.exists()
            cache.set(PAIRS_KEY, known, KNOWN_SECONDS)
        return known


def lexicons() -> list[Lexicon]:
    """In the order in which they are asked: what people made first."""
    return [concepts.built_in(), names.built_in(), PairLexicon()]


def with_places(question: Question) -> tuple[Question, list[int]]:
    """The question with names of places among those of its words that no dictionary knows: each stands for
    the place's names in other scripts. Also the keys of the places, the best first. One query at most."""
    spans = _spans(question)
    if not spans:
        return question, []
    folded = {form for forms in spans.values() for form in forms}
    rows = PlaceName.objects.filter(folded__in=sorted(folded)[:MOST_FORMS], whole=True)
    found = rows.order_by("-size", "place_id", "-place__names__own").values_list(
        "folded", "place_id", "place__names__name", "place__names__script", "place__names__whole"
    )
    places: defaultdict[str, dict[int, defaultdict[str, list[str]]]] = defaultdict(dict)
    for form, place, name, script, whole in found[:MOST_NAMES]:
        texts = places[form].setdefault(place, defaultdict(list))
        if whole and name:
            for language in SCRIPTS.get(script, ()):
                texts[language].append(name)
    pieces, keys = _pieces(spans, places)
    return replace(question, pieces=tuple(sorted([*question.pieces, *pieces]))), keys


def _spans(question: Question) -> dict[tuple[int, int], set[str]]:
    """Runs of words that no dictionary knows, in their folded spellings, the longest first."""
    covered = {at for piece in question.pieces for at in range(piece.start, piece.end)}
    found = {}
    for length in range(min(LONGEST_NAME, len(question.words)), 0, -1):
        for start in range(len(question.words) - length + 1):
            part = question.words[start : start + length]
            if covered.isdisjoint(range(start, start + length)) and all(
                word.script != "number" for word in part
            ):
                gap = "" if part[0].script == "han" else " "
                text = gap.join(word.form for word in part)
                if len(fold(text)) > 1:
                    found[start, start + length] = spellings(text)
    return found


def _pieces(
    spans: Mapping[tuple[int, int], set[str]],
    places: Mapping[str, Mapping[int, Mapping[str, Sequence[str]]]],
) -> tuple[list[Piece], list[int]]:
    pieces: list[Piece] = []
    keys: dict[int, None] = {}
    used: set[int] = set()
    for (start, end), forms in spans.items():
        known = {key: texts for form in sorted(forms) for key, texts in places.get(form, {}).items()}
        if known and used.isdisjoint(range(start, end)):
            used.update(range(start, end))
            best = dict(islice(known.items(), MOST_PLACES))
            keys.update(dict.fromkeys(best))
            pieces.append(Piece(start, end, [Idea(_tuples(texts)) for texts in best.values() if texts]))
    return pieces, list(keys)


def _tuples(texts: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(dict.fromkeys(found)) for language, found in texts.items()}
