"""What the index needs of a database, and one in memory for files."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Protocol, TypeVar

Rows = list[tuple[Any, ...]]
T = TypeVar("T")


class Database(Protocol):
    """Statements with `%s` for values."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        """The rows that a statement gives."""
        ...

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """A statement that gives none."""
        ...

    def insert(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """A statement with `:rows`, for any number of them."""
        ...


TABLES = """
CREATE TABLE search_generation (id INTEGER PRIMARY KEY, current BOOLEAN NOT NULL);
CREATE TABLE search_partition (id INTEGER PRIMARY KEY, generation_id INTEGER NOT NULL,
  language TEXT NOT NULL, audience TEXT NOT NULL, documents INTEGER NOT NULL, length INTEGER NOT NULL,
  average INTEGER NOT NULL, UNIQUE (generation_id, language, audience));
CREATE TABLE search_term (id INTEGER PRIMARY KEY, partition_id INTEGER NOT NULL, written INTEGER NOT NULL,
  term TEXT NOT NULL, df INTEGER NOT NULL, UNIQUE (partition_id, written, term));
CREATE TABLE search_posting (term_id INTEGER NOT NULL, document_id INTEGER NOT NULL, impact INTEGER NOT NULL,
  PRIMARY KEY (term_id, document_id)) WITHOUT ROWID;
CREATE TABLE search_document (id INTEGER PRIMARY KEY, partition_id INTEGER NOT NULL, kind TEXT NOT NULL,
  key TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, place TEXT NOT NULL,
  facets TEXT NOT NULL, day TEXT NOT NULL,
  length INTEGER NOT NULL, words BLOB NOT NULL, digest TEXT NOT NULL, UNIQUE (partition_id, kind, key));
INSERT INTO search_generation VALUES (1, TRUE);
CREATE TABLE search_label (facet TEXT NOT NULL, document_id INTEGER NOT NULL,
  PRIMARY KEY (facet, document_id)) WITHOUT ROWID;
"""
"""The tables as the migrations make them; here for an index of files."""


class MemoryDatabase:
    """A database of its own in memory, with the tables of the index."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.executescript(TABLES + "BEGIN;")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Rows:
        """The rows that a statement gives."""
        return self.connection.execute(sql.replace("%s", "?"), values).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """A statement that gives none."""
        self.connection.execute(sql.replace("%s", "?"), values)

    def insert(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """A statement with `:rows`, for any number of them."""
        if rows:
            one, _values = with_rows(sql, rows[:1])
            self.connection.executemany(one.replace("%s", "?"), rows)


def with_rows(sql: str, rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
    """The statement with a place for each value of the rows at `:rows`, and all the values."""
    row = f"({', '.join(['%s'] * len(rows[0]))})"
    return sql.replace(":rows", ", ".join([row] * len(rows))), list(chain.from_iterable(rows))


def with_list(sql: str, values: Sequence[Any]) -> str:
    """The statement with a place for each of the values at `:list`."""
    return sql.replace(":list", f"({', '.join(['%s'] * len(values))})")


def in_batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """The rows in lists of at most `size`, each made when it is wanted."""
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch
