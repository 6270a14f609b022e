"""Kills workers with SIGKILL while they write digests, until all are written and sent; says what came of it.

Run by test_killed_worker.py in a process and with settings of its own."""

import json
import random
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cityclusters.digests import preparing
from cityclusters.digests.models import Subscription
from cityclusters.digests.news import News
from cityclusters.digests.tasks import prepare_digests
from cityclusters.journal import tasks_run
from cityclusters.journal.models import Letter
from cityclusters.journal.tests.killing import fork_worker, kill
from cityclusters.people.models import Person

PATIENCE = 240  # seconds


def source(since: datetime, until: datetime) -> list[News]:
    """One piece of news."""
    return [News("question", until, "en", {"en": "How do you keep women traders safe?"}, "/questions/x/")]


def people(number: int) -> None:
    """Active people whose morning has come."""
    rows = Person.objects.create_many(
        Person(email=f"p{count}@mail.test", name=f"Person {count}", language="en") for count in range(number)
    )
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(
            person=row,
            languages=["en"],
            kinds=["question"],
            since=now - timedelta(days=1),
            next_at=now - timedelta(minutes=1),
        )
        for row in rows
    )


def left() -> int:
    """Digests to write, and letters to send."""
    count = Subscription.objects.due(timezone.now()).count()
    count += Letter.objects.filter(state__in=["queued", "sending"]).count()
    connections.close_all()
    return count


def main() -> None:
    """Arguments: how many people, how many deaths. Prints one JSON object."""
    number, kills = int(sys.argv[1]), int(sys.argv[2])
    call_command("migrate", verbosity=0)
    settings.DIGEST_SOURCES = [f"{__name__}.source"]
    preparing.CHUNK = 5
    tasks_run.PAUSES[:] = [timedelta(0)] * len(tasks_run.PAUSES)
    tasks_run.MOST_STARTS = 2 * kills
    people(number)
    prepare_digests.enqueue()
    child, killed, done = fork_worker(), 0, 0
    until = time.monotonic() + PATIENCE
    while (unfinished := left()) and time.monotonic() < until:
        time.sleep(random.uniform(0.005, 0.05))
        written = Letter.objects.count()
        if killed < kills and done < written < number:  # it has written some, and some are to be written
            kill(child)
            killed, done = killed + 1, Letter.objects.count()
            child = fork_worker()
    kill(child)
    texts = [path.read_text() for path in Path(settings.MAIL_FOLDER).glob("*.eml")]
    arrived = Counter(line for text in texts for line in text.split("\n") if line.startswith("To: "))
    result = {
        "killed": killed,
        "left": unfinished,
        "letters": Letter.objects.filter(key__startswith="digest:").count(),
        "people": len(arrived),
        "twice": [who for who, times in arrived.items() if times > 1],
        "tasks": list(DBTaskResult.objects.values_list("status", flat=True)),
    }
    sys.stdout.write(json.dumps(result))
