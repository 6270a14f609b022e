"""Running tasks: their results and faults are kept, and nothing stays 'running' for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from cityclusters.journal import tasks_run
from cityclusters.journal.models import Entry
from cityclusters.people.models import Person

pytestmark = pytest.mark.django_db


@task()
def double(number: int) -> int:
    return number * 2


@task()
def leaves() -> None:
    raise SystemExit(1)


@task()
def gives_what_can_t_be_kept() -> object:
    return {1, 2}


def run_all() -> None:
    while (row := tasks_run.claim("this-worker")) is not None:
        tasks_run.run(row)


def test_a_task_runs_and_its_result_is_kept() -> None:
    result = double.enqueue(21)
    run_all()
    result.refresh()
    assert result.return_value == 42


@pytest.mark.parametrize(("bad", "why"), [(leaves, "SystemExit"), (gives_what_can_t_be_kept, "TypeError")])
def test_a_failing_task_is_marked_and_the_next_one_runs(bad: "Task[[], object]", why: str) -> None:
    bad.enqueue()
    double.enqueue(1)
    run_all()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "SUCCESSFUL"}
    assert why in DBTaskResult.objects.failed().get().traceback


def test_a_task_waits_for_its_time() -> None:
    double.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(1)
    assert tasks_run.claim("this-worker") is None


def test_the_task_of_a_dead_worker_runs_again() -> None:
    double.enqueue(4)
    tasks_run.claim("dead")
    assert tasks_run.claim("this-worker") is None
    tasks_run.recover("dead")
    run_all()
    row = DBTaskResult.objects.get()
    assert row.status == TaskResultStatus.SUCCESSFUL
    assert row.worker_ids == ["dead", "this-worker"]


def test_a_task_that_kills_its_workers_is_given_up() -> None:
    double.enqueue(4)
    pauses = []
    for number in range(tasks_run.MOST_STARTS):
        DBTaskResult.objects.update(run_after=timezone.now())
        assert tasks_run.claim(f"dead-{number}") is not None
        before = timezone.now()
        tasks_run.recover(f"dead-{number}")
        row = DBTaskResult.objects.get()
        pauses.append(round((row.run_after - before).total_seconds()))
    assert pauses[:-1] == [0, 10, 60, 300]
    assert row.status == TaskResultStatus.FAILED
    assert "KilledTooOften" in row.traceback


def test_a_worker_that_was_taken_for_dead_does_not_end_the_task() -> None:
    double.enqueue(4)
    mine = tasks_run.claim("slow")
    assert mine is not None
    tasks_run.recover("slow")
    tasks_run.claim("quick")
    tasks_run.run(mine)
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_tasks_of_other_machines_wait_for_their_lease() -> None:
    double.enqueue(4)
    tasks_run.claim("elsewhere")
    now = timezone.now()
    tasks_run.recover_elsewhere(now, [])
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    tasks_run.recover_elsewhere(now + tasks_run.LEASE, ["elsewhere"])
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    tasks_run.recover_elsewhere(now + tasks_run.LEASE + timedelta(minutes=1), ["another"])
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


def test_an_administrator_runs_a_failed_task_again(administrator: Person) -> None:
    leaves.enqueue()
    run_all()
    row = DBTaskResult.objects.get()
    tasks_run.run_again(row, administrator)
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY
    assert Entry.objects.get().act == "task.run_again"
