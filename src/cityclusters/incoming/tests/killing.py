"""Kills the mail listener and the worker with SIGKILL while mail arrives, until every mail is read; says what
came of it. A client sends each mail again until it hears 250, as mail servers do.

Run by test_killed.py in a process and with settings of its own."""

import asyncio
import json
import os
import random
import smtplib
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django_tasks_db.models import DBTaskResult

from cityclusters.incoming import reading
from cityclusters.incoming.addresses import address_for
from cityclusters.incoming.listening import listen, place
from cityclusters.incoming.mail import Mail, Taken
from cityclusters.incoming.models import IncomingMail
from cityclusters.journal import tasks_run
from cityclusters.journal.models import Draft
from cityclusters.journal.tests.killing import fork_worker, kill
from cityclusters.people.models import Person

PATIENCE = 240  # seconds


def take(mail: Mail, key: str, person: Person | None) -> Taken:
    """The route: one row for each mail."""
    assert person is not None
    time.sleep(0.005)
    Draft.objects.create(person=person, form=mail.text[:60], data={"key": key})
    return Taken(None)


def fork(work: Callable[[], object]) -> int:
    """Does the work in a process of its own; its id."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def send(port: int, to: str, number: int) -> None:
    """Sends the mails one after the other, each until it is accepted."""
    for count in range(number):
        head = f"From: p@mail.test\r\nTo: {to}\r\nMessage-ID: <{count}@mail.test>\r\nSubject: x\r\n"
        raw = f"{head}\r\nMail {count}\r\n"
        while True:
            try:
                with smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
                    server.sendmail("p@mail.test", [to], raw)
                break
            except (OSError, smtplib.SMTPException):
                time.sleep(0.02)


def running(child: int) -> bool:
    """Whether the process has not ended."""
    return os.waitpid(child, os.WNOHANG)[0] == 0


def unread() -> int:
    """Mails that nobody has read yet."""
    count = IncomingMail.objects.filter(state="new").count()
    connections.close_all()
    return count


def main() -> None:
    """Arguments: how many mails, how many deaths of each. Prints one JSON object."""
    number, kills = int(sys.argv[1]), int(sys.argv[2])
    call_command("migrate", verbosity=0)
    settings.MAIL_ROUTES = {"question": f"{__name__}.take"}
    settings.MAIL_PER_HOUR = 100_000
    reading.MOST_ATTEMPTS = tasks_run.MOST_STARTS = 4 * kills
    tasks_run.PAUSES[:] = [timedelta(0)] * len(tasks_run.PAUSES)
    person = Person.objects.create_user(email="p@mail.test", name="P")
    port = free_port()
    to = address_for("question", "23456789ab", person)

    def serve() -> None:
        asyncio.run(listen(place(f"smtp:127.0.0.1:{port}"), lambda _: None))

    processes = [fork(serve), fork_worker()]
    sender, sending, killed = fork(lambda: send(port, to, number)), True, 0
    until = time.monotonic() + PATIENCE
    while (sending or unread()) and time.monotonic() < until:
        time.sleep(random.uniform(0.02, 0.4))
        if sending and killed < kills:
            which = killed % 2
            kill(processes[which])
            processes[which] = fork_worker() if which else fork(serve)
            killed += 1
        sending = sending and running(sender)
    left = unread()
    for child in processes:
        kill(child)
    times = Counter(Draft.objects.values_list("form", flat=True))
    result = {
        "killed": killed,
        "left": left,
        "kept": IncomingMail.objects.count(),
        "states": Counter(IncomingMail.objects.values_list("state", flat=True)),
        "taken": len(times),
        "twice": [text for text, count in times.items() if count > 1],
        "tasks": Counter(DBTaskResult.objects.values_list("status", flat=True)),
    }
    sys.stdout.write(json.dumps(result))
