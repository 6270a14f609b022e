"""Measures how places are held when 24 cities accept the last one at the same moment, 8 times over.

Promised: exactly one gets it each time, the others are told that it is gone, nobody sees another fault, and
the 24 answers at once take at most three times as long as one after another, whatever else the machine does.
The tests do the same on PostgreSQL; with CITYCLUSTERS_DATABASE this does, too.

    PYTHONPATH=. .venv/bin/python tests/bench/bench_places.py [TRIALS]
"""

import sys

from tests.bench import apart

TRIALS = 8

if __name__ == "__main__":
    sys.exit(apart.run("place_steps", TRIALS))
