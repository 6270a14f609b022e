"""Measures `cityclusters gate` on a plan of 200 indicators, as a whole process.

The promise is under 1 second. Printed too: how many starts of a bare interpreter it took, for starting is the
floor.

    .venv/bin/python tests/bench/bench_gate.py [INDICATORS]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import orjson

INDICATORS = 200
ROUNDS = 5
PROMISED_SECONDS = 1
DOMAINS = ("labour", "access_control", "power_responsibility", "needs_perception")


def main() -> int:
    """Writes the file, runs the command, prints what it measured; 1 if the promise is not kept."""
    indicators = int(sys.argv[1]) if len(sys.argv) > 1 else INDICATORS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        path.write_bytes(orjson.dumps(plan(indicators)))
        command = [str(Path(sys.executable).with_name("cityclusters")), "gate", str(path)]
        best = min(seconds(command) for _ in range(ROUNDS))
    bare = min(seconds([sys.executable, "-c", "pass"]) for _ in range(ROUNDS))
    print(f"cityclusters gate, {indicators} indicators: {best:.2f} s")
    print(f"a bare interpreter: {bare:.3f} s; ratio {best / bare:.1f}")
    return 0 if best < PROMISED_SECONDS else 1


def seconds(command: list[str]) -> float:
    """How long the command takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def plan(indicators: int) -> dict[str, Any]:
    """A plan with as many objectives, actions and findings as indicators; every third has a fault."""
    numbers = range(indicators)
    return {
        "findings": [
            {"id": f"f{n}", "domain": DOMAINS[n % 4], "source": "focus groups", "by_sex": True}
            for n in numbers
        ],
        "objectives": [{"id": f"O{n}", "gender": n % 2 == 0, "finding": f"f{n}"} for n in numbers],
        "actions": [
            {"id": f"A{n}", "objective": f"O{n}", "budget": 100 * n, "owner": "CDA", "due": "2026-06-30"}
            for n in numbers
        ],
        "indicators": [
            {
                "id": f"I{n}",
                "unit": "people",
                "target": 100 + (n % 3 == 0),
                "target_by_sex": {"female": 55, "male": 45},
                "baseline_by_sex": {"female": 20, "male": 40},
            }
            for n in numbers
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
