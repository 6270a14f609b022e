"""What the worker does with digests. It may be killed anywhere and run again."""

from django_tasks import task

from cityclusters.digests import preparing


@task()
def prepare_digests() -> int:
    """Writes all digests that are due; how many."""
    return preparing.prepare()
