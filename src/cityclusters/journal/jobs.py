"""The regular jobs: the functions named in settings.JOBS, once a minute, however many workers there are."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from traceback import format_exception
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from cityclusters.journal.boundary import attempt
from cityclusters.journal.models.job import Job

EVERY = timedelta(minutes=1)


def register() -> None:
    """Makes a row for each job, and forgets those that are no longer in the settings."""
    Job.objects.bulk_create([Job(path=path) for path in settings.JOBS], ignore_conflicts=True)
    Job.objects.exclude(path__in=settings.JOBS).delete()


def run_due(now: datetime) -> None:
    """Runs the jobs that were last started a minute ago or earlier; a failing one doesn't stop the others."""
    due = Job.objects.filter(Q(started_at=None) | Q(started_at__lte=now - EVERY))
    for path in due.order_by("pk").values_list("path", flat=True):
        problem = attempt(f"job {path}", partial(_run, path, now))
        if problem is not None:
            text = "".join(format_exception(problem))
            Job.objects.filter(path=path).update(started_at=now, problem=text)


@transaction.atomic
def _run(path: str, now: datetime) -> None:
    """Runs one job in one transaction, holding its row: another worker passes it by meanwhile."""
    row = Job.objects.select_for_update(skip_locked=True).filter(path=path).first()
    if row is None or (row.started_at and row.started_at > now - EVERY):
        return
    row.started_at, row.problem = now, ""
    row.save(update_fields=["started_at", "problem"])
    cast("Callable[[], None]", import_string(path))()
