"""Measures a booklet of 100 practices with a picture each: the seconds of each stage, from the pictures as
they were uploaded to the files, and the PDF as a multiple of bare Typst on the same input in the same run.

The promise: the PDF, its pictures made small included, in under 20 seconds.

    .venv/bin/python tests/bench/bench_booklet.py [PRACTICES]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRACTICES = 100
STEP = (
    "import django, sys; django.setup(); from tests.bench import booklet_steps; "
    "sys.exit(booklet_steps.run({number}))"
)


def main() -> int:
    """Prepares an empty database in a folder of its own and measures there; 1 if the promise is not kept."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PRACTICES
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
