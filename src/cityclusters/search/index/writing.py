"""Putting pages into the index and taking them out."""

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from operator import add, sub
from typing import Any, NamedTuple

from cityclusters.search.index.database import Database, in_batches, with_list, with_rows
from cityclusters.search.index.page import Counted

# The usual constants of BM25: how soon a further mention of a word stops to matter, and how much the length
# of a text does.
K1, B = 1.2, 0.75
SCALE = 1000  # impacts and weights are whole numbers, so that every database adds them up alike
BATCH = 400  # rows of a statement
IMPACT_BITS = 16
MOST_IMPACT = (1 << IMPACT_BITS) - 1  # more than any: impacts end at SCALE * (K1 + 1)
SOME = 100  # an average length where none is known

List = tuple[int, int]
"""A partition, and whether its written words are meant (1) or what words are found by (0)."""

LEAVING = """
SELECT d.id, d.partition_id, d.length, d.words, d.facets, d.kind, p.language
FROM search_document d JOIN search_partition p ON p.id = d.partition_id WHERE d.id IN :list"""
DROP_POSTINGS = "DELETE FROM search_posting WHERE document_id = %s AND term_id IN :list"
DROP_LABEL = "DELETE FROM search_label WHERE facet = %s AND document_id = %s"
DROP_DOCUMENTS = "DELETE FROM search_document WHERE id IN :list"
COUNT_TERMS = """
WITH change(term, number) AS (VALUES :rows)
UPDATE search_term SET df = df + (SELECT number FROM change WHERE term = search_term.id)
WHERE id IN (SELECT term FROM change)"""
DROP_TERMS = "DELETE FROM search_term WHERE df <= 0 AND id IN :list"
COUNT_SHELF = "UPDATE search_partition SET documents = documents + %s, length = length + %s WHERE id = %s"
NEW_SHELF = """
INSERT INTO search_partition (generation_id, language, audience, average, documents, length)
VALUES (%s, %s, %s, %s, 0, 0) ON CONFLICT DO NOTHING"""
SHELF = """
SELECT id, average FROM search_partition WHERE generation_id = %s AND language = %s AND audience = %s"""
NEW_TERMS = """
INSERT INTO search_term (partition_id, written, term, df) VALUES :rows ON CONFLICT DO NOTHING"""
TERMS = """
WITH wanted(shelf, written, term) AS (VALUES :rows)
SELECT t.id, t.partition_id, t.written, t.term FROM wanted w CROSS JOIN search_term t
WHERE t.partition_id = w.shelf AND t.written = w.written AND t.term = w.term"""
NEW_DOCUMENTS = """
INSERT INTO search_document
(partition_id, kind, key, title, text, place, facets, day, length, words, digest)
VALUES :rows RETURNING id, partition_id, kind, key"""
NEW_POSTINGS = "INSERT INTO search_posting (term_id, document_id, impact) VALUES :rows"
NEW_LABELS = "INSERT INTO search_label (facet, document_id) VALUES :rows"


class Shelf(NamedTuple):
    """A partition: pages of one language and one audience. `average` is the length that counts as usual."""

    id: int
    average: int


def impacts(counts: Mapping[str, int], length: int, average: int) -> list[int]:
    """What each word of a page adds to its score, in thousandths, before the word's rarity: the saturated
    frequency of BM25 (Robertson and Zaragoza, "The probabilistic relevance framework", 2009)."""
    most = SCALE * (K1 + 1)
    weight = K1 * (1 - B + B * length / average)
    by_count = {number: round(most * number / (number + weight)) for number in set(counts.values())}
    return [by_count[number] for number in counts.values()]


def packed(ids: Iterable[int]) -> bytes:
    """Numbers of terms in little room: their differences, compressed."""
    numbers = sorted(ids)
    gaps = array("Q", map(sub, numbers, chain((0,), numbers)))
    return zlib.compress(gaps.tobytes(), 1)


def unpacked(data: bytes) -> list[int]:
    """The numbers again."""
    gaps = array("Q")
    gaps.frombytes(zlib.decompress(data))
    return list(accumulate(gaps))


def labels_of(kind: str, language: str, facets: Iterable[str]) -> set[str]:
    """All that a page can be narrowed by: its facets, its kind and its language."""
    return {*facets, f"kind:{kind}", f"language:{language}"}


def _kept(one: Counted, terms: Iterable[int]) -> tuple[object, ...]:
    """What the row of a page has beside its key."""
    page, facets = one.page, " ".join(one.page.facets)
    return (page.title, page.text, page.place, facets, page.day, one.length, packed(terms), page.digest)


NOTHING = ("", "", "", "", "", 0, b"", "")


@dataclass
class Writer:
    """Writes pages into one generation of the index. What it counts stands in the tables after `flush`.

    `averages` says how long texts of a language usually are; it matters for partitions that are new. What is
    written `for_ever` is only ranked, never taken out, shown or narrowed: of each page its number and
    key are kept. Where a `whole` index is written, postings gather until the caller inserts those that are
    `due`: many together, in the order of the table, are written ten times as fast as the few of each page.
    `waiting` says how many there are; a million take some 20 MB."""

    database: Database
    generation: int
    averages: dict[str, int] = field(default_factory=dict)
    for_ever: bool = False
    whole: bool = False
    waiting: int = 0
    _waiting: dict[int, "array[int]"] = field(default_factory=dict, init=False)
    _shelves: dict[tuple[str, str], Shelf] = field(default_factory=dict, init=False)
    _terms: defaultdict[List, dict[str, int]] = field(default_factory=lambda: defaultdict(dict), init=False)
    _df: Counter[int] = field(default_factory=Counter, init=False)
    _documents: Counter[int] = field(default_factory=Counter, init=False)
    _length: Counter[int] = field(default_factory=Counter, init=False)

    def add(self, pages: Sequence[Counted]) -> None:
        """Puts pages in; what is there already of the same thing must have been taken out."""
        if not pages:
            return
        shelves = [self._shelf(one.page.language, one.page.audience) for one in pages]
        self._learn(pages, shelves)
        found = [self._numbers(shelf, 0, one.counts) for one, shelf in zip(pages, shelves, strict=True)]
        written = [self._numbers(shelf, 1, one.forms) for one, shelf in zip(pages, shelves, strict=True)]
        ids = self._write_documents(pages, shelves, map(add, found, written))
        for one, shelf, document, terms, forms in zip(pages, shelves, ids, found, written, strict=True):
            self._gather(document, terms, impacts(one.counts, one.length, shelf.average))
            self._df.update(terms)
            self._df.update(forms)
            self._documents[shelf.id] += 1
            self._length[shelf.id] += one.length
        if not self.whole:
            self.database.insert(NEW_POSTINGS, list(self.due()))
        if not self.for_ever:
            self._write_labels(pages, ids)

    def _write_labels(self, pages: Sequence[Counted], ids: Sequence[int]) -> None:
        labels = [
            (facet, document)
            for one, document in zip(pages, ids, strict=True)
            for facet in labels_of(one.page.kind, one.page.language, one.page.facets)
        ]
        self.database.insert(NEW_LABELS, sorted(labels))

    def _gather(self, document: int, terms: Sequence[int], added: Sequence[int]) -> None:
        place, waiting = document << IMPACT_BITS, self._waiting
        for term, impact in zip(terms, added, strict=True):
            if term in waiting:
                waiting[term].append(place | impact)
            else:
                waiting[term] = array("Q", (place | impact,))
        self.waiting += len(terms)

    def due(self) -> Iterator[tuple[int, int, int]]:
        """The postings that wait, in the order of the table; they wait no longer."""
        gathered, self._waiting, self.waiting = self._waiting, {}, 0
        for term in sorted(gathered):
            for one in sorted(gathered.pop(term)):
                yield term, one >> IMPACT_BITS, one & MOST_IMPACT

    def remove(self, documents: Collection[int]) -> None:
        """Takes pages out, and the words that stood in no other page."""
        for batch in in_batches(documents, BATCH):
            rows = self.database.rows(with_list(LEAVING, batch), batch)
            for document, shelf, length, terms, facets, kind, language in rows:
                self._remove_words(document, unpacked(bytes(terms)))
                self._documents[shelf] -= 1
                self._length[shelf] -= length
                for facet in labels_of(kind, language, facets.split()):
                    self.database.run(DROP_LABEL, [facet, document])
            self.database.run(with_list(DROP_DOCUMENTS, batch), batch)
        self.flush()

    def _remove_words(self, document: int, terms: Sequence[int]) -> None:
        for batch in in_batches(terms, BATCH):
            self.database.run(with_list(DROP_POSTINGS, batch), [document, *batch])
        self._df.subtract(terms)

    def flush(self) -> None:
        """Writes how many pages have each word, and how many pages and words each partition has."""
        changes = sorted((term, number) for term, number in self._df.items() if number)
        for batch in in_batches(changes, BATCH):
            self.database.run(*with_rows(COUNT_TERMS, batch))
        fewer = [term for term, number in changes if number < 0]
        for terms in in_batches(fewer, BATCH):
            self.database.run(with_list(DROP_TERMS, terms), terms)
        if fewer:
            self._terms.clear()
        for shelf in sorted(self._documents):
            self.database.run(COUNT_SHELF, [self._documents[shelf], self._length[shelf], shelf])
        for counter in (self._df, self._documents, self._length):
            counter.clear()

    def _shelf(self, language: str, audience: str) -> Shelf:
        """The partition of a language and an audience, made where there is none."""
        known = self._shelves.get((language, audience))
        if known is None:
            average = max(1, self.averages.get(language, SOME))
            self.database.run(NEW_SHELF, [self.generation, language, audience, average])
            row = self.database.rows(SHELF, [self.generation, language, audience])
            known = self._shelves[language, audience] = Shelf(*row[0])
        return known

    def _numbers(self, shelf: Shelf, written: int, words: Iterable[str]) -> list[int]:
        return list(map(self._terms[shelf.id, written].__getitem__, words))

    def _learn(self, pages: Sequence[Counted], shelves: Sequence[Shelf]) -> None:
        """Numbers for the words of the pages; new words come into the list."""
        wanted: defaultdict[List, set[str]] = defaultdict(set)
        for one, shelf in zip(pages, shelves, strict=True):
            wanted[shelf.id, 0].update(one.counts)
            wanted[shelf.id, 1].update(one.forms)
        keys = [
            (*of, word) for of, words in sorted(wanted.items()) for word in words - self._terms[of].keys()
        ]
        self._look_up(keys)
        new = sorted(key for key in keys if key[2] not in self._terms[key[:2]])
        self.database.insert(NEW_TERMS, [(*key, 0) for key in new])
        self._look_up(new)

    def _look_up(self, keys: Sequence[tuple[int, int, str]]) -> None:
        for batch in in_batches(keys, BATCH):
            for number, shelf, written, term in self.database.rows(*with_rows(TERMS, batch)):
                self._terms[shelf, written][term] = number

    def _write_documents(
        self, pages: Sequence[Counted], shelves: Sequence[Shelf], words: Iterable[Sequence[int]]
    ) -> list[int]:
        """Writes the rows of the pages, with the numbers of their words, and gives their own numbers, in the
        same order."""
        ids: dict[tuple[int, str, str], int] = {}
        rows: list[tuple[Any, ...]] = []
        for one, shelf, terms in zip(pages, shelves, words, strict=True):
            kept = NOTHING if self.for_ever else _kept(one, terms)
            rows.append((shelf.id, one.page.kind, one.page.key, *kept))
        for batch in in_batches(rows, BATCH):
            made = self.database.rows(*with_rows(NEW_DOCUMENTS, batch))
            ids.update({(shelf, kind, key): id for id, shelf, kind, key in made})
        return [ids[row[0], row[1], row[2]] for row in rows]
