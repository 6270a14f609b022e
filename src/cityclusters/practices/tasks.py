"""What the worker does for this app outside a request. Each task may be killed anywhere and run again."""

from django_tasks import task

from cityclusters.practices.translating.machine import drafting


@task()
def draft_translation(key: int) -> None:
    """A machine's draft of a translation; nothing where it is not asked for, or made already."""
    drafting.make(key)
