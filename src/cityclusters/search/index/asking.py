"""From what somebody typed to the pages that answer it: in files and on the platform alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cityclusters.search.index.database import Database
from cityclusters.search.index.ranking import MOST, Hit, Shelf, Term, best, terms_of, weigh
from cityclusters.search.index.vocabulary import Correction, Vocabulary, correct
from cityclusters.search.words.lexicon import Lexicon
from cityclusters.search.words.question import Question, Weights, ask

Enrich = Callable[[Question], tuple[Question, list[int]]]
"""Adds to what the words of a question stand for; also gives the keys of places that it names."""


@dataclass(frozen=True)
class Understood:
    """A question, its words in each language that is searched, and those of them that the index has.
    `places` are keys of places that the question names."""

    question: Question
    weights: dict[str, Weights]
    terms: list[Term]
    corrections: list[Correction]
    places: list[int]

    def ranked(
        self, database: Database, places: Sequence[Shelf], most: int = MOST, only: Sequence[str] = ()
    ) -> list[Hit]:
        """The pages that answer it best; with `only`, those that have all these facets."""
        return best(database, weigh(places, self.terms, self.weights, self.question.language), most, only)


def understand(
    text: str,
    language: str,
    database: Database,
    places: Sequence[Shelf],
    vocabulary: Vocabulary,
    lexicons: Sequence[Lexicon] = (),
    *,
    enrich: Enrich | None = None,
    literally: bool = False,
) -> Understood:
    """Takes a question apart for these partitions. Words that no page and no dictionary knows are put right,
    unless they are meant `literally`. `enrich` may know more of a question, such as names of places."""
    question, named = _asked(ask(text, language, lexicons), enrich)
    weights, terms = _look_up(question, database, places)
    if literally:
        return Understood(question, weights, terms, [], named)
    known = {term.term for term in terms}
    again, corrections = correct(question, known, places, vocabulary, lexicons)
    if corrections:
        question, named = _asked(again, enrich)
        weights, terms = _look_up(question, database, places)
    return Understood(question, weights, terms, corrections, named)


def _asked(question: Question, enrich: Enrich | None) -> tuple[Question, list[int]]:
    return enrich(question) if enrich else (question, [])


def _look_up(
    question: Question, database: Database, places: Sequence[Shelf]
) -> tuple[dict[str, Weights], list[Term]]:
    languages = sorted({place.language for place in places})
    weights = {language: question.weights(language) for language in languages}
    return weights, terms_of(database, places, weights)
