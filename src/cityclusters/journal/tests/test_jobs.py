"""The regular jobs: once a minute, each in its own transaction, none stopping the others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from cityclusters.config.settings import JOBS
from cityclusters.journal import jobs
from cityclusters.journal.models import Draft, Job
from cityclusters.people.models import Person

HERE = "cityclusters.journal.tests.test_jobs"
ran: list[str] = []


def good() -> None:
    assert connection.in_atomic_block
    ran.append("good")


def bad() -> None:
    ran.append("bad")
    Draft.objects.create(person=Person.objects.get(), form="half done", data={})
    raise RuntimeError("on purpose")


@pytest.fixture(autouse=True)
def _two_jobs(settings: Settings, db: None) -> None:
    ran.clear()
    settings.JOBS = [f"{HERE}.bad", f"{HERE}.good"]
    jobs.register()


def test_a_failing_job_leaves_nothing_and_stops_nothing(
    newcomer: Person, caplog: pytest.LogCaptureFixture
) -> None:
    jobs.run_due(timezone.now())
    assert ran == ["bad", "good"]
    assert not Draft.objects.exists()
    assert "on purpose" in Job.objects.get(path=f"{HERE}.bad").problem
    assert Job.objects.get(path=f"{HERE}.good").problem == ""
    assert f"job {HERE}.bad failed" in caplog.text
    assert "RuntimeError: on purpose" in caplog.text


def test_jobs_run_once_a_minute(newcomer: Person) -> None:
    now = timezone.now()
    for seconds in (0, 1, 59, 60, 61):
        jobs.run_due(now + timedelta(seconds=seconds))
    assert ran.count("good") == 2
    assert ran.count("bad") == 2


def test_jobs_that_left_the_settings_are_forgotten(settings: Settings) -> None:
    settings.JOBS = [f"{HERE}.good"]
    jobs.register()
    jobs.register()
    assert list(Job.objects.values_list("path", flat=True)) == [f"{HERE}.good"]


def test_every_job_of_the_product_can_be_found_and_run(settings: Settings) -> None:
    settings.JOBS = JOBS
    jobs.register()
    jobs.run_due(timezone.now())
    assert {job.path: job.problem for job in Job.objects.all()} == dict.fromkeys(JOBS, "")
