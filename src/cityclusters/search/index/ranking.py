"""Asking the index: which pages answer a question best."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from cityclusters.search.index.database import Database, Rows, in_batches, with_list, with_rows
from cityclusters.search.index.writing import K1, SCALE
from cityclusters.search.words.question import Weights

OTHER_LANGUAGE = 0.9  # a page in another language than the question's counts a little less
# Where the words of a question stand on very many pages, a translation that counts less than this part of the
# best one of its language is left out: mostly a frequent word of a longer expression, which says little.
TELLING = 0.2
MANY = 20_000  # postings
MOST = 1000  # pages that are ranked
# The words that count most choose the pages, until they stand in so many places; words in few places always
# do. What the other, frequent words add is looked up for the chosen pages alone.
ENOUGH, FEW = 10_000, 200  # postings


SHELVES = """
SELECT p.id, p.language, p.documents
FROM search_partition p JOIN search_generation g ON g.id = p.generation_id
WHERE g.current AND p.documents > 0 AND p.audience IN :list ORDER BY p.language, p.id"""
TERMS = """
WITH wanted(shelf, term) AS (VALUES :rows)
SELECT t.id, t.partition_id, t.term, t.df FROM wanted w CROSS JOIN search_term t
WHERE t.partition_id = w.shelf AND t.written = 0 AND t.term = w.term"""
BEST = """
WITH asked(term, weight) AS (VALUES :rows)
SELECT p.document_id, SUM(p.impact * a.weight) AS score, MIN(p.term_id)
FROM asked a CROSS JOIN search_posting p WHERE p.term_id = a.term :only
GROUP BY p.document_id ORDER BY score DESC, p.document_id LIMIT %s"""
MORE = """
SELECT p.document_id, SUM(p.impact * a.column2)
FROM (VALUES :rows) AS a CROSS JOIN search_posting p WHERE p.term_id = a.column1 AND p.document_id IN :list
GROUP BY p.document_id"""
ONLY = "AND p.document_id IN (SELECT document_id FROM search_label WHERE facet = %s)"
BATCH = 2000


class Shelf(NamedTuple):
    """A partition that the reader may search."""

    id: int
    language: str
    documents: int


class Term(NamedTuple):
    """A word of the question in one partition."""

    id: int
    shelf: int
    language: str
    term: str
    df: int


class Weighted(NamedTuple):
    """A word of the question in one partition, and what it counts, in thousandths."""

    id: int
    shelf: int
    df: int
    weight: int


class Hit(NamedTuple):
    """A page and its score; only scores of one question can be compared."""

    document: int
    score: int


def shelves(database: Database, audiences: Collection[str]) -> list[Shelf]:
    """The partitions that readers with these audiences may search: nothing else is ever looked at, so nothing
    else can be in a result, a count, a correction or in how rare a word is."""
    names = sorted(audiences)
    return [Shelf(*row) for row in database.rows(with_list(SHELVES, names), names)]


def terms_of(
    database: Database, places: Sequence[Shelf], wanted: Mapping[str, Collection[str]]
) -> list[Term]:
    """Those of the wanted words (by language) that stand in the partitions."""
    keys = [(place.id, term) for place in places for term in sorted(wanted.get(place.language, ()))]
    languages = {place.id: place.language for place in places}
    found = []
    for batch in in_batches(keys, BATCH):
        rows = database.rows(*with_rows(TERMS, batch))
        found += [Term(id, shelf, languages[shelf], term, df) for id, shelf, term, df in rows if df > 0]
    return found


def rarity(df: int, documents: int) -> float:
    """How much a word tells that stands in `df` of so many pages (idf)."""
    return log(1 + (documents - df + 0.5) / (df + 0.5))


def weigh(
    places: Sequence[Shelf], terms: Sequence[Term], weights: Mapping[str, Weights], own: str
) -> list[Weighted]:
    """What each word of the question counts, in thousandths. The score of a language is divided by the square
    root of the best that can be reached in it, so that a language in which a word has many translations does
    not drown the others."""
    sizes: defaultdict[str, int] = defaultdict(int)
    for place in places:
        sizes[place.language] += place.documents
    frequency: defaultdict[tuple[str, str], int] = defaultdict(int)
    for term in terms:
        frequency[term.language, term.term] += term.df
    worth = {
        (language, word): weights[language][word] * rarity(df, sizes[language])
        for (language, word), df in frequency.items()
    }
    reachable: defaultdict[str, float] = defaultdict(float)
    for (language, _word), value in worth.items():
        reachable[language] += value * (K1 + 1)
    factor = {
        language: (1.0 if language == own else OTHER_LANGUAGE) / sqrt(best)
        for language, best in reachable.items()
        if best > 0
    }
    most: defaultdict[str, float] = defaultdict(float)
    for (language, _word), value in worth.items():
        most[language] = max(most[language], value)
    least = TELLING if sum(term.df for term in terms) > MANY else 0.0
    found = []
    for term in terms:
        value = worth[term.language, term.term]
        if term.language == own or value >= least * most[term.language]:
            weight = round(SCALE * value * factor.get(term.language, 0))
            found.append(Weighted(term.id, term.shelf, term.df, weight))
    return [one for one in found if one.weight > 0]


def best(
    database: Database, terms: Sequence[Weighted], most: int = MOST, only: Sequence[str] = ()
) -> list[Hit]:
    """The pages that the weighted words find, best first; with `only`, those that have all these facets."""
    choosing, adding = parted(terms)
    found = _chosen(database, choosing, max(most, MOST), only)
    if adding and len(found) < most:
        choosing, adding = [*choosing, *adding], []
        found = _chosen(database, choosing, most, only)
    scores = {document: int(score) for document, score, _term in found}
    if adding and found:
        shelf_of = {term.id: term.shelf for term in choosing}
        pages: defaultdict[int, list[int]] = defaultdict(list)
        for document, _score, term in found:
            pages[shelf_of[term]].append(document)
        for document, more in _added(database, adding, pages):
            scores[document] += int(more)
    ranked = sorted(scores.items(), key=lambda row: (-row[1], row[0]))
    return [Hit(*row) for row in ranked[:most]]


def parted(terms: Sequence[Weighted]) -> tuple[list[Weighted], list[Weighted]]:
    """The words that choose pages, and those that only add to their scores."""
    choosing, adding, postings = [], [], 0
    for term in sorted(terms, key=lambda term: (-term.weight, term.id)):
        if postings < ENOUGH or term.df <= FEW:
            choosing.append(term)
            postings += term.df
        else:
            adding.append(term)
    return choosing, adding


def _chosen(database: Database, terms: Sequence[Weighted], most: int, only: Sequence[str]) -> Rows:
    """The best pages by these words: document, score, one of the words."""
    if not terms:
        return []
    sql, values = with_rows(BEST, [(term.id, term.weight) for term in terms])
    return database.rows(sql.replace(":only", ONLY * len(only)), [*values, *only, most])


def _added(database: Database, terms: Sequence[Weighted], pages: Mapping[int, Sequence[int]]) -> Rows:
    """What these words add to the pages (by partition): document, score. One statement."""
    parts, values = [], []
    for shelf, documents in sorted(pages.items()):
        words = [(term.id, term.weight) for term in terms if term.shelf == shelf]
        if words:
            sql, weights = with_rows(MORE, words)
            parts.append(with_list(sql, documents))
            values += [*weights, *documents]
    return database.rows(" UNION ALL ".join(parts), values) if parts else []
