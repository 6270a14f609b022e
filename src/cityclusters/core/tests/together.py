"""Acts of several people in the same moment, for the tests of races."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def together(*acts: Callable[[], object]) -> list[BaseException]:
    """Does the acts at the same moment, each in a thread of its own; gives what went wrong."""
    return [fault for fault in outcomes(*acts) if fault]


def outcomes(*acts: Callable[[], object]) -> list[BaseException | None]:
    """The same, and for each act in their order what went wrong, or None."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        done = [pool.submit(run, act) for act in acts]
    return [future.exception() for future in done]
