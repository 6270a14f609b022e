"""Measures how places are held when 24 cities accept the last one at the same moment, 8 times over.

Promised: exactly one gets it each time, the others are told that it is gone, nobody sees another fault, and
the 24 answers at once take at most three times as long as one after another, whatever else the machine does.
The tests do the same on PostgreSQL; with CITYCLUSTERS_DATABASE this does, too.

    .venv/bin/python tests/bench/bench_places.py [TRIALS]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TRIALS = 8
STEP = (
    "import django, sys; django.setup(); from tests.bench import place_steps; "
    "sys.exit(place_steps.run({number}))"
)


def main() -> int:
    """Prepares an empty database in a folder of its own and measures there; 1 if the promise is not kept."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else TRIALS
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "CITYCLUSTERS_DEMO": "1",
            "CITYCLUSTERS_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "cityclusters.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run([sys.executable, "-c", STEP.format(number=number)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
