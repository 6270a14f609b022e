"""Workers are killed with SIGKILL while they write digests: everybody gets one letter, nobody two."""

import json
import subprocess
import sys

from cityclusters.journal.tests.test_killed_worker import environment

__all__ = ["environment"]

RUN = "import django; django.setup(); from cityclusters.digests.tests import killing; killing.main()"
PEOPLE = 150
KILLS = 6


def test_each_digest_is_written_and_sent_once(environment: dict[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RUN, str(PEOPLE), str(KILLS)],
        env=environment, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    found = json.loads(ended.stdout)
    assert found["left"] == 0, found
    assert found["killed"] >= KILLS // 2, found  # so many died in the middle of writing
    assert (found["letters"], found["people"], found["twice"]) == (PEOPLE, PEOPLE, []), found
