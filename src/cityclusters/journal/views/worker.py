"""Whether the worker is running, what its jobs and tasks did, and running a task again."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cityclusters.core.access import only
from cityclusters.core.http import PersonRequest
from cityclusters.core.paging import paged
from cityclusters.journal import rules, tasks_run
from cityclusters.journal.models import Job

SILENT = timedelta(minutes=3)  # jobs run every minute, so a longer silence means that no worker is running


@only(rules.runs_platform)
@require_safe
def worker(request: PersonRequest) -> HttpResponse:
    """The regular jobs and the tasks, those that failed first."""
    jobs = list(Job.objects.order_by("path"))
    last = max((job.started_at for job in jobs if job.started_at), default=None)
    tasks = DBTaskResult.objects.filter(status__in=[TaskResultStatus.FAILED, TaskResultStatus.RUNNING])
    context = {
        "jobs": jobs,
        "last": last,
        "silent": last is None or timezone.now() - last > SILENT,
        "page": paged(request, tasks.order_by("-enqueued_at")),
        "waiting": DBTaskResult.objects.ready().count(),
    }
    return render(request, "journal/worker.html", context)


@only(rules.runs_platform)
@require_POST
def run_again(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Makes a failed task ready again."""
    row = get_object_or_404(DBTaskResult, pk=pk, status=TaskResultStatus.FAILED)
    tasks_run.run_again(row, request.user)
    messages.success(request, _("The task will run again in a moment."))
    return redirect("journal:worker")
