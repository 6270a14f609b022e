"""Running the rows of django-tasks, with the recovery that its own worker lacks: a task whose worker was
killed runs again, and one that has killed five workers is given up."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult

from cityclusters.journal.acts import record
from cityclusters.journal.boundary import attempt
from cityclusters.people.models import Person

Task = DBTaskResult[Any, Any]
LEASE = timedelta(minutes=30)  # for tasks of other machines' workers, whose death can't be seen here
MOST_STARTS = 5
# Before a task runs again whose worker died: at once the first time, then later, so that a machine that keeps
# failing does not use up the starts of a task that is not to blame.
PAUSES = [timedelta(seconds=seconds) for seconds in (0, 10, 60, 300)]


class KilledTooOften(Exception):
    """The task was started five times, and each time its worker died."""


def claim(worker: str) -> Task | None:
    """Takes the next task that is due, committed before it runs; None where none is due."""
    due = DBTaskResult.objects.ready()
    if not due.exists():
        return None
    with transaction.atomic():
        row = due.get_locked()
        if row is not None:
            row.claim(worker)
    return row


def run(row: Task) -> None:
    """Runs a claimed task and writes down how it ended, unless another worker has taken it over."""
    returned: list[object] = []
    problem = attempt(f"task {row.task_path}", partial(_call, row, returned.append))
    with transaction.atomic():
        now = DBTaskResult.objects.select_for_update().get(pk=row.pk)
        if now.status != TaskResultStatus.RUNNING or now.worker_ids != row.worker_ids:
            return
        if problem is None:
            now.set_successful(returned[0])
        else:
            now.set_failed(problem)
    attempt(f"end of task {row.task_path}", partial(_tell_finished, now))


def _call(row: Task, keep: Callable[[object], None]) -> None:
    result = row.task_result
    task = row.task
    task_started.send(sender=type(task.get_backend()), task_result=result)
    before = (TaskContext(task_result=result),) if task.takes_context else ()
    returned = task.call(*before, *result.args, **result.kwargs)
    json.dumps(returned)  # what can't be kept is the task's own fault, and must not stay unsettled
    keep(returned)


def _tell_finished(row: Task) -> None:
    task_finished.send(sender=type(row.task.get_backend()), task_result=row.task_result)


def recover(worker: str) -> None:
    """Makes the tasks of a dead worker ready again."""
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if row.worker_ids and row.worker_ids[-1] == worker:
            _again(row)


def recover_elsewhere(now: datetime, living: list[str]) -> None:
    """Makes tasks ready again whose worker is on another machine and has been at it for half an hour."""
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LEASE):
        if not row.worker_ids or row.worker_ids[-1] not in living:
            _again(row)


def _again(row: Task) -> None:
    with transaction.atomic():
        now = DBTaskResult.objects.select_for_update().get(pk=row.pk)
        if now.status != TaskResultStatus.RUNNING or now.worker_ids != row.worker_ids:
            return
        if len(now.worker_ids) >= MOST_STARTS:
            now.set_failed(KilledTooOften(now.task_path))
            return
        pause = PAUSES[min(len(now.worker_ids), len(PAUSES)) - 1]
        now.status, now.started_at, now.run_after = TaskResultStatus.READY, None, timezone.now() + pause
        now.save(update_fields=["status", "started_at", "run_after"])


@transaction.atomic
def run_again(row: Task, by: Person) -> None:
    """Makes a failed task ready again, as if it had never been started."""
    failed = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.FAILED)
    now = timezone.now()
    if failed.update(
        status=TaskResultStatus.READY, started_at=None, finished_at=None, worker_ids=[], run_after=now
    ):
        record(by, "task.run_again", row, path=row.task_path)
