"""Keeping the index true: what changed since the last look, and the whole anew beside the old one."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Max, Subquery
from django.utils import timezone

from cityclusters.journal.models import Entry
from cityclusters.search.counting import counted
from cityclusters.search.database import PlatformDatabase
from cityclusters.search.index.database import in_batches, with_list
from cityclusters.search.index.page import Page, count
from cityclusters.search.index.writing import NEW_POSTINGS, Writer
from cityclusters.search.models import Generation, Partition
from cityclusters.search.sources import SOURCES

ANALYSIS = 1  # grows when words are made by other rules: then the index is made anew
SETTLED = timedelta(minutes=2)  # a line of the journal may become visible that much after a later one
MOST_LINES = 2000  # of the journal at one look
STEP = 100  # pages that are written in one transaction: others write in between
WHOLE_STEP = 250  # the same where the whole is written, which nobody reads yet
WAITING = 3_000_000  # postings that gather before they are written; some 60 MB
ROWS_OF_A_STEP = 20_000  # of them in one transaction
SAMPLE = 200  # pages of each kind that say how long a usual page is
FEW = 50  # a partition with fewer pages says nothing about that
Changed = dict[str, set[str]]
"""Kind to the keys of things that may have changed."""

KNOWN = """
SELECT d.id, d.kind, d.key, p.language, p.audience, d.digest
FROM search_document d JOIN search_partition p ON p.id = d.partition_id
WHERE p.generation_id = %s AND d.kind = %s AND d.key IN :list"""


def current() -> Generation | None:
    """The generation that answers, if there is one."""
    return Generation.objects.filter(current=True).first()


def changed_since(entry: int | Subquery, most: int | None = None) -> tuple[Changed, int]:
    """What the journal's lines after this one are about, and the last of them that was read (0 for none); at
    most `most`, else MOST_LINES."""
    most = MOST_LINES if most is None else most
    rows = Entry.objects.filter(pk__gt=entry).order_by("pk")
    lines = list(rows.values_list("pk", "subject_kind", "subject_id")[:most])
    subjects: defaultdict[str, set[str]] = defaultdict(set)
    for _pk, kind, key in lines:
        subjects[kind].add(key)
    changed: Changed = defaultdict(set)
    for source in SOURCES.values():
        for kind, keys_of in source.watches.items():
            if subjects.get(kind):
                changed[source.kind].update(keys_of(subjects[kind]))
    return changed, lines[-1][0] if lines else 0


def catch_up() -> int:
    """Brings into the index what changed since the last look; how many pages were written or taken out.

    Lines of the last two minutes are looked at again the next time: two transactions need not end in the
    order in which they wrote theirs."""
    generation = current()
    if generation is None:
        return 0
    done, last, before = 0, generation.entry, -1
    while last > before:  # however many lines a minute brought
        before = last
        changed, newest = changed_since(before)
        last = max(before, newest)
        done += sum(refresh(generation, kind, keys) for kind, keys in sorted(changed.items()))
    settled = Entry.objects.filter(pk__gt=generation.entry, pk__lte=last, at__lte=timezone.now() - SETTLED)
    upto = settled.aggregate(last=Max("pk"))["last"]
    if upto is not None:
        Generation.objects.filter(pk=generation.pk).update(entry=upto)
    return done


@transaction.atomic
def refresh(generation: Generation, kind: str, keys: Collection[str]) -> int:
    """Writes the pages of these things anew where they are not as in the index; how many changed."""
    database, done = PlatformDatabase(), 0
    for batch in in_batches(sorted(keys), STEP):
        rows = database.rows(with_list(KNOWN, batch), [generation.pk, kind, *batch])
        known = {
            (key, language, audience): (number, digest)
            for number, _kind, key, language, audience, digest in rows
        }
        wanted = {(page.key, page.language, page.audience): page for page in SOURCES[kind].pages_of(batch)}
        stale = [
            number
            for place, (number, digest) in known.items()
            if place not in wanted or wanted[place].digest != digest
        ]
        fresh = [
            count(page)
            for place, page in wanted.items()
            if place not in known or known[place][1] != page.digest
        ]
        writer = Writer(database, generation.pk, averages())
        writer.remove(stale)
        writer.add(fresh)
        writer.flush()
        done += len(stale) + len(fresh)
    return done


def averages() -> dict[str, int]:
    """How many words a usual page of a language has, where the index knows."""
    lengths: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in Partition.objects.filter(generation__current=True):
        lengths[row.language][0] += row.documents
        lengths[row.language][1] += row.length
    return {language: length // pages for language, (pages, length) in lengths.items() if pages >= FEW}


def sampled() -> dict[str, int]:
    """The same from a sample of the pages there are."""
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    for source in SOURCES.values():
        for page in islice(source.pages_of(), SAMPLE):
            lengths[page.language].append(count(page).length)
    return {language: max(1, sum(all_) // len(all_)) for language, all_ in lengths.items()}


def rebuild(progress: "Callable[[int, int], None] | None" = None) -> Generation:
    """Makes the whole index anew. Searches go on in the old one until the new one takes its place; what
    changes meanwhile is caught up with. A rebuild that was begun and not ended is dropped."""
    for unfinished in Generation.objects.filter(finished_at=None, current=False):
        drop(unfinished)
    settled = Entry.objects.filter(at__lte=timezone.now() - SETTLED).aggregate(last=Max("pk"))["last"] or 0
    total = sum(source.rows().count() for source in SOURCES.values())
    generation = Generation.objects.create(entry=settled, analysis=ANALYSIS, total=total)
    every = (page for source in SOURCES.values() for page in source.pages_of())
    write_all(generation, every, sampled() | averages(), progress)
    switch_to(generation)
    return generation


def write_all(
    generation: Generation,
    pages: Iterable[Page],
    usual: dict[str, int],
    progress: "Callable[[int, int], None] | None" = None,
) -> None:
    """Writes all pages into a generation, in short steps with room for other writers between them."""
    writer = Writer(PlatformDatabase(), generation.pk, usual, whole=True)
    for batch in counted(pages, WHOLE_STEP, generation.total):
        with transaction.atomic():
            writer.add(batch)
            generation.done += len(batch)
            generation.save(update_fields=["done"])
        if writer.waiting > WAITING:
            _write_waiting(writer)
        if progress is not None:
            progress(generation.done, max(generation.total, generation.done))
    _write_waiting(writer)
    writer.flush()


def _write_waiting(writer: Writer) -> None:
    """Writes the postings that have gathered, in short steps too."""
    for rows in in_batches(writer.due(), ROWS_OF_A_STEP):
        with transaction.atomic():
            writer.database.insert(NEW_POSTINGS, rows)


def switch_to(generation: Generation) -> None:
    """From now on this generation answers; the one before it goes."""
    with transaction.atomic():
        old = list(Generation.objects.select_for_update().filter(current=True).exclude(pk=generation.pk))
        Generation.objects.filter(pk__in=[row.pk for row in old]).update(current=False)
        generation.current, generation.finished_at = True, timezone.now()
        generation.save(update_fields=["current", "finished_at"])
    for row in old:
        drop(row)


def drop(generation: Generation) -> None:
    """Deletes a generation in short steps."""
    database = PlatformDatabase()
    for shelf in generation.partitions.all():
        while terms := list(shelf.terms.order_by("pk").values_list("pk", flat=True)[:500]):
            with transaction.atomic():
                database.run(with_list("DELETE FROM search_posting WHERE term_id IN :list", terms), terms)
                database.run(with_list("DELETE FROM search_term WHERE id IN :list", terms), terms)
        while pages := list(shelf.pages.order_by("pk").values_list("pk", flat=True)[:500]):
            with transaction.atomic():
                database.run(with_list("DELETE FROM search_label WHERE document_id IN :list", pages), pages)
                database.run(with_list("DELETE FROM search_document WHERE id IN :list", pages), pages)
    generation.delete()
