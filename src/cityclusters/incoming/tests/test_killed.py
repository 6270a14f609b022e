"""The listener and the worker are killed with SIGKILL while mail arrives: nothing is lost or doubled."""

import json
import subprocess
import sys

from cityclusters.journal.tests.test_killed_worker import environment

__all__ = ["environment"]

RUN = "import django; django.setup(); from cityclusters.incoming.tests import killing; killing.main()"
MAILS = 120
KILLS = 10


def test_what_was_accepted_is_taken_once(environment: dict[str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RUN, str(MAILS), str(KILLS)],
        env=environment, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    found = json.loads(ended.stdout)
    assert (found["left"], found["twice"]) == (0, []), found
    assert found["killed"] >= KILLS // 2, found
    assert (found["kept"], found["taken"], found["states"]) == (MAILS, MAILS, {"taken": MAILS}), found
