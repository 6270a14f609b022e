"""What follows when a match ends: the next choice of the need, or a reason and a next date (rule MA4).

Everything here runs inside the transaction of the act, with the need's row locked."""

from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from cityclusters.journal.acts import record
from cityclusters.support.matches import letters, places
from cityclusters.support.models import Match, Need, Round, Unserved
from cityclusters.support.models.choices import HOLDING, MatchState, NeedState, Reason
from cityclusters.support.words import code_for

WAITING = (MatchState.PROPOSED, MatchState.ONE)
DECLINED, ALONE, NO_ROOM = "declined", "alone", "declined_full"
"""Why a need waits after a refusal: all on its list were refused, nobody else was on it, the others have no
place."""
LOOKING = frozenset(
    {
        NeedState.OPEN,
        NeedState.SHORTLISTED,
        NeedState.PROPOSED,
        NeedState.PARTLY_MET,
        NeedState.ACCEPTED,
        NeedState.RUNNING,
    }
)


def declined_offers(need: Need) -> set[int]:
    """Keys of the offers that one side declined for this need: they are never proposed to it again."""
    rows = Match.objects.filter(need=need, state=MatchState.DECLINED)
    return set(rows.values_list("window__offer_id", flat=True))


def declined_pairs(needs: "list[int]") -> set[tuple[int, int]]:
    """(need, offer) keys of all declined pairs of these needs, in whatever window and round."""
    rows = Match.objects.filter(need__in=needs, state=MatchState.DECLINED)
    return set(rows.values_list("need_id", "window__offer_id"))


def lacking(need: Need, without: Match | None = None) -> int:
    """How many hosts the need has neither got nor been proposed, as if `without` had ended."""
    rows = Match.objects.filter(need=need, state__in=[*WAITING, *HOLDING])
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    return max(0, need.wants - need.found_elsewhere - rows.count())


def propose(match: Match) -> None:
    """Asks both sides, as if it were new: earlier answers to this pair are forgotten."""
    match.state, match.proposed_at, match.reminded_on = MatchState.PROPOSED, timezone.now(), None
    match.answer_by = timezone.localdate() + timedelta(days=settings.MATCH_ANSWER_DAYS)
    match.need_accepted_by = match.need_accepted_with = match.need_accepted_at = None
    match.host_accepted_by = match.host_accepted_with = match.host_accepted_at = None
    match.ended_by = match.ended_at = None
    match.ended_for = match.ended_words = ""
    match.save()
    record(None, "match.proposed", match, organisation=match.need.organisation)
    letters.proposed(match)


class Next(NamedTuple):
    """What would happen if a match were declined now: another host is proposed, or the need waits until a
    day; neither where the need looks for nobody any more."""

    is_proposed: bool = False
    waits_until: date | None = None


def after(match: Match) -> Next:
    """What a refusal would lead to today; changes nothing. At most five queries."""
    need = match.need
    if need.state not in LOOKING or not lacking(need, match):
        return Next()
    refused = declined_offers(need) | {match.window.offer_id}
    if _best([row for row in _choices(match) if row.window.offer_id not in refused]) is not None:
        return Next(is_proposed=True)
    return Next(waits_until=next_day(match.round) if match.round else None)


def follow(ended: Match, code: str) -> Match | None:
    """After a match has ended: proposes the next choice of its need in the same round whose window has room,
    one with a place that is proposed to nobody else where there is one; where none has room, says so to the
    city with the reason `code` and the next date. None where the need looks for nobody any more, too."""
    need = ended.need
    if need.state not in LOOKING or not lacking(need):
        return None
    fitting, refused = [], declined_offers(need)
    for row in _choices(ended):
        if row.window.offer_id in refused:
            _stop(row)
        else:
            fitting.append(row)
    chosen = _best(fitting)
    nearest = [row.window.offer.public_id for row in fitting if row != chosen]
    if chosen is not None:
        propose(chosen)
    elif ended.round is not None:
        code = _after_refusal(ended, bool(fitting)) if code == DECLINED else code
        _unserved(ended.round, need, code_for(need, code), nearest)
    return chosen


def _after_refusal(ended: Match, others_are_full: bool) -> str:
    """Which of the reasons is true."""
    if others_are_full:
        return NO_ROOM
    others = Match.objects.filter(need=ended.need, round=ended.round)
    return DECLINED if others.exclude(window__offer=ended.window.offer).exists() else ALONE


def _best(rows: list[Match]) -> Match | None:
    """The first with a place that nobody else has been proposed, else the first with room: there somebody's
    yes may come too late."""
    with_room = [row for row in rows if places.has_room(row.window)]
    waiting = Match.objects.filter(window__in=[row.window_id for row in with_room], state__in=WAITING)
    promised = dict(waiting.order_by().values_list("window").annotate(number=Count("pk")))
    free = [row for row in with_room if row.window.left > promised.get(row.window_id, 0)]
    return next(iter([*free, *with_room]), None)


def _choices(ended: Match) -> list[Match]:
    """The other choices of the same round in their order, those too that were set aside because another host
    had been found."""
    rows = Match.objects.filter(need=ended.need, round=ended.round).exclude(pk=ended.pk)
    set_aside = Q(state=MatchState.LAPSED, ended_for=Reason.OTHER_HOST)
    rows = rows.filter(Q(state=MatchState.SUGGESTED) | set_aside)
    return list(
        rows.select_related("window__offer__organisation", "need__organisation", "round").order_by(
            "rank", "pk"
        )
    )


def _stop(match: Match) -> None:
    """The pair was declined in another window: this one is not proposed."""
    match.state, match.ended_for, match.ended_at = MatchState.LAPSED, Reason.OTHER, timezone.now()
    match.save(update_fields=["state", "ended_for", "ended_at"])


def next_day(round_: Round) -> date:
    """When a need of the round is looked at again; never in the past."""
    today = timezone.localdate()
    if round_.next_on > today:
        return round_.next_on
    later = Round.objects.filter(next_on__gt=today).order_by("next_on").values_list("next_on", flat=True)
    return later.first() or today + timedelta(days=settings.MATCH_ANSWER_DAYS)


def _unserved(round_: Round, need: Need, code: str, nearest: list[str]) -> None:
    next_on = next_day(round_)
    row, _new = Unserved.objects.update_or_create(
        round=round_,
        need=need,
        defaults={"code": code, "nearest": nearest[:5], "next_on": next_on, "at": timezone.now()},
    )
    record(None, "support_need.unserved", need, organisation=need.organisation, code=code, next_on=next_on)
    letters.unserved(row)


def lapse(match: Match, why: str, reason: str = "") -> None:
    """Ends a match that nobody declined; those who knew of it get a letter. `why` as in letters.lapsed."""
    known = match.state in WAITING
    match.state, match.ended_for, match.ended_at = MatchState.LAPSED, reason, timezone.now()
    match.save(update_fields=["state", "ended_for", "ended_at"])
    record(None, "match.lapsed", match, organisation=match.need.organisation, why=why)
    if known:
        letters.lapsed(match, why)


def end_rest(need: Need) -> None:
    """The need has all its hosts: its other choices lapse."""
    rows = Match.objects.alive().filter(need=need).exclude(state__in=HOLDING)
    for row in rows.select_related("window__offer__organisation", "need__organisation", "round"):
        lapse(row, "served", Reason.OTHER_HOST)
