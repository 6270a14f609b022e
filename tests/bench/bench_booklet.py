"""Measures a booklet of 100 practices with a picture each: the seconds of each stage, from the pictures as
they were uploaded to the files, and the PDF as a multiple of bare Typst on the same input in the same run.

The promise: the PDF, its pictures made small included, in under 20 seconds.

    PYTHONPATH=. .venv/bin/python tests/bench/bench_booklet.py [PRACTICES]
"""

import sys

from tests.bench import apart

PRACTICES = 100

if __name__ == "__main__":
    sys.exit(apart.run("booklet_steps", PRACTICES))
