"""The worker is killed with SIGKILL in the middle of a list: it goes on, and nobody is lost or doubled."""

import json
import subprocess
import sys

from cityclusters.journal.tests.test_killed_worker import environment

__all__ = ["environment"]
RUN = "import django; django.setup(); from cityclusters.exchanges.tests import importing; importing.main()"
PEOPLE, KILLS = 240, 3


def test_a_list_survives_a_worker_that_is_killed_again_and_again(environment: dict[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RUN, str(PEOPLE), str(KILLS)],
        env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    found = json.loads(ended.stdout)
    assert found.pop("killed") >= KILLS
    assert found == {
        "state": "done",
        "rows": PEOPLE,
        "written": PEOPLE,
        "people": PEOPLE,
        "twice": [],
        "seats": {"confirmed": PEOPLE // 2, "waitlisted": PEOPLE // 2},
        "organisations": 3,
        "entries": PEOPLE,
        "letters": PEOPLE - PEOPLE // 3,
    }
