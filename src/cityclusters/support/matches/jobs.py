"""What happens with matches and agreements without anybody pressing a button. Each job may run twice."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from cityclusters.support.matches import acts, agreements, choices, letters
from cityclusters.support.models import Agreement, Match
from cityclusters.support.models.choices import Reason
from cityclusters.support.models.offer import OVER
from cityclusters.support.needs.states import settle

AT_ONCE = 50
REMINDERS = (7, 2)  # days before the last day for an answer


def remind() -> None:
    """Seven days and two days before the last day, to the side that has not answered."""
    today = timezone.localdate()
    soon = Match.objects.filter(
        state__in=choices.WAITING,
        answer_by__gte=today,
        answer_by__lte=today + timedelta(days=max(REMINDERS)),
    )
    fresh = Q(reminded_on=None) | Q(reminded_on__lt=today)
    for pk in soon.filter(fresh).order_by("answer_by", "pk").values_list("pk", flat=True)[:AT_ONCE]:
        _remind_one(pk, today)


def _stage(answer_by: date, today: date) -> int:
    """The latest of the days of reminding that has come, as days before the last day."""
    return min(days for days in REMINDERS if today >= answer_by - timedelta(days=days))


@transaction.atomic
def _remind_one(pk: int, today: date) -> None:
    match = acts.locked(Match.objects.get(pk=pk))
    if match.state not in choices.WAITING or match.answer_by is None or match.answer_by < today:
        return
    days = _stage(match.answer_by, today)
    begun = match.answer_by - timedelta(days=days)
    proposed = timezone.localdate(match.proposed_at) if match.proposed_at else today
    if (match.reminded_on is None or match.reminded_on < begun) and proposed < begun:
        letters.remind(match, days, today)
    match.reminded_on = today
    match.save(update_fields=["reminded_on"])


def lapse() -> None:
    """Proposals that were not answered in time end, and the next choice follows."""
    late = Match.objects.filter(state__in=choices.WAITING, answer_by__lt=timezone.localdate())
    for pk in late.order_by("answer_by", "pk").values_list("pk", flat=True)[:AT_ONCE]:
        _end_one(pk, "time", "lapsed")


def move_on() -> None:
    """Proposals to hosts whose places were all taken by others, or who have closed their offer, end: nobody
    shall accept in vain."""
    rows = Match.objects.filter(state__in=choices.WAITING)
    gone = Q(window__held__gte=F("window__slots")) | Q(window__offer__state__in=OVER)
    for pk in rows.filter(gone).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        _end_one(pk, "room", "all_full")


@transaction.atomic
def _end_one(pk: int, why: str, code: str) -> None:
    match = acts.locked(Match.objects.get(pk=pk))
    today = timezone.localdate()
    if match.state not in choices.WAITING:
        return
    if why == "time" and (match.answer_by is None or match.answer_by >= today):
        return
    if why == "room" and match.window.left > 0 and match.window.offer.state not in OVER:
        return
    choices.lapse(match, why, Reason.ROOM if why == "room" else "")
    choices.follow(match, code)
    settle(match.need)


def follow_agreements() -> None:
    """Agreements come into force on their first day and end after their last; sixty days before that both
    sides are told."""
    today = timezone.localdate()
    begun = Q(state=Agreement.State.SIGNED, starts__lte=today)
    over = Q(state=Agreement.State.IN_FORCE, ends__lt=today)
    near = Q(state__in=Agreement.BINDING, ends__lte=today + agreements.NOTICE, end_told_on=None)
    for pk in Agreement.objects.filter(begun | over | near).values_list("pk", flat=True)[:AT_ONCE]:
        agreements.follow_the_days(pk, today)
