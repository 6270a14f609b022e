"""Measures the overview of a programme of 200 projects with 50 indicators and 12 periods by sex.

The promise: at most 20 queries, and under 300 ms inside the server (the best of ten; the time that the server
works from the request to the answer). Printed beside it: how long a bare count of the indicators takes.

    .venv/bin/python tests/bench/bench_overview.py [PROJECTS]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.bench import apart

PROJECTS = 200

if __name__ == "__main__":
    sys.exit(apart.run("overview_steps", PROJECTS))
