"""The worker's look at the clock, once a minute."""

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cityclusters.digests.models import Subscription
from cityclusters.digests.tasks import prepare_digests
from cityclusters.people.models import Person

UNDER_WAY = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


def start() -> None:
    """Has the digests written whose morning has come, unless that is under way. A task, because a job holds
    the database's write lock to its end."""
    if not Subscription.objects.due(timezone.now()).exists():
        return
    if not DBTaskResult.objects.filter(task_path=prepare_digests.module_path, status__in=UNDER_WAY).exists():
        prepare_digests.enqueue()


def forget() -> None:
    """Deletes what erased people had chosen."""
    Subscription.objects.filter(person__state=Person.State.ERASED).delete()
