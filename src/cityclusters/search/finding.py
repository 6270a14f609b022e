"""A search as a reader asks it: only in what she may see, one result for a thing, in the best language."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Subquery

from cityclusters.people.readers import Reader
from cityclusters.search.audiences import audiences_of
from cityclusters.search.database import PlatformDatabase
from cityclusters.search.dictionaries import lexicons, with_places
from cityclusters.search.index.asking import Understood, understand
from cityclusters.search.index.database import with_list, with_rows
from cityclusters.search.index.ranking import MOST, Shelf, shelves
from cityclusters.search.index.vocabulary import Vocabulary, language_of
from cityclusters.search.indexing import changed_since
from cityclusters.search.models import Generation
from cityclusters.search.sources import SOURCES

PER_PAGE = 10
LONGEST = 300  # characters of a question
LOOK_BACK = 500  # lines of the journal that a search looks at for what has just changed

FACETS = "SELECT id, partition_id, kind, key, facets, day FROM search_document WHERE id IN :list"
TEXTS = """
WITH wanted(kind, key) AS (VALUES :rows)
SELECT d.id, d.partition_id, d.kind, d.key, d.title, d.text, d.place
FROM wanted w CROSS JOIN search_document d WHERE d.kind = w.kind AND d.key = w.key"""

vocabulary = Vocabulary(PlatformDatabase())

Thing = tuple[str, str]
"""Kind and key."""


class Asked(NamedTuple):
    """What a reader asks: words, facets that results must have, the order ('fit' or 'date')."""

    text: str
    only: tuple[str, ...] = ()
    order: str = "fit"
    literally: bool = False


@dataclass(slots=True)
class Candidate:
    """A thing that fits: the score of its best page, that page, all that fit by language, the facets of each
    as they stand in the index, day."""

    thing: Thing
    score: int
    document: int
    languages: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    day: str = ""

    def facets(self) -> str:
        """The facets of its pages, each once, parted by spaces."""
        return self.names[0] if len(self.names) == 1 else " ".join({*" ".join(self.names).split()})


class Text(NamedTuple):
    """The page of a thing that a result shows."""

    language: str
    title: str
    text: str
    place: str


@dataclass
class Found:
    """All that fits, best first, and how the question was understood. `places` are keys of places named in
    it; `more` says that more pages fit than were ranked."""

    asked: Asked
    understood: Understood | None = None
    candidates: list[Candidate] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    more: bool = False
    shelves: list[Shelf] = field(default_factory=list)

    def counts(self) -> Counter[str]:
        """How many things have each facet; 'kind:…' and 'language:…' are facets too."""
        counts = Counter(" ".join([one.facets() for one in self.candidates]).split())
        for kind, number in Counter([one.thing[0] for one in self.candidates]).items():
            counts[f"kind:{kind}"] = number
        codes = Counter([code for one in self.candidates for code in one.languages])
        for code, number in codes.items():
            counts[f"language:{code}"] = number
        return counts


def find(asked: Asked, reader: Reader, language: str) -> Found:
    """Answers a question for a reader who reads in `language`."""
    found = Found(asked, shelves=shelves(PlatformDatabase(), audiences_of(reader)))
    if not asked.text or not found.shelves:
        return found
    database, known = PlatformDatabase(), lexicons()
    spoken = language_of(asked.text, database, found.shelves, known, language)
    understood = understand(
        asked.text,
        spoken,
        database,
        found.shelves,
        vocabulary,
        known,
        enrich=with_places,
        literally=asked.literally,
    )
    hits = understood.ranked(database, found.shelves, MOST + 1, asked.only)
    found.understood, found.places, found.more = understood, understood.places, len(hits) > MOST
    found.candidates = gathered(hits[:MOST], found.shelves, language)
    if asked.order == "date":
        found.candidates.sort(key=lambda one: one.day, reverse=True)
    return found


def gathered(hits: Sequence[tuple[int, int]], places: Sequence[Shelf], language: str) -> list[Candidate]:
    """The pages that fit as things: a thing is as good as its best page. Among equals those in the reader's
    language come first, then the newer."""
    if not hits:
        return []
    languages = {place.id: place.language for place in places}
    scores = dict(hits)
    found: dict[Thing, Candidate] = {}
    ids = list(scores)
    for document, shelf, kind, key, names, day in PlatformDatabase().rows(with_list(FACETS, ids), ids):
        thing = (kind, key)
        score = scores[document]
        one = found.get(thing)
        if one is None:
            found[thing] = Candidate(thing, score, document, {languages[shelf]: document}, [names], day)
            continue
        if (score, -document) > (one.score, -one.document):
            one.score, one.document, one.day = score, document, day
        one.languages[languages[shelf]] = document
        one.names.append(names)
    rows = sorted(found.values(), key=attrgetter("day"), reverse=True)
    return sorted(rows, key=lambda one: (-one.score, language not in one.languages))


def open_page(found: Found, number: int | str, reader: Reader) -> "Page[Candidate]":
    """The page of this number, once all that the reader can't open at this moment is taken out of it, and out
    of the whole what acts of the last minutes withdrew: the index doesn't know of them yet."""
    checked: set[Thing] = set()
    unsure = _touched(found)
    while True:
        page = Paginator(found.candidates, PER_PAGE).get_page(number)
        unsure |= {one.thing for one in page} - checked
        if not unsure:
            return page
        gone = unsure - visible(unsure, reader)
        checked |= unsure
        unsure = set()
        if gone:
            found.candidates = [one for one in found.candidates if one.thing not in gone]


def _touched(found: Found) -> set[Thing]:
    """Those of the candidates that lines of the journal are about which the index has not followed yet."""
    entry = Generation.objects.filter(current=True).values("entry")[:1]
    changed, _last = changed_since(Subquery(entry), LOOK_BACK)
    fresh = {(kind, key) for kind, keys in changed.items() for key in keys}
    return fresh and {one.thing for one in found.candidates if one.thing in fresh}


def visible(things: Iterable[Thing], reader: Reader) -> set[Thing]:
    """Those of the things that the reader may open now. One query."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for kind, key in things:
        keys[kind].add(key)
    queries = [SOURCES[kind].visible_keys(reader, found) for kind, found in sorted(keys.items())]
    if not queries:
        return set()
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    return {(kind, key) for kind, key in rows}


def texts_of(candidates: Collection[Candidate], found: Found, language: str) -> dict[Thing, Text]:
    """For each thing the page that the reader gets: in the language she asked for by a filter, else in her
    own, else the one that fits best. Only pages of her own partitions, and of what can lose parts of its
    text only what stands there now. One query, and those of `Source.texts_now`."""
    if not candidates:
        return {}
    languages = {place.id: place.language for place in found.shelves}
    chosen = [name.removeprefix("language:") for name in found.asked.only if name.startswith("language:")]
    rows = PlatformDatabase().rows(*with_rows(TEXTS, [one.thing for one in candidates]))
    pages: defaultdict[Thing, dict[str, tuple[int, Text]]] = defaultdict(dict)
    for document, shelf, kind, key, title, text, place in rows:
        if shelf in languages:
            code = languages[shelf]
            pages[kind, key][code] = (document, Text(code, title, text, place))
    now = _texts_now(one.thing for one in candidates)
    result = {}
    for one in candidates:
        known = pages.get(one.thing, {})
        if SOURCES[one.thing[0]].texts_now is not None:
            known = {
                code: (number, Text(code, *now[one.thing, code], text.place))
                for code, (number, text) in known.items()
                if (one.thing, code) in now
            }
        best = next((code for code, (number, _text) in known.items() if number == one.document), "")
        code = next((code for code in [*chosen, language, best, *sorted(known)] if code in known), "")
        if code:
            result[one.thing] = known[code][1]
    return result


def _texts_now(things: Iterable[Thing]) -> dict[tuple[Thing, str], tuple[str, str]]:
    """Title and text of the things that can lose parts of their text, by language."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for kind, key in things:
        keys[kind].add(key)
    return {
        ((kind, key), language): texts
        for kind, wanted in sorted(keys.items())
        for read in [SOURCES[kind].texts_now]
        if read is not None
        for (key, language), texts in read(wanted).items()
    }
