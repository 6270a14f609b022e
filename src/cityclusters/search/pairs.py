"""Writing dictionaries into the database: imported ones, each as a whole, and learned pairs."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.core.cache import caches
from django.db import transaction

from cityclusters.search.dictionaries import PAIRS_KEY
from cityclusters.search.lexicon_files import Entry
from cityclusters.search.models import Pair
from cityclusters.search.words.lexicon import LONGEST, phrase_of

STEP = 500  # rows that are written in one transaction
FIELD = 200  # characters


def rows_of(entries: Iterable[Entry], origin: str) -> Iterator[Pair]:
    """The entries as rows, in both directions."""
    for entry in entries:
        for language, text, target, meaning in (
            (entry.language, entry.text, entry.target, entry.meaning),
            (entry.target, entry.meaning, entry.language, entry.text),
        ):
            phrase = phrase_of(text, language)
            if 0 < len(phrase) <= LONGEST and len(" ".join(phrase)) <= FIELD:
                yield Pair(
                    origin=origin,
                    language=language,
                    phrase=" ".join(phrase),
                    target=target,
                    expression=meaning,
                )


def write(rows: Iterable[Pair]) -> int:
    """Writes rows in short steps; those that are there already stay as they are. How many were given."""
    source, done = iter(rows), 0
    while batch := list(islice(source, STEP)):
        with transaction.atomic():
            Pair.objects.bulk_create(batch, ignore_conflicts=True)
        done += len(batch)
    caches["memory"].delete(PAIRS_KEY)
    return done


def drop(origin: str) -> None:
    """Takes a dictionary out, in short steps."""
    while keys := list(Pair.objects.filter(origin=origin).values_list("pk", flat=True)[:STEP]):
        Pair.objects.filter(pk__in=keys).delete()
