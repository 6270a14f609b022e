"""Counting the words of many pages: in a second process where there is a second processor and enough to do,
while the first one writes what is counted already."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import current_process, get_context

from cityclusters.search.index.database import in_batches
from cityclusters.search.index.page import Counted, Page, count

WORTH_A_PROCESS = 3000  # pages; to start one takes a second or two
AHEAD = 3  # batches that wait for the writer


def count_all(pages: Sequence[Page]) -> list[Counted]:
    """Counts each of the pages."""
    return [count(page) for page in pages]


def counted(pages: Iterable[Page], size: int, total: int) -> Iterator[list[Counted]]:
    """The pages with their words counted, in batches and in their order. `total` is about how many there
    are."""
    batches = in_batches(pages, size)
    alone = (os.cpu_count() or 1) < 2 or current_process().daemon
    if total < WORTH_A_PROCESS or alone:
        return map(count_all, batches)
    return _beside(batches)


def _beside(batches: Iterator[list[Page]]) -> Iterator[list[Counted]]:
    """Counted in another process, some batches ahead. Where that process can't be had, or ends before its
    time, the rest is counted here."""
    # A fresh interpreter: it shares no connection with this one, and counts without Django.
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    try:
        waiting = deque((batch, _given(pool, batch)) for batch in islice(batches, AHEAD))
        while waiting:
            yield _result(*waiting.popleft())
            waiting.extend((batch, _given(pool, batch)) for batch in islice(batches, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def _given(pool: ProcessPoolExecutor, batch: list[Page]) -> "Future[list[Counted]] | None":
    try:
        return pool.submit(count_all, batch)
    except (BrokenProcessPool, OSError):
        return None


def _result(batch: list[Page], future: "Future[list[Counted]] | None") -> list[Counted]:
    try:
        return future.result() if future is not None else count_all(batch)
    except BrokenProcessPool:
        return count_all(batch)
