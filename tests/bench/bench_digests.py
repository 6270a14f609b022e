"""Measures the writing of 5,000 digests, with somebody else writing all the time.

The promise: under 60 seconds, without holding up writers. Printed: the time; how it compares to bare inserts
of as many letters of the same size in chunks of the same size; how long another process waited for each of
its own small transactions, beside the same process alone.

    .venv/bin/python tests/bench/bench_digests.py [PEOPLE]
"""

import os
import subprocess
import sys
import tempfile

PEOPLE = 5000
STEP = (
    "import django, sys; django.setup(); from tests.bench import digest_rows; "
    "sys.exit(digest_rows.run({number}))"
)


def main() -> int:
    """Everything in a database of its own; 1 where a promise is not kept."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        known = {key: value for key, value in os.environ.items() if not key.startswith("CITYCLUSTERS_")}
        own = {
            "CITYCLUSTERS_DATA": folder,
            "CITYCLUSTERS_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "cityclusters.config.settings",
        }
        step = STEP.format(number=people)
        return subprocess.run([sys.executable, "-c", step], env=known | own, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
