"""The written words of the index: words put right that it does not have, and the language of a question."""

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cityclusters.search.analysis import Word, script_of, words
from cityclusters.search.index.database import Database, in_batches, with_list, with_rows
from cityclusters.search.index.ranking import BATCH, Shelf
from cityclusters.search.words.lexicon import Lexicon
from cityclusters.search.words.question import Question, ask

FORMS = "SELECT term, df FROM search_term WHERE partition_id IN :list AND written = 1 AND df > 0"
FREQUENCIES = """
WITH wanted(shelf, term) AS (VALUES :rows)
SELECT t.partition_id, t.term, t.df FROM wanted w CROSS JOIN search_term t
WHERE t.partition_id = w.shelf AND t.written = 1 AND t.term = w.term AND t.df > 0"""
SHORTEST = 4  # letters of a word that is corrected
TWO_EDITS_FROM = 7
MOST_UNKNOWN = 5  # words of a question that are corrected; a page of nonsense is left alone
KEPT_SECONDS = 60
SCRIPT_LANGUAGES = {"CJK": ("zh",), "ARABIC": ("ar", "fa", "ur", "ps"), "CYRILLIC": ("ru",)}
LATIN = ("en", "fr", "es", "pt")
CORRECTED = 0.8  # a word that is only near to what was typed counts less


class Correction(NamedTuple):
    """A word as it was typed, and the one that is looked for."""

    typed: str
    meant: str


@dataclass
class Vocabulary:
    """The written words of some partitions, kept for a minute: they are many, and typing errors are few."""

    database: Database
    _kept: dict[tuple[int, ...], tuple[float, dict[str, int]]] = field(default_factory=dict, init=False)

    def forms(self, places: Sequence[Shelf]) -> Mapping[str, int]:
        """Each word written in these partitions, and on how many pages."""
        key = tuple(place.id for place in places)
        until, known = self._kept.get(key, (0.0, {}))
        if time.monotonic() > until:
            known = defaultdict(int)
            for batch in in_batches(key, BATCH):
                for form, df in self.database.rows(with_list(FORMS, batch), batch):
                    known[form] += df
            self.forget()
            self._kept[key] = (time.monotonic() + KEPT_SECONDS, known)
        return known

    def forget(self) -> None:
        """The next question reads them again."""
        self._kept.clear()


def edits(word: str) -> int:
    """How many letters of a word may be wrong."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < TWO_EDITS_FROM else 2


def nearest(typed: str, forms: Mapping[str, int]) -> str:
    """The word that was probably meant: the fewest wrong letters, then the same first letter, then the most
    frequent; '' where none is near."""
    most = edits(typed)
    if not most:
        return ""
    found = process.extract(
        typed, forms.keys(), scorer=OSA.distance, processor=None, score_cutoff=most, limit=20
    )
    ranked = sorted((distance, form[0] != typed[0], -forms[form], form) for form, distance, _at in found)
    return ranked[0][3] if ranked else ""


def correct(
    question: Question,
    known: Collection[str],
    places: Sequence[Shelf],
    vocabulary: Vocabulary,
    lexicons: Iterable[Lexicon] = (),
) -> tuple[Question, list[Correction]]:
    """The question with its unknown words made near ones, and which they are.

    Unknown is a word whose stems are not among the `known` ones, which stand on some page that the reader may
    find, and that no dictionary knows."""
    unknown = _unknown(question, known)
    if not 0 < len(unknown) <= MOST_UNKNOWN:
        return question, []
    forms = vocabulary.forms(places)
    meant = {word.form: found for word in unknown if (found := nearest(word.form, forms))}
    if not meant:
        return question, []
    text = " ".join(meant.get(word.form, word.form) for word in question.words)
    again = ask(text, question.language, lexicons)
    light = {form: CORRECTED for form in meant.values()}
    return replace(again, text=question.text, lighter=light), [Correction(*pair) for pair in meant.items()]


def _unknown(question: Question, known: Collection[str]) -> list[Word]:
    covered = {at for piece in question.pieces for at in range(piece.start, piece.end)}
    unknown = [
        word
        for at, word in enumerate(question.words)
        if at not in covered
        and word.script in ("other", "cyrillic", "arabic")
        and edits(word.form)
        and not any(stem in known for stem in word.stems)
    ]
    return list({word.form: word for word in unknown}.values())


def language_of(
    text: str,
    database: Database,
    places: Sequence[Shelf],
    lexicons: Sequence[Lexicon] = (),
    preferred: str = "",
) -> str:
    """The language that a question is probably in: by its script; Latin letters by their small words, by the
    languages in which its words are frequent here, and where that says nothing by the dictionaries.
    `preferred` (the reader's language) wins where nothing else tells."""
    here = {place.language for place in places}
    script = script_of(text)
    if script in SCRIPT_LANGUAGES:
        own = SCRIPT_LANGUAGES[script]
        return next((code for code in (preferred, *own) if code in own and code in here), own[0])
    others = {code for codes in SCRIPT_LANGUAGES.values() for code in codes}
    candidates = sorted({*LATIN, *here} - others)
    scores = _evidence(text, database, places, candidates)
    best = [code for code in candidates if scores[code] == max(scores.values())]
    if len(best) > 1:
        scores = {code: _known_to(lexicons, text, code) for code in best}
        candidates = best
    common = max(places, key=lambda place: place.documents).language if places else ""
    order = [code for code in (preferred, common, "en", *candidates) if code in candidates]
    return max(dict.fromkeys(order), key=lambda code: scores[code])


def _evidence(
    text: str, database: Database, places: Sequence[Shelf], candidates: Sequence[str]
) -> dict[str, float]:
    """For each language how many of the words are small words of it, or stand on its pages."""
    found = {code: words(text, code) for code in candidates}
    scores = {code: float(sum(word.stop for word in found[code])) for code in candidates}
    languages = {place.id: place for place in places}
    wanted = [
        (place.id, form)
        for place in places
        if place.language in found
        for form in sorted({word.form for word in found[place.language] if not word.stop})[:30]
    ]
    for batch in in_batches(wanted, BATCH):
        for shelf, _form, df in database.rows(*with_rows(FREQUENCIES, batch)):
            place = languages[shelf]
            scores[place.language] += log(1 + 1000 * df / place.documents) / log(1001)
    return scores


def _known_to(lexicons: Sequence[Lexicon], text: str, language: str) -> float:
    """How many of the words are in the dictionaries of a language."""
    question = ask(text, language, lexicons)
    return float(sum(piece.end - piece.start for piece in question.pieces))
