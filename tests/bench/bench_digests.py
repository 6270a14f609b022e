"""Measures the writing of 5,000 digests, with somebody else writing all the time.

The promise: under 60 seconds, without holding up writers. Printed: the time; how it compares to bare inserts
of as many letters of the same size in chunks of the same size; how long another process waited for each of
its own small transactions, beside the same process alone.

    .venv/bin/python tests/bench/bench_digests.py [PEOPLE]
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEOPLE = 5000
PROMISED_SECONDS = 60
PROMISED_WAIT = 0.5  # seconds for another writer, at most
OTHER = """
import sys, time, django
django.setup()
from django.db import transaction
from cityclusters.people.models import Attempt
stop = open(sys.argv[1], "w", buffering=1)
while True:
    start = time.perf_counter()
    with transaction.atomic():
        Attempt.objects.create(kind="bench", key="x")
    stop.write(f"{time.perf_counter() - start}\\n")
    time.sleep(0.01)
"""


def main() -> int:
    """Everything in a database of its own; 1 where a promise is not kept."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            CITYCLUSTERS_DATA=folder,
            CITYCLUSTERS_DEMO="1",
            DJANGO_SETTINGS_MODULE="cityclusters.config.settings",
        )
        return measure(people, Path(folder))


def measure(people: int, folder: Path) -> int:
    """Prepares the rows, measures, prints."""
    import django  # noqa: PLC0415 -- after the settings of this run

    django.setup()
    from tests.bench import digest_rows  # noqa: PLC0415

    digest_rows.make(people)
    alone = waits(folder / "alone", lambda: time.sleep(5))
    times: list[float] = []
    meanwhile = waits(folder / "meanwhile", lambda: times.append(digest_rows.write()))
    bare = digest_rows.bare(people)
    print(f"{people} digests: {times[0]:.1f} s; bare inserts {bare:.1f} s; ratio {times[0] / bare:.1f}")
    for name, found in (("alone", alone), ("while digests are written", meanwhile)):
        high = sorted(found)[int(len(found) * 0.99)]
        print(
            f"another writer {name}: {len(found)} transactions, "
            f"median {statistics.median(found) * 1000:.0f} ms, "
            f"p99 {high * 1000:.0f} ms, longest {max(found) * 1000:.0f} ms"
        )
    kept = times[0] * PEOPLE / people < PROMISED_SECONDS and max(meanwhile) < PROMISED_WAIT
    return 0 if kept else 1


def waits(path: Path, work: "object") -> list[float]:
    """How long another process took for each transaction while the work was done."""
    with subprocess.Popen([sys.executable, "-c", OTHER, str(path)]) as other:
        while not path.exists() or not path.read_text():
            time.sleep(0.05)
        assert callable(work)
        work()
        other.send_signal(signal.SIGKILL)
    lines = path.read_text().split("\n")[:-1]
    return [float(line) for line in lines]


if __name__ == "__main__":
    sys.exit(main())
