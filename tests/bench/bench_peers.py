"""Measures the page "cities like mine" with 1,000 cities that have an organisation, offers and themes.

The promise: at most 12 queries, and p95 under 500 ms of the processor inside the server. Printed beside it:
the ranking alone, and the spreadsheet of all cities.

    PYTHONPATH=. .venv/bin/python tests/bench/bench_peers.py [CITIES]
"""

import sys

from tests.bench import apart

CITIES = 1000

if __name__ == "__main__":
    sys.exit(apart.run("peer_rows", CITIES))
