"""Measures `cityclusters analyse` on 100,000 responses to 30 questions, as a whole process.

The promise is under 5 seconds. Printed: the time (the best of three and all of them), the peak memory of the
process, and how many times a bare `orjson.loads` of the same file it took: reading is the floor.

    .venv/bin/python tests/bench/bench_analyse.py [RESPONSES]
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import orjson

RESPONSES = 100_000
QUESTIONS = 30
ROUNDS = 3
PROMISED_SECONDS = 5
SEXES = ("female", "female", "male", "male", "another", "", None)


def main() -> int:
    """Generates the file, runs the command, prints what it measured; 1 if the promise is not kept."""
    responses = int(sys.argv[1]) if len(sys.argv) > 1 else RESPONSES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.json"
        path.write_bytes(orjson.dumps(survey(responses)))
        size = path.stat().st_size / 1e6
        command = [str(Path(sys.executable).with_name("cityclusters")), "analyse", str(path)]
        times = [seconds(command) for _ in range(ROUNDS)]
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        bare = min(bare_reading(path) for _ in range(ROUNDS))
    best = min(times)
    print(f"{responses} responses x {QUESTIONS} questions, {size:.0f} MB of JSON")
    print(f"cityclusters analyse: {best:.2f} s ({', '.join(f'{t:.2f}' for t in times)}), peak {peak:.0f} MB")
    print(f"orjson.loads alone: {bare:.2f} s; ratio {best / bare:.1f}")
    return 0 if best < PROMISED_SECONDS else 1


def seconds(command: list[str]) -> float:
    """How long the command takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def bare_reading(path: Path) -> float:
    """How long the parser alone takes, in a fresh process with the collector off, like the command's."""
    code = (
        "import gc, sys, time, orjson; gc.disable(); content = open(sys.argv[1], 'rb').read(); "
        "start = time.perf_counter(); document = orjson.loads(content); print(time.perf_counter() - start)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True)
    return float(done.stdout)


def survey(responses: int) -> dict[str, Any]:
    """A survey with all kinds of questions, skips, routed-out questions and rare answers."""
    dice = random.Random(20)
    questions = [question(number) for number in range(QUESTIONS)]
    return {
        "survey": {"mode": "anonymous", "questions": questions},
        "audience": {"invited": responses * 2, "attended": responses + responses // 3},
        "by": "sex",
        "k": 5,
        "responses": [
            {
                "sex": dice.choice(SEXES),
                "answers": {
                    asked["code"]: answer(asked, dice) for asked in questions if dice.random() > 0.05
                },
            }
            for _ in range(responses)
        ],
    }


def question(number: int) -> dict[str, Any]:
    """Four kinds in turn: single, scale, multiple, scale; every tenth is free text."""
    code = f"question_{number}"
    if number % 10 == 9:
        return {"code": code, "kind": "text"}
    if number % 2:
        return {"code": code, "kind": "scale", "min": 1, "max": 10 if number % 4 == 1 else 5}
    options: list[dict[str, Any]] = [{"code": f"option_{place}"} for place in range(8)]
    options[-1]["dont_know"] = True
    return {"code": code, "kind": "multiple" if number % 4 == 2 else "single", "options": options}


def answer(asked: dict[str, Any], dice: random.Random) -> object:
    """An answer, sometimes None (not asked); later options are rarer."""
    if dice.random() < 0.03:
        return None
    if asked["kind"] == "text":
        return "More trainings like this one, please."
    if asked["kind"] == "scale":
        return dice.randint(asked["min"], asked["max"])
    codes = [option["code"] for option in asked["options"]]
    if asked["kind"] == "single":
        return codes[min(int(dice.expovariate(1.0)), 7)]
    return [code for place, code in enumerate(codes) if dice.random() < 0.6 / (place + 1)]


if __name__ == "__main__":
    sys.exit(main())
