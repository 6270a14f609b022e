"""What the worker does for this app outside a request. Each task may be killed anywhere and run again."""

from django_tasks import task

from cityclusters.booklets.making import make
from cityclusters.booklets.models import Edition


@task()
def make_files(key: int) -> None:
    """Makes the files that the edition lacks; nothing where it is dropped or has them all."""
    edition = Edition.objects.light().filter(pk=key).first()
    if edition is not None:
        make(edition)
