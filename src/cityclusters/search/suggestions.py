"""Titles of things as one types: all words but the last as they are, the last as the beginning of a word."""

from collections.abc import Sequence

from cityclusters.people.readers import Reader
from cityclusters.search.analysis import words
from cityclusters.search.audiences import audiences_of
from cityclusters.search.database import PlatformDatabase
from cityclusters.search.dictionaries import lexicons
from cityclusters.search.finding import Asked, Found, gathered, open_page, texts_of
from cityclusters.search.index.asking import understand
from cityclusters.search.index.database import with_list
from cityclusters.search.index.ranking import Shelf, shelves
from cityclusters.search.index.vocabulary import Vocabulary

MOST = 8
SHORTEST = 2
BEGINNINGS = 12  # words that go on as the last one begins
RANKED = 60
LONGEST = 100

COMPLETE = """
SELECT term, SUM(df) AS pages FROM search_term
WHERE partition_id IN :list AND written = 1 AND df > 0 AND term >= %s AND term < %s
GROUP BY term ORDER BY pages DESC, term LIMIT %s"""
LAST_LETTER = "\uffff"


def suggestions(text: str, reader: Reader, language: str) -> list[tuple[str, str]]:
    """(id, title) of at most eight things that the reader may open, the best first."""
    text = text.strip()[:LONGEST]
    places = shelves(PlatformDatabase(), audiences_of(reader))
    if len(text) < SHORTEST or not places:
        return []
    database = PlatformDatabase()
    whole = " ".join([text, *completed(text, language, places)])
    understood = understand(
        whole, language, database, places, Vocabulary(database), lexicons(), literally=True
    )
    hits = understood.ranked(database, places, RANKED)
    found = Found(Asked(text), understood, gathered(hits, places, language), shelves=places)
    page = list(open_page(found, 1, reader))[:MOST]
    texts = texts_of(page, found, language)
    titles = {
        (f"{one.thing[0]}:{one.thing[1]}", texts[one.thing].title) for one in page if one.thing in texts
    }
    order = {f"{one.thing[0]}:{one.thing[1]}": at for at, one in enumerate(page)}
    return sorted(titles, key=lambda row: order[row[0]])


def completed(text: str, language: str, places: Sequence[Shelf]) -> list[str]:
    """Words of the reader's partitions that begin as the last word does, the most frequent first."""
    last = text.split()[-1]
    found = words(last, language)
    if not found or len(found[-1].form) < SHORTEST:
        return []
    form = found[-1].form
    keys = [place.id for place in places]
    rows = PlatformDatabase().rows(with_list(COMPLETE, keys), [*keys, form, form + LAST_LETTER, BEGINNINGS])
    return [term for term, _pages in rows if term != form]
