"""What leaves the room: for each half-year that is over, people and sessions, and topics apart.

Counted once, two weeks after the half-year, and never again: nobody can subtract yesterday's count from
today's. Fewer people than the smallest cell leave nothing at all. Topics are counted in people and stand
beside no trait of anybody (rule HU2); who wrote how much is not counted."""

from collections import Counter
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Min

from cityclusters.groups.counselling import sealing
from cityclusters.groups.counselling.reading import topics_of
from cityclusters.groups.models import CounsellingCount, CounsellingSession, Group

WAITS = timedelta(days=14)  # for what is written down late


def half_year(day: date) -> date:
    """The first day of the half-year in which a day lies."""
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def after(start: date) -> date:
    """The first day of the next half-year."""
    return date(start.year, 7, 1) if start.month == 1 else date(start.year + 1, 1, 1)


def count_up(today: date) -> int:
    """Counts what is over and not counted yet, where the server has a key; says how many counts were made."""
    if not sealing.is_open():
        return 0
    first = CounsellingSession.objects.values("case__group").annotate(first=Min("held_on")).order_by()
    made = 0
    for row in list(first.values_list("case__group", "first")):
        made += _of_group(row[0], half_year(row[1]), today)
    return made


def _of_group(group: int, start: date, today: date) -> int:
    counted = set(CounsellingCount.objects.filter(group=group).values_list("starts", flat=True))
    made = 0
    while after(start) + WAITS <= today:
        if start not in counted:
            CounsellingCount.objects.get_or_create(
                group_id=group, starts=start, defaults=_counted(group, start)
            )
            made += 1
        start = after(start)
    return made


def _counted(group: int, start: date) -> dict[str, object]:
    rows = CounsellingSession.objects.filter(case__group=group, held_on__gte=start, held_on__lt=after(start))
    sessions = list(rows.select_related("case__counsellor"))
    people = {row.case_id for row in sessions}
    if len(people) < settings.SMALL_CELL:
        return {}
    found = {
        (row.case_id, topic) for row in sessions for topic in topics_of(row, row.case.counsellor.public_id)
    }
    topics = Counter(topic for _case, topic in found)
    shown = {topic: number for topic, number in sorted(topics.items()) if number >= settings.SMALL_CELL}
    return {"people": len(people), "sessions": len(sessions), "topics": shown}


def of(group: Group) -> "list[CounsellingCount]":
    """The counts of a group, the newest first."""
    return list(CounsellingCount.objects.filter(group=group))
