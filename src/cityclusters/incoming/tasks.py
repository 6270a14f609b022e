"""What the worker does with mail. A task may be killed anywhere and run again."""

from django_tasks import task

from cityclusters.incoming.reading import read


@task()
def read_mail(key: int) -> None:
    """Reads one mail that arrived; nothing where it is read already."""
    read(key)
