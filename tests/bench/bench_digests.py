"""Measures the writing of 5,000 digests, with somebody else writing all the time.

The promise: under 60 seconds, without holding up writers. Printed: the time; how it compares to bare inserts
of as many letters of the same size in chunks of the same size; how long another process waited for each of
its own small transactions, beside the same process alone.

    PYTHONPATH=. .venv/bin/python tests/bench/bench_digests.py [PEOPLE]
"""

import sys

from tests.bench import apart

PEOPLE = 5000

if __name__ == "__main__":
    sys.exit(apart.run("digest_rows", PEOPLE))
