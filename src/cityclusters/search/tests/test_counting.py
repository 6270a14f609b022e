"""Counting in a second process gives what counting here gives, also when that process is killed."""

import os
import signal
from multiprocessing import active_children

import pytest

from cityclusters.search import counting
from cityclusters.search.index.page import Page, count

PAGES = [Page("guide", str(number), "en", f"Carpet {number}", "We weave. نسج 编织") for number in range(60)]


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few pages are worth a process, and there is a processor for it."""
    monkeypatch.setattr(counting, "WORTH_A_PROCESS", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_all_pages_come_in_their_order(beside: None) -> None:
    batches = list(counting.counted(PAGES, 7, len(PAGES)))
    assert [len(batch) for batch in batches] == [7] * 8 + [4]
    assert [one for batch in batches for one in batch] == [count(page) for page in PAGES]
    assert active_children() == []


def test_the_rest_is_counted_here_when_the_process_is_killed(beside: None) -> None:
    batches = counting.counted(PAGES, 5, len(PAGES))
    found = list(next(batches))
    children = active_children()
    assert len(children) == 1
    assert children[0].pid is not None
    os.kill(children[0].pid, signal.SIGKILL)
    children[0].join()
    found += [one for batch in batches for one in batch]
    assert found == [count(page) for page in PAGES]


def test_who_stops_early_leaves_no_process(beside: None) -> None:
    batches = counting.counted(PAGES, 5, len(PAGES))
    next(batches)
    batches.close()  # type: ignore[attr-defined]
    assert active_children() == []


def test_few_pages_start_no_process() -> None:
    batches = counting.counted(PAGES, 50, len(PAGES))
    assert len(next(batches)) == 50
    assert active_children() == []
