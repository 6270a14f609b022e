"""Reminders of follow-ups: seven days before the day, on the day, and every seventh day while it is late.

One letter a day for each owner, in the morning of her own time zone. A day on which no worker ran is made
up for; a follow-up is never named twice for the same of these days."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F
from django.utils import timezone

from cityclusters.core.waiting import SOON
from cityclusters.core.zones import ZONES
from cityclusters.journal import letters
from cityclusters.journal.models import FollowUp
from cityclusters.people.models import Person

MORNING = 7  # o'clock, in the owner's own zone
WEEK = timedelta(days=7)


def stage(due: date, today: date) -> date | None:
    """The latest day of reminding that has come: due day − 7, due day, due day + 7, + 14 …; None before."""
    if today < due - SOON:
        return None
    return due - SOON if today < due else due + (today - due) // WEEK * WEEK


def wanted(follow_up: FollowUp, today: date) -> bool:
    """Whether its owner is to be reminded today: a day of reminding has come since it was opened and since
    the last reminder."""
    day = stage(follow_up.due, today)
    last = follow_up.reminded_at
    return (
        day is not None
        and day >= follow_up.created_at.date()
        and (last is None or timezone.localdate(last, _zone(follow_up.owner)) < day)
    )


def remind() -> None:
    """Writes today's letters; the job of settings.JOBS."""
    now = timezone.now()
    latest = now.date() + SOON + timedelta(days=1)  # it is tomorrow already in some zones
    rows = FollowUp.objects.open().filter(due__lte=latest).select_related("owner")
    by_owner: dict[int, list[FollowUp]] = defaultdict(list)
    for row in rows.order_by(F("due").asc(), "pk"):
        by_owner[row.owner_id].append(row)
    for follow_ups in by_owner.values():
        _remind_one(follow_ups[0].owner, follow_ups, now)


def _zone(person: Person) -> ZoneInfo:
    return ZoneInfo(person.zone if person.zone in ZONES else "UTC")


def _remind_one(owner: Person, follow_ups: list[FollowUp], now: datetime) -> None:
    local = now.astimezone(_zone(owner))
    today = local.date()
    named = [row for row in follow_ups if wanted(row, today)]
    if not named or local.hour < MORNING:
        return
    lines = [
        {"row": row, "light": row.light(today), "page": letters.absolute(row.get_absolute_url())}
        for row in named
    ]
    context = {"lines": lines, "today": today, "page": letters.absolute("/my-work/")}
    key = f"reminder:{owner.public_id}:{today:%Y-%m-%d}"
    if letters.write(key, owner, "journal/mail/reminder", context) is not None:
        FollowUp.objects.filter(pk__in=[row.pk for row in named]).update(reminded_at=now)
