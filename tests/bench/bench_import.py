"""Measures a list of 5,000 delegates end to end: reading it with its dry run, then writing it.

The promise: under 60 seconds, under 300 MB, and nobody else who writes ever waits more than half a second.
The list is checked and written by a process like the worker's; meanwhile another process writes a small row
every few milliseconds and remembers its longest wait. CITYCLUSTERS_DATABASE, where set, names another
database than the embedded one (an empty one).

    .venv/bin/python tests/bench/bench_import.py [PEOPLE]
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE = 5_000
PROMISED_SECONDS, PROMISED_MEGABYTES, PROMISED_WAIT = 60, 300, 0.5
STEP = (
    "import django, json, sys; django.setup(); from tests.bench import import_steps; "
    "sys.stdout.write(json.dumps({call}))"
)


def main() -> int:
    """Prepares a database, runs both processes, prints what they measured; 1 if a promise is not kept."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "CITYCLUSTERS_DEMO": "1",
            "CITYCLUSTERS_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "cityclusters.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        subprocess.run(step(f"import_steps.prepare({people})"), check=True, stdout=subprocess.DEVNULL)
        with subprocess.Popen(step("import_steps.others()"), stdout=subprocess.PIPE) as others:
            done = subprocess.run(step("import_steps.bring_in()"), check=True, stdout=subprocess.PIPE)
            others.terminate()
            waited = json.loads(others.communicate()[0])
    return told(people, json.loads(done.stdout), waited)


def step(call: str) -> list[str]:
    """The command of a process that does one step and prints its result."""
    return [sys.executable, "-c", STEP.replace("{call}", call)]


def told(people: int, done: dict[str, Any], waited: dict[str, Any]) -> int:
    """Prints the figures; 1 if a promise is not kept."""
    total = done["read"] + done["write"]
    wait, whole = waited["longest"], waited["whole"]
    print(f"{people} delegates, {done['written']} written, {done['left_out']} left out")
    print(f"dry run {done['read']:.1f} s, writing {done['write']:.1f} s, together {total:.1f} s")
    print(f"peak memory {done['peak']:.0f} MB")
    print(f"others who write: {waited['writes']} writes, the longest wait {wait * 1000:.0f} ms")
    print(f"with their own time at the disk {whole * 1000:.0f} ms")
    kept = total < PROMISED_SECONDS and done["peak"] < PROMISED_MEGABYTES and wait < PROMISED_WAIT
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
