"""The lines of a connection log as its page shows them: one group for each label that a person used."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min

from cityclusters.exchanges.models import ConnectionLog, LogRow


class Group(NamedTuple):
    """All lines with one name and address; `line` is the first of them."""

    name: str
    email: str
    lines: int
    first: datetime | None
    last: datetime | None
    line: int


class LogCounts(NamedTuple):
    """How many lines there are of each kind; a line with a bad time may be matched all the same."""

    matched: int
    unmatched: int
    aside: int
    bad: int


def groups(log: ConnectionLog, match: str) -> list[Group]:
    """The groups whose lines are all in this state of matching, those with the most lines first."""
    rows = log.rows.filter(match=match).exclude(problem="nobody").order_by()
    found = rows.values("name", "email").annotate(
        lines=Count("pk"), first=Min("joined"), last=Max("left"), line=Min("line")
    )
    return [Group(**values) for values in found.order_by("-lines", "name", "email")]


def log_counts(log: ConnectionLog) -> LogCounts:
    """The numbers of lines, one query."""
    found = {match: 0 for match in LogRow.Match.values}
    bad = 0
    for match, problem, count in log.rows.order_by().values_list("match", "problem").annotate(Count("pk")):
        found[match] += count if problem != "nobody" else 0
        bad += count if problem else 0
    matched = sum(found[match] for match in ("email", "name", "hand"))
    return LogCounts(matched, found["open"], found["aside"], bad)
