"""What the benchmarks that need the product's database share: a process of its own on an empty one."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def run(steps: str, usual: int) -> int:
    """Calls `run(number)` of the module `tests.bench.<steps>` with the platform's settings and an embedded
    database that is thrown away, or the empty one that CITYCLUSTERS_DATABASE names; `number` is the command
    line's, else the usual one. Returns what it returns: 0 where every promise is kept."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else usual
    step = (
        f"import django; django.setup(); from tests.bench.{steps} import run; raise SystemExit(run({number}))"
    )
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "CITYCLUSTERS_DEMO": "1",
            "CITYCLUSTERS_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "cityclusters.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run([sys.executable, "-c", step], env=os.environ | own, check=False).returncode
