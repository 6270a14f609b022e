"""Kills workers with SIGKILL at random instants until everything is done, and says what came of it.

    python killing.py letters|files|tasks NUMBER KILLS

Run by test_killed_worker.py with settings of its own in the environment. Workers are forked from this
process, which has everything loaded, so that many deaths fit into a few seconds. Prints one JSON object."""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import django

WORKERS = 2
PATIENCE = 60  # seconds until everything must be done


def fork_worker() -> int:
    """Starts a worker; gives its process id."""
    from django.db import connections

    from cityclusters.journal.worker import Worker

    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            Worker().run()
        finally:
            os._exit(1)
    return child


def kill_and_wait(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def write(what: str, number: int) -> None:
    """Queues letters or tasks."""
    from django.db import transaction

    from cityclusters.journal.models import Letter
    from cityclusters.journal.tests import killing_tasks

    with transaction.atomic():
        if what == "tasks":
            for count in range(number):
                killing_tasks.write_down.enqueue(count)
        else:
            Letter.objects.bulk_create(
                Letter(key=f"letter {count}", to=f"p{count}@mail.test", subject="Good day", body="Hello.\n")
                for count in range(number)
            )


def waiting(what: str) -> int:
    """How many are not settled."""
    from django.db import connections
    from django_tasks_db.models import DBTaskResult

    from cityclusters.journal.models import Letter

    if what == "tasks":
        count = DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).count()
    else:
        count = Letter.objects.filter(state__in=["queued", "sending"]).count()
    connections.close_all()
    return int(count)


def outcome(what: str) -> dict[str, object]:
    """The states of all rows, and how often each arrived."""
    from django.conf import settings
    from django_tasks_db.models import DBTaskResult

    from cityclusters.journal.models import Draft, Letter

    if what == "tasks":
        states = Counter(DBTaskResult.objects.values_list("status", flat=True))
        return {"states": states, "arrived": Draft.objects.count()}
    letters = list(Letter.objects.all())
    states = Counter(letter.state for letter in letters)
    if what == "files":
        names = list(Path(settings.MAIL_FOLDER).glob("*.eml"))
        return {"states": states, "arrived": len(names), "bodies": sum("Hello." in n.read_text() for n in names)}
    times = Counter((settings.DATA / "accepted").read_text().split())
    states_of = {letter.public_id: letter.state for letter in letters}
    return {
        "states": states,
        "arrived": len(times),
        "twice": [name for name, count in times.items() if count > 1],
        "lost": [name for name, state in states_of.items() if not times[name] and state == "sent"],
        "unclear_and_not_arrived": [
            name for name, state in states_of.items() if not times[name] and state == "unclear"
        ],
    }


def main() -> None:
    """Writes, kills, waits, counts."""
    what, number, kills = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    django.setup()
    from django.core.management import call_command

    from cityclusters.journal import outbox

    call_command("migrate", verbosity=0)
    outbox.PAUSES[:] = [timedelta(milliseconds=200)] * 7
    write(what, number)
    workers = [fork_worker() for _ in range(WORKERS)]
    killed_at_work = 0
    until = time.monotonic() + PATIENCE
    while waiting(what) and time.monotonic() < until:
        time.sleep(random.uniform(0.01, 0.25))
        if killed_at_work < kills:
            kill_and_wait(workers.pop(random.randrange(WORKERS)))
            killed_at_work += 1
            workers.append(fork_worker())
    for worker in workers:
        kill_and_wait(worker)
    print(json.dumps({"kills": killed_at_work, "left": waiting(what), **outcome(what)}))


if __name__ == "__main__":
    main()
