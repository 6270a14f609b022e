"""Kills workers with SIGKILL at random instants until everything is done, and says what came of it.

Run by test_killed_worker.py in a process and with settings of its own. The workers are forked from it: it
has everything loaded, so that many deaths fit into a few seconds."""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from cityclusters.journal import outbox, tasks_run
from cityclusters.journal.models import Draft, Letter
from cityclusters.journal.tests import killing_tasks
from cityclusters.journal.worker import Worker

WORKERS = 2
MORE = 60
PATIENCE = 240  # seconds until everything must be done


def fork_worker() -> int:
    """Starts a worker; gives its process id."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            Worker().run()
        finally:
            os._exit(1)
    return child


def kill(child: int) -> None:
    """Ends a worker as a power cut would."""
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@transaction.atomic
def write(what: str, numbers: range) -> None:
    """Queues letters or tasks."""
    if what == "tasks":
        for count in numbers:
            killing_tasks.write_down.enqueue(count)
        return
    Letter.objects.bulk_create(
        Letter(key=f"letter {count}", to=f"p{count}@mail.test", subject="Good day", body="Hello.\n")
        for count in numbers
    )


def _own_tasks() -> "QuerySet[DBTaskResult[..., object]]":
    """Without those that the platform's own jobs begin meanwhile."""
    return DBTaskResult.objects.filter(task_path=killing_tasks.write_down.module_path)


def waiting(what: str) -> int:
    """How many are not settled."""
    if what == "tasks":
        count = _own_tasks().filter(status__in=["READY", "RUNNING"]).count()
    else:
        count = Letter.objects.filter(state__in=["queued", "sending"]).count()
    connections.close_all()
    return count


def outcome(what: str) -> dict[str, object]:
    """The states of all rows, and what arrived: how many, which twice, which not at all though 'sent'."""
    if what == "tasks":
        states = Counter(_own_tasks().values_list("status", flat=True))
        why = [row.traceback[-500:] for row in DBTaskResult.objects.failed()]
        return {"states": states, "arrived": Draft.objects.count(), "why": why}
    state_of = dict(Letter.objects.values_list("public_id", "state"))
    if what == "files":
        texts = [path.read_text() for path in Path(settings.MAIL_FOLDER).glob("*.eml")]
        times = Counter(name for text in texts for name in state_of if f"<{name}@" in text)
    else:
        times = Counter((Path(settings.DATA) / "accepted").read_text().split())
    return {
        "states": Counter(state_of.values()),
        "arrived": len(times),
        "twice": [name for name, count in times.items() if count > 1],
        "lost": [name for name, state in state_of.items() if not times[name] and state != "unclear"],
        "missing": [name for name, state in state_of.items() if not times[name]],
    }


def main() -> None:
    """Arguments: letters, files or tasks; how many at least; how many deaths. Prints one JSON object."""
    what, number, kills = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    call_command("migrate", verbosity=0)
    outbox.PAUSES[:] = [timedelta(milliseconds=200)] * len(outbox.PAUSES)
    tasks_run.PAUSES[:] = [timedelta(0)] * len(tasks_run.PAUSES)
    tasks_run.MOST_STARTS = 2 * kills  # all deaths may hit one task
    write(what, range(number))
    workers = [fork_worker() for _ in range(WORKERS)]
    killed, until = 0, time.monotonic() + PATIENCE
    while (left := waiting(what)) and time.monotonic() < until:
        time.sleep(random.uniform(0.01, 0.15))
        if killed < kills:
            kill(workers.pop(random.randrange(WORKERS)))
            killed += 1
            workers.append(fork_worker())
            if left < MORE:  # a fast machine gets more to do until it has been killed often enough
                write(what, range(number, number + MORE))
                number += MORE
    for worker in workers:
        kill(worker)
    result = {"kills": killed, "written": number, "left": waiting(what), **outcome(what)}
    sys.stdout.write(json.dumps(result))
