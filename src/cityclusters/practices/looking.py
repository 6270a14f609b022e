"""Every week the worker looks whether the links of guides and of published practices still open."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django_tasks import task

from cityclusters.core import fetching
from cityclusters.practices.models import Guide, Link, Practice, WatchedLink

WEEK = timedelta(days=7)
AGAIN = timedelta(hours=6)  # a look that never came back, or that our own network did not allow
AT_ONCE = 10
KINDS: dict[str, type[Guide] | type[WatchedLink]] = {"guide": Guide, "link": WatchedLink}


def look_at_links() -> None:
    """The job: hands what was not looked at for a week to the worker, a few at a time."""
    _keep_list()
    now = timezone.now()
    due = Q(looked_at=None) | Q(looked_at__lte=now - WEEK)
    free = Q(looking_at=None) | Q(looking_at__lte=now - AGAIN)
    for kind, rows in (("guide", Guide.objects.filter(removed_at=None)), ("link", WatchedLink.objects.all())):
        keys = list(rows.filter(due, free).order_by("looked_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
        KINDS[kind].objects.filter(pk__in=keys).update(looking_at=now)
        for key in keys:
            look_at.enqueue(kind, key)


def _keep_list() -> None:
    """Watches each address that a published practice names, once; forgets those that none names any more."""
    named = Link.objects.filter(practice__in=Practice.objects.published())
    watched = WatchedLink.objects.filter(url=OuterRef("url"))
    new = named.exclude(Exists(watched)).values_list("url", flat=True).distinct()[:200]
    WatchedLink.objects.bulk_create([WatchedLink(url=url) for url in new], ignore_conflicts=True)
    gone = WatchedLink.objects.exclude(Exists(named.filter(url=OuterRef("url"))))
    WatchedLink.objects.filter(pk__in=list(gone.values_list("pk", flat=True)[:200])).delete()


@task()
def look_at(kind: str, key: int) -> None:
    """Looks at one address and keeps what it found; what our own network does not allow says nothing."""
    row = KINDS[kind].objects.filter(pk=key).first()
    if row is None:
        return
    try:
        found = fetching.look(row.url)
        problem = "" if found.opens else f"HTTP {found.status}"
    except fetching.NotAllowed as refusal:
        problem = str(refusal)
    except fetching.NoAnswer as silence:
        if silence.ours:
            return
        problem = str(silence)
    row.seen(timezone.now(), problem)


def with_state(links: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """The links of a version, each with `failing_since` (None where it opens); a query if there are any."""
    rows = list(links)
    dead = failing(row["url"] for row in rows) if rows else {}
    return [{**row, "failing_since": getattr(dead.get(row["url"]), "failing_since", None)} for row in rows]


def failing(urls: Iterable[str]) -> dict[str, WatchedLink]:
    """Those of the addresses that have not opened for a week or more, with since when."""
    rows = WatchedLink.objects.filter(url__in=list(urls), failing_since__isnull=False)
    return {row.url: row for row in rows}
