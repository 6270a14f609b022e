"""Measures the page "cities like mine" with 1,000 cities that have an organisation, offers and themes.

The promise: at most 12 queries, and p95 under 500 ms of the processor inside the server. Printed beside it:
the ranking alone, and the spreadsheet of all cities.

    PYTHONPATH=. .venv/bin/python tests/bench/bench_peers.py [CITIES]
"""

import os
import subprocess
import sys
import tempfile

CITIES = 1000
STEP = (
    "import django, sys; django.setup(); from tests.bench import peer_rows; sys.exit(peer_rows.run({number}))"
)


def main() -> int:
    """Everything in a database of its own; 1 where a promise is not kept."""
    cities = int(sys.argv[1]) if len(sys.argv) > 1 else CITIES
    with tempfile.TemporaryDirectory() as folder:
        known = {key: value for key, value in os.environ.items() if not key.startswith("CITYCLUSTERS_")}
        own = {
            "CITYCLUSTERS_DATA": folder,
            "CITYCLUSTERS_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "cityclusters.config.settings",
        }
        step = STEP.format(number=cities)
        return subprocess.run([sys.executable, "-c", step], env=known | own, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
