"""What the worker does for this app outside a request. Each task may be killed anywhere and run again."""

from django_tasks import task

from cityclusters.search import indexing, learned


@task()
def make_index() -> None:
    """Makes the whole index anew."""
    indexing.rebuild()


@task()
def learn_pairs() -> int:
    """Learns word pairs from our own reviewed translations; how many."""
    return learned.learn_again()
