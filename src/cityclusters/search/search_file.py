"""`cityclusters search-file DOCUMENTS.jsonl QUERIES.jsonl --top 10`: the index and the ranking on files.

A document is `{"id", "language", "title", "text"}`, a query `{"id", "text", "language"}`, one a line. A
language that is left out is guessed; title and text may be left out. The answer has a line
`{"query", "ranked"}` for each query, the best first. The index is made in memory; the platform's
database is not touched."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from cityclusters.core.engine_input import InputError, quoted
from cityclusters.search.analysis import guess_language
from cityclusters.search.index import ranking
from cityclusters.search.index.asking import understand
from cityclusters.search.index.database import MemoryDatabase, in_batches
from cityclusters.search.index.page import Counted, Page, count
from cityclusters.search.index.vocabulary import Vocabulary, language_of
from cityclusters.search.index.writing import NEW_POSTINGS, Writer
from cityclusters.search.words import concepts, names
from cityclusters.search.words.lexicon import Lexicon

USAGE = "usage: cityclusters search-file DOCUMENTS.jsonl QUERIES.jsonl [--top 10]"
MOST_RANKED = 1000
BATCH = 1000
WAITING, POSTINGS = 3_000_000, 50_000  # postings that gather before they are written, and at once
LONGEST_LANGUAGE = 20
# Three letters for the languages that have two.
THREE_LETTERS = {
    "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ara": "ar", "zho": "zh", "chi": "zh", "cmn": "zh",
    "rus": "ru", "por": "pt", "uzb": "uz", "deu": "de", "ger": "de", "ita": "it", "nld": "nl", "tur": "tr",
}  # fmt: skip

Id = str | int


class Line(NamedTuple):
    """An object of a file, with its place for messages."""

    place: str
    content: dict[str, Any]


class Query(NamedTuple):
    """A question: its id, its words, its language or ''."""

    id: Id
    text: str
    language: str


def answer(arguments: Sequence[str]) -> Iterator[bytes]:
    """The lines of the answer. Raises InputError with one line about what is wrong: the arguments, or a
    line of a file."""
    documents, queries, top = read_arguments(arguments)
    gc.disable()  # millions of small parts, none of them in a circle
    asked = list(read_queries(queries))
    index = FileIndex(list(read_documents(documents)))
    return (orjson.dumps({"query": one.id, "ranked": index.ranked(one, top)}) + b"\n" for one in asked)


def read_arguments(arguments: Sequence[str]) -> tuple[str, str, int]:
    """The two files and how many results a query gets."""
    files, top, rest = [], "10", list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--top" and rest:
            top = rest.pop(0)
        elif word.startswith("--top="):
            top = word.removeprefix("--top=")
        elif word.startswith("-"):
            raise InputError("usage", USAGE.removeprefix("usage: "))
        else:
            files.append(word)
    if len(files) != 2:
        raise InputError("usage", USAGE.removeprefix("usage: "))
    if not (top.isascii() and top.isdigit() and 1 <= int(top[:9]) <= MOST_RANKED):
        raise InputError("--top", f"must be a whole number from 1 to {MOST_RANKED}, not {quoted(top)}")
    return files[0], files[1], int(top)


def read_lines(path: str) -> Iterator[Line]:
    """The objects of a file, one a line; empty lines say nothing."""
    name = path if path.isprintable() else quoted(path)
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(name, f"cannot be read ({reason})") from None
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{name} line {number}"
        try:
            parsed = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise InputError(place, f"not a JSON object in UTF-8 ({error.msg})") from None
        if not isinstance(parsed, dict):
            raise InputError(place, "must be an object")
        yield Line(place, parsed)


def _id(line: Line, seen: set[Id]) -> Id:
    value = line.content.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise InputError(line.place, f"id must be text or a whole number, not {quoted(value)}")
    if value in seen:
        raise InputError(line.place, f"id {quoted(value)} is used twice")
    seen.add(value)
    return value


def _text(line: Line, key: str) -> str:
    value = line.content.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(line.place, f"{key} must be text, not {quoted(value)}")
    return value or ""


def _language(line: Line) -> str:
    """'pt-BR' → 'pt', 'eng' → 'en'; '' where none is said."""
    value = _text(line, "language").strip().lower().replace("_", "-")
    if len(value) > LONGEST_LANGUAGE:
        raise InputError(line.place, f"language must be a code, not {quoted(value)}")
    code = value.split("-")[0]
    return THREE_LETTERS.get(code, "" if code in ("und", "mul", "xx") else code)


def read_documents(path: str) -> Iterator[tuple[Id, Page]]:
    """The documents with their ids."""
    seen: set[Id] = set()
    for number, line in enumerate(read_lines(path)):
        title, text = _text(line, "title"), _text(line, "text")
        language = _language(line) or guess_language(f"{title} {text}"[:2000])
        yield _id(line, seen), Page("document", str(number), language, title, text)


def read_queries(path: str) -> Iterator[Query]:
    """The queries."""
    seen: set[Id] = set()
    for line in read_lines(path):
        if not isinstance(line.content.get("text"), str):
            raise InputError(line.place, "text is missing")
        yield Query(_id(line, seen), _text(line, "text"), _language(line))


class FileIndex:
    """An index of documents in memory."""

    def __init__(self, documents: Sequence[tuple[Id, Page]]) -> None:
        counted = [count(page) for _id, page in documents]
        self.database = MemoryDatabase()
        writer = Writer(self.database, 1, usual_lengths(counted), for_ever=True, whole=True)
        for batch in in_batches(counted, BATCH):
            writer.add(batch)
            if writer.waiting > WAITING:
                self._write_postings(writer)
        self._write_postings(writer)
        writer.flush()
        self.ids = {
            row: documents[int(key)][0]
            for row, key in self.database.rows("SELECT id, key FROM search_document")
        }
        self.places = ranking.shelves(self.database, ["public"])
        self.vocabulary = Vocabulary(self.database)

    def _write_postings(self, writer: Writer) -> None:
        for rows in in_batches(writer.due(), POSTINGS):
            self.database.insert(NEW_POSTINGS, rows)

    def ranked(self, query: Query, top: int) -> list[Id]:
        """The ids of the documents that answer the query best."""
        lexicons: list[Lexicon] = [concepts.built_in()]
        if {place.language for place in self.places} != {query.language}:
            lexicons.append(names.built_in())
        language = query.language or language_of(query.text, self.database, self.places, lexicons)
        understood = understand(query.text, language, self.database, self.places, self.vocabulary, lexicons)
        hits = understood.ranked(self.database, self.places, top)
        return [self.ids[hit.document] for hit in hits]


def usual_lengths(pages: Sequence[Counted]) -> dict[str, int]:
    """For each language how many words a page has on average."""
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    for one in pages:
        lengths[one.page.language].append(one.length)
    return {language: round(sum(all_) / len(all_)) for language, all_ in lengths.items()}
