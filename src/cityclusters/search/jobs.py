"""What the worker does every minute, every night, and once a week."""

from datetime import timedelta

from django.core.cache import caches
from django.utils import timezone

from cityclusters.search.indexing import ANALYSIS, catch_up, current
from cityclusters.search.models import Generation
from cityclusters.search.tasks import learn_pairs, make_index

EVERY = timedelta(days=7)  # the whole anew, for what no line of the journal told
GIVEN_UP = timedelta(hours=6)


def follow() -> None:
    """Brings the index up to date; has it made where there is none, or an old one."""
    generation = current()
    if generation is not None:
        catch_up()
    now = timezone.now()
    old = generation is None or generation.analysis != ANALYSIS
    old = old or (generation is not None and (generation.finished_at or now) < now - EVERY)
    if old and not Generation.objects.filter(current=False, started_at__gt=now - GIVEN_UP).exists():
        Generation.objects.create()  # holds the place, so that it is asked for once
        make_index.enqueue()


def learn() -> None:
    """Once a day: word pairs from our own translations."""
    day = timezone.localdate().isoformat()
    if caches["default"].add(f"search-learned-{day}", True, timeout=2 * 24 * 3600):
        learn_pairs.enqueue()
