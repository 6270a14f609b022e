"""The worker: sends letters, runs the regular jobs and the tasks, and can be killed at any instant.

Letters and jobs share one thread, tasks have another: a long import must not hold up a sign-in code. Any
number of workers may run at once. How none loses or doubles a letter is told in docs/decisions.md."""

import os
import secrets
import socket
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from cityclusters.journal import courier, jobs, outbox, tasks_run, trace
from cityclusters.journal.boundary import attempt
from cityclusters.journal.sending import Sender

BEAT_SECONDS = 1.0
AFTER_FAULT_SECONDS = 5.0  # a database that is away is not asked every second
PATIENCE_SECONDS = 20  # for the running task when the worker is asked to stop


class Worker:
    """One worker process."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.trace = trace.Trace(outbox.folder(), self.name)
        self.sender = Sender(self.name, self.trace)
        self.stopping = threading.Event()

    def run(self) -> None:
        """Works until asked to stop; then ends the letter and, within its patience, the task at hand."""
        self._begin()
        tasks = threading.Thread(target=self._forever, args=("tasks", self.tasks), daemon=True)
        tasks.start()
        self._forever("letters and jobs", self.letters_and_jobs)
        tasks.join(PATIENCE_SECONDS)
        if not tasks.is_alive():  # else the lock on the file says, when we end, that the task can be taken
            self.trace.close()

    def run_once(self) -> None:
        """Does what is due now and ends: for a timer instead of a lasting process."""
        self._begin()
        for what, beat in (("letters and jobs", self.letters_and_jobs), ("tasks", self.tasks)):
            self._until_done(what, beat)
        self._until_done("letters of tasks", self.letters)
        self.trace.close()

    def letters_and_jobs(self) -> bool:
        """One beat of the first thread; letters that the jobs write go out in the same beat. Says whether
        more is due."""
        self.recover()
        jobs.run_due(timezone.now())
        return self.letters()

    def letters(self) -> bool:
        """Sends what is due, for a while; whether more is."""
        outbox.recover(self.name, self.trace.last(), timezone.now())  # what a database fault left unsettled
        return self.sender.round(self.stopping.is_set)

    def tasks(self) -> bool:
        """One beat of the second thread: runs the next task; whether there was one."""
        tasks_run.recover(self.name)
        row = tasks_run.claim(self.name)
        if row is not None:
            tasks_run.run(row)
        return row is not None

    def recover(self) -> None:
        """Takes over what dead workers left."""
        folder = outbox.folder()
        now = timezone.now()
        for name in trace.known(folder):
            with trace.buried(folder, name) as last:
                if last is not None:
                    outbox.recover(name, last, now)
                    tasks_run.recover(name)
        living = trace.known(folder)
        outbox.recover_elsewhere(now, living)
        tasks_run.recover_elsewhere(now, living)

    def _begin(self) -> None:
        attempt("registering the jobs", jobs.register)
        attempt("sweeping the mail folder", partial(courier.sweep, Path(settings.MAIL_FOLDER)))

    def _beat(self, what: str, beat: Callable[[], bool]) -> float:
        """Does one beat; gives the seconds to wait before the next."""
        busy: list[bool] = []
        problem = attempt(what, lambda: busy.append(beat()))
        if problem is not None:
            return AFTER_FAULT_SECONDS
        return 0 if busy[0] else BEAT_SECONDS

    def _forever(self, what: str, beat: Callable[[], bool]) -> None:
        while not self.stopping.is_set():
            pause = self._beat(what, beat)
            close_old_connections()
            self.stopping.wait(pause)

    def _until_done(self, what: str, beat: Callable[[], bool]) -> None:
        while self._beat(what, beat) == 0:
            continue
